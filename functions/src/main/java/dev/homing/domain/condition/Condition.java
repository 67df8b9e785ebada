package dev.homing.domain.condition;

import dev.homing.domain.Money;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.consent.Consent;
import dev.homing.domain.event.EventPattern;
import dev.homing.domain.id.Group;
import dev.homing.domain.message.MessageStatus;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something that is so of a customer or is not. Triggers' filters, exits and audiences are conditions; nothing else compares what is known of a
 * customer with a value.
 */
public sealed interface Condition {
    /** All of them hold; with none in it, it holds for everyone. */
    record All(List<Condition> of) implements Condition {
        public All {
            List<Condition> flat = new ArrayList<>();
            for (Condition one : of) {
                if (one instanceof All(List<Condition> inner)) {
                    flat.addAll(inner);
                } else {
                    flat.add(one);
                }
            }
            of = List.copyOf(flat);
        }
    }

    /** At least one of them holds; with none in it, it holds for nobody. */
    record Any(List<Condition> of) implements Condition {
        public Any {
            List<Condition> flat = new ArrayList<>();
            for (Condition one : of) {
                if (one instanceof Any(List<Condition> inner)) {
                    flat.addAll(inner);
                } else {
                    flat.add(one);
                }
            }
            of = List.copyOf(flat);
        }
    }

    record Not(Condition of) implements Condition {}

    /**
     * Something that is known of who the customer is.
     *
     * @param name of the trait; with dots for what lies deeper, such as {@code address.city}
     * @param tests all of which pass; at least one
     */
    record Attribute(String name, List<Test> tests) implements Condition {
        public Attribute {
            tests = List.copyOf(tests);
        }
    }

    /**
     * A property of the event that is looked at, or of its product where products are.
     *
     * @param name with dots for what lies deeper
     */
    record Property(String name, List<Test> tests) implements Condition {
        public Property {
            tests = List.copyOf(tests);
        }
    }

    /** Of the products of the event that is looked at, so many meet a condition on a product's properties. */
    record Products(Quantifier many, Condition where) implements Condition {}

    /** How many products have to meet a condition. An event without products has none that does, and not all. */
    enum Quantifier {
        ANY,
        ALL,
        NONE
    }

    /**
     * What the customer did, how often.
     *
     * @param within only what lies in this period up to now counts; null: ever
     * @param where which of these events count; {@link #EVERYONE}: all
     * @param same a property in which they agree with the event that is looked at, such as {@code product_id}; null: none
     */
    record Did(
            EventPattern event,
            Times times,
            @Nullable Duration within,
            Condition where,
            @Nullable String same) implements Condition {}

    /** @param atMost {@link #UNBOUNDED}: any number */
    record Times(int atLeast, int atMost) {
        public static final int UNBOUNDED = Integer.MAX_VALUE;

        /** Larger numbers cannot be asked for: so many times are kept of each customer. */
        public static final int MOST = 50;

        public static final Times ONCE = new Times(1, UNBOUNDED);
        public static final Times NEVER = new Times(0, 0);

        public boolean has(int count) {
            return count >= atLeast && count <= atMost;
        }

        /** How many of the latest have to be known to say whether there are so many. */
        int latest() {
            return Math.min(MOST, atMost == UNBOUNDED ? atLeast : atMost + 1);
        }
    }

    /** There is something in the cart that the run is about. */
    record CartFilled() implements Condition {}

    /** The cart that the run is about is worth at least this. Lines in other currencies count nothing. */
    record CartValue(Money atLeast) implements Condition {}

    /**
     * There is something in a cart, and nobody touched it for half an hour.
     *
     * @param within how long ago that half hour ended at the most; null: any time
     */
    record CartAbandoned(@Nullable Duration within) implements Condition {
        /** After this time without a change a cart is abandoned. */
        public static final Duration AFTER = Duration.ofMinutes(30);
    }

    /**
     * What became of a campaign's messages to the customer.
     *
     * @param step of the flow; null: any
     * @param within only what happened in this period up to now counts; null: ever
     */
    record Got(
            String campaign,
            @Nullable String step,
            MessageStatus status,
            @Nullable Duration within) implements Condition {}

    /** The customer is in an audience or on a list. */
    record In(Group group) implements Condition {}

    /** What the customer said of messages on a channel. */
    record ConsentIs(Channel channel, Said said) implements Condition {
        /** As files name it. */
        public enum Said {
            /** Confirmed or not. */
            GRANTED,
            CONFIRMED,
            /** Granted, and not confirmed by the customer. */
            UNCONFIRMED,
            DENIED,
            /** Neither granted nor denied. */
            UNKNOWN;

            public String key() {
                return name().toLowerCase(Locale.ROOT);
            }

            boolean is(Consent consent) {
                return switch (this) {
                    case GRANTED -> consent.state() == Consent.State.SUBSCRIBED;
                    case CONFIRMED -> consent.confirmed();
                    case UNCONFIRMED -> consent.unconfirmed();
                    case DENIED -> consent.state() == Consent.State.UNSUBSCRIBED;
                    case UNKNOWN -> !consent.state().decided();
                };
            }
        }
    }

    /** It is one of these days in the customer's zone. */
    record OnWeekday(Set<DayOfWeek> days) implements Condition {
        public OnWeekday {
            days = Set.copyOf(days);
        }
    }

    /** It is between these times in the customer's zone, the first included; over midnight where the second is not later. */
    record AtTime(LocalTime from, LocalTime to) implements Condition {}

    Condition EVERYONE = new All(List.of());
    Condition NOBODY = new Any(List.of());
}
