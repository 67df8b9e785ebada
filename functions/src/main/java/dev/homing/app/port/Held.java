package dev.homing.app.port;

import java.time.Instant;
import java.util.List;

/** Messages that were due while their campaign was paused; they go on when it is resumed. */
public interface Held {
    /** Keeps a job; putting it again changes nothing. */
    void put(String campaign, SendJob job, Instant heldAt);

    /** The oldest ones. */
    List<SendJob> of(String campaign, int limit);

    void remove(String campaign, SendJob job);
}
