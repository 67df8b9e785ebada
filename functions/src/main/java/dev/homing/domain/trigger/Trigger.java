package dev.homing.domain.trigger;

import dev.homing.domain.Money;
import dev.homing.domain.cart.Carts;
import dev.homing.domain.event.CustomerEvent;
import dev.homing.domain.id.RunKey;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What starts a campaign. */
public sealed interface Trigger {
    /** The longest delay that a trigger may have. */
    Duration LONGEST_DELAY = Duration.ofDays(90);

    /** How long after the event it starts; zero: at once. */
    Duration delay();

    /** Names of the events that it is about; an event of another name never starts it. */
    Set<String> events();

    /** Whether an event is one that this trigger is about; what is decided about it is recorded with the event. */
    boolean names(CustomerEvent event);

    /** The key of the run that an event would start: which cart, which order. Empty where the trigger knows no such thing. */
    String keyOf(CustomerEvent event);

    /**
     * Items in the cart and no order within the delay, counted from the last change of the cart.
     *
     * @param minimum value of the cart below which nothing starts; null: any
     */
    record CartAbandoned(Duration delay, @Nullable Money minimum) implements Trigger {
        @Override
        public Set<String> events() {
            return Carts.EVENTS;
        }

        @Override
        public boolean names(CustomerEvent event) {
            return Carts.keyOf(event) != null;
        }

        @Override
        public String keyOf(CustomerEvent event) {
            String key = Carts.keyOf(event);
            return key == null ? Carts.ONLY : key;
        }
    }

    /**
     * An event of a certain name.
     *
     * @param keyProperty the property that tells one run from another, such as {@code order_id}; null: one run at a time
     */
    record EventOccurred(
            String event, Duration delay, @Nullable String keyProperty) implements Trigger {
        @Override
        public Set<String> events() {
            return Set.of(event);
        }

        @Override
        public boolean names(CustomerEvent occurred) {
            return occurred.is(event);
        }

        @Override
        public String keyOf(CustomerEvent occurred) {
            return RunKey.of(keyProperty == null ? null : occurred.properties().text(keyProperty));
        }
    }
}
