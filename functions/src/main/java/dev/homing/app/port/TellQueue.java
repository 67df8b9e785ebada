package dev.homing.app.port;

import dev.homing.domain.id.CustomerId;
import java.time.Duration;

/** What destinations of audiences are to be told, later and at their own pace. */
public interface TellQueue {
    /** It is to be looked at whether the destination knows of the customer what is so. */
    record TellJob(String audience, String destination, CustomerId customer) {}

    /** @param after the shortest time until it is done, at most 15 minutes */
    void enqueue(TellJob job, Duration after);
}
