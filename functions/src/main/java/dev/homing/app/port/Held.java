package dev.homing.app.port;

import dev.homing.domain.id.CustomerId;
import dev.homing.domain.id.Visit;
import java.time.Instant;
import java.util.List;

/** What waits for a paused campaign to be resumed: steps of its runs, and delays that ended meanwhile. */
public interface Held {
    /** A place that is kept. */
    sealed interface Place {
        /** The customer whose place it is. */
        CustomerId customer();

        /** A run came to a message. It goes on from there, in the visit's generation. */
        record Step(Visit visit) implements Place {
            @Override
            public CustomerId customer() {
                return visit.run().customer();
            }
        }

        /** A campaign's delay ended. Its timer fires once more. */
        record Delay(CustomerId customer, String timerId) implements Place {}
    }

    /** @param since when it was kept first */
    record Kept(Place place, Instant since) {}

    /**
     * How much waits.
     *
     * @param runs that came to a message
     * @param delays that ended
     * @param more whether it is more than was counted
     */
    record Waiting(long runs, long delays, boolean more) {}

    /** Keeps a place; keeping it again changes nothing. */
    void put(String campaign, Place place, Instant heldAt);

    /** The places that are kept longest: runs before delays. */
    List<Kept> of(String campaign, int limit);

    void remove(String campaign, Place place);

    /** How much waits, counted up to a limit that keeps the question cheap. */
    Waiting waiting(String campaign);
}
