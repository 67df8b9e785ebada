package dev.homing.app.port;

import dev.homing.domain.id.CustomerId;
import java.time.Instant;

/** One-time alarms; each fires at least once, some time after it is due, and is gone then. */
public interface Timers {
    /**
     * Arms a timer; arming the same again changes nothing.
     *
     * @param at in the past: fires soon
     * @throws Unavailable where it could not be armed now
     */
    void arm(CustomerId customer, String timerId, Instant at);

    /**
     * Has a job handed to whoever fires timers; handing over the same for the same moment again changes nothing.
     *
     * @throws Unavailable where it could not be armed now
     */
    void sendLater(SendJob job, Instant at);

    /**
     * Has a broadcast taken further at a time; handing over the same for the same moment again changes nothing.
     *
     * @throws Unavailable where it could not be armed now
     */
    void doLater(OutcomeQueue.Job.Broadcast job, Instant at);

    /**
     * Takes a timer away that did not fire yet; nothing where there is none.
     *
     * @throws Unavailable where that did not go now
     */
    void disarm(String timerId);

    /**
     * Takes back that a job is to be handed over at a moment; nothing where it was not asked for.
     *
     * @throws Unavailable where that did not go now
     */
    void takeBack(SendJob job, Instant at);
}
