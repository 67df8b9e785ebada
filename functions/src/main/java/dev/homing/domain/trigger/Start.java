package dev.homing.domain.trigger;

import dev.homing.domain.condition.Condition;
import dev.homing.domain.condition.Resolved;
import dev.homing.domain.condition.Test;
import dev.homing.domain.event.EventPattern;
import java.time.LocalTime;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/** What starts a campaign for a customer. No kind knows the name of an event or of a campaign. */
public sealed interface Start {
    /**
     * An event; the campaign starts when the delay after it is over.
     *
     * @param where what the event's properties and products have to be
     * @param cancelledBy events after which what the event started is no longer meant; null: none
     */
    record Happened(
            EventPattern event, Condition where, @Nullable EventPattern cancelledBy) implements Start {
        /** Whatever the event's properties are. */
        public Happened(EventPattern event, @Nullable EventPattern cancelledBy) {
            this(event, Condition.EVERYONE, cancelledBy);
        }
    }

    /**
     * Something was begun and not finished within the delay. Each event that begins it again counts the delay anew.
     *
     * @param where what the beginning event's properties and products have to be
     * @param finished ends it, also where the campaign has started already
     * @param about a property, such as {@code product_id}, by which what was begun and what was finished are the same; null: everything is
     */
    record Unfinished(
            EventPattern begun,
            Condition where,
            EventPattern finished,
            @Nullable String about) implements Start {
        /** Whatever the event's properties are, and whatever it is about. */
        public Unfinished(EventPattern begun, EventPattern finished) {
            this(begun, Condition.EVERYONE, finished, null);
        }
    }

    /** A condition became true, by what the customer did or by time. Who it holds for already when the campaign is activated is not meant. */
    record Becomes(Resolved condition) implements Start {}

    /**
     * Something that is known of the customer was one thing and is another.
     *
     * @param from what it was; with no test in it: anything that was known
     * @param to what it is; with no test in it: anything else than it was
     */
    record Changed(String attribute, List<Test> from, List<Test> to) implements Start {
        public Changed {
            from = List.copyOf(from);
            to = List.copyOf(to);
        }
    }

    /**
     * A date of the customer's comes.
     *
     * @param attribute that has the date
     * @param days from the date to the day that is meant; below zero: before it
     * @param at on that day, on the customer's clock, else on the shop's
     * @param yearly whether it comes again each year
     */
    record OnDate(String attribute, int days, LocalTime at, boolean yearly) implements Start {}

    /** Somebody has it started for the customer: a call of the API, a launch to an audience, another campaign. */
    record Called() implements Start {}

    /** The events that can start the campaign; null where it is not started by events of certain names. */
    default @Nullable EventPattern begins() {
        return switch (this) {
            case Happened happened -> happened.event();
            case Unfinished unfinished -> unfinished.begun();
            case Becomes _, Changed _, OnDate _, Called _ -> null;
        };
    }

    /** The events that end what was started, as far as they are about the same; null where none do. */
    default @Nullable EventPattern ends() {
        return switch (this) {
            case Happened happened -> happened.cancelledBy();
            case Unfinished unfinished -> unfinished.finished();
            case Becomes _, Changed _, OnDate _, Called _ -> null;
        };
    }

    /** Whether it can start without any event. */
    default boolean asksByTime() {
        return switch (this) {
            case Becomes _, OnDate _ -> true;
            case Happened _, Unfinished _, Changed _, Called _ -> false;
        };
    }

    /** What an event that begins it has to be. */
    default Condition where() {
        return switch (this) {
            case Happened happened -> happened.where();
            case Unfinished unfinished -> unfinished.where();
            case Becomes _, Changed _, OnDate _, Called _ -> Condition.EVERYONE;
        };
    }

    /** The property by which what was begun and what ends it are the same; null where everything is. */
    default @Nullable String about() {
        return this instanceof Unfinished unfinished ? unfinished.about() : null;
    }

    /** All titles of events that this kind looks at. */
    default SequencedSet<String> events() {
        SequencedSet<String> names = new LinkedHashSet<>();
        EventPattern begins = begins();
        if (begins != null) {
            names.addAll(begins.names());
        }
        EventPattern ends = ends();
        if (ends != null) {
            names.addAll(ends.names());
        }
        return names;
    }
}
