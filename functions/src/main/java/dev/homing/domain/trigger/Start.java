package dev.homing.domain.trigger;

import java.util.LinkedHashSet;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/** What starts a campaign for a customer. No kind knows the name of an event or of a campaign. */
public sealed interface Start {
    /**
     * An event; the campaign starts when the delay after it is over.
     *
     * @param cancelledBy events after which what the event started is no longer meant; null: none
     */
    record Happened(EventPattern event, @Nullable EventPattern cancelledBy) implements Start {}

    /**
     * Something was begun and not finished within the delay. Each event that begins it again counts the delay anew.
     *
     * @param finished ends it, also where the campaign has started already
     */
    record Unfinished(EventPattern begun, EventPattern finished) implements Start {}

    /** The events that can start the campaign. */
    default EventPattern begins() {
        return switch (this) {
            case Happened(EventPattern event, EventPattern _) -> event;
            case Unfinished(EventPattern begun, EventPattern _) -> begun;
        };
    }

    /** The events that end what was started, as far as they are about the same; null where none do. */
    default @Nullable EventPattern ends() {
        return switch (this) {
            case Happened(EventPattern _, EventPattern cancelledBy) -> cancelledBy;
            case Unfinished(EventPattern _, EventPattern finished) -> finished;
        };
    }

    /** Whether messages tell of the event itself; of something begun they tell what the customer's state says by then. */
    default boolean tellsOfTheEvent() {
        return switch (this) {
            case Happened _ -> true;
            case Unfinished _ -> false;
        };
    }

    /** All names of events that this kind looks at. */
    default SequencedSet<String> events() {
        SequencedSet<String> names = new LinkedHashSet<>(begins().names());
        EventPattern ends = ends();
        if (ends != null) {
            names.addAll(ends.names());
        }
        return names;
    }
}
