package dev.homing.app.port;

import dev.homing.domain.event.CustomerEvent.Origin;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Messages that came in and are no valid events; kept to be seen, mended and replayed. */
public interface RejectedEvents {
    /**
     * @param id of the delivery, so that a redelivery is the same
     * @param at when it was received
     * @param origin the door by which it came, and so how far it is trusted when it is replayed
     * @param event the JSON as it came
     * @param replayedAt when it was replayed; null where it was not
     */
    record RejectedEvent(
            String id,
            Instant at,
            Origin origin,
            String reason,
            String event,
            @Nullable Instant replayedAt) {
        public RejectedEvent replayed(Instant when) {
            return new RejectedEvent(id, at, origin, reason, event, when);
        }
    }

    /** @param next where the following page begins; null where this is the last one */
    record Page(List<RejectedEvent> events, @Nullable String next) {}

    /** Keeps it; one that is there stays as it is. */
    void put(RejectedEvent event, Instant expiresAt);

    /**
     * The newest ones first.
     *
     * @param before the {@code next} of the page before: an instant, a hash sign and an id; null for the first page
     */
    Page page(@Nullable String before, int limit);

    /** The newest ones. */
    default List<RejectedEvent> newest(int limit) {
        return page(null, limit).events();
    }

    @Nullable
    RejectedEvent find(String id);

    /** Notes that it was replayed; the first time stays. Nothing happens where there is no such event. */
    void replayed(String id, Instant at);

    /** Forgets one; nothing where there is none. */
    void forget(String id);
}
