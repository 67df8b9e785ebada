package dev.homing.app.port;

import dev.homing.domain.id.CustomerId;
import dev.homing.domain.id.RunId;
import dev.homing.domain.run.Leg;
import java.time.Duration;
import java.time.Instant;

/** What is done later and at a bounded rate, so that another service's quota never holds up events. */
public interface OutcomeQueue {
    sealed interface Job {
        /** Something is still pending in a customer's state. */
        record Settle(CustomerId customer) implements Job {}

        /** The run is closed, or goes on elsewhere; the execution of this leg is to be stopped. */
        record Stop(RunId run, String campaign, int version, Leg leg, String reason) implements Job {}

        /** A campaign was resumed: what was held goes on, a page of it at a time. */
        record Release(String campaign) implements Job {}

        /** A message that no flow waits for is to go to its channel's queue at that time. */
        record SendLater(SendJob job, Instant at) implements Job {}
    }

    default void enqueue(Job job) {
        enqueue(job, Duration.ZERO);
    }

    /** @param after the shortest time until it is done, at most 15 minutes */
    void enqueue(Job job, Duration after);
}
