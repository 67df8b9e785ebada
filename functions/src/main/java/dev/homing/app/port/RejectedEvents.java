package dev.homing.app.port;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Messages that came in and are no valid events; kept to be seen and sent again. */
public interface RejectedEvents {
    /**
     * @param id of the delivery, so that a redelivery is the same
     * @param event the JSON as it came
     */
    record RejectedEvent(String id, Instant at, String reason, String event) {}

    void put(RejectedEvent event, Instant expiresAt);

    /** The newest ones. */
    List<RejectedEvent> newest(int limit);

    @Nullable
    RejectedEvent find(String id);

    void remove(String id);
}
