package dev.homing.emulator.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.emulator.wire.Json;
import dev.homing.emulator.wire.Refused;
import java.time.Duration;

/**
 * How long a delivery is tried.
 *
 * @param maximumRetries after the first attempt, 0 to 185
 * @param maximumAge since the event, 1 minute to 24 hours
 */
public record RetryPolicy(int maximumRetries, Duration maximumAge) {
    /** EventBridge's and Scheduler's: 185 retries within 24 hours. */
    public static final RetryPolicy DEFAULT = new RetryPolicy(185, Duration.ofHours(24));

    public RetryPolicy {
        if (maximumRetries < 0 || maximumRetries > 185) {
            throw Refused.validation("MaximumRetryAttempts must be 0 to 185, not " + maximumRetries);
        }
        if (maximumAge.toSeconds() < 60 || maximumAge.toSeconds() > 86_400) {
            throw Refused.validation("MaximumEventAgeInSeconds must be 60 to 86400, not " + maximumAge.toSeconds());
        }
    }

    /** From a target's {@code RetryPolicy}; what is absent is the default. */
    public static RetryPolicy of(JsonNode policy) {
        return new RetryPolicy(
                policy.path("MaximumRetryAttempts").asInt(DEFAULT.maximumRetries),
                Duration.ofSeconds(policy.path("MaximumEventAgeInSeconds").asLong(DEFAULT.maximumAge.toSeconds())));
    }

    /** As targets show it. */
    public ObjectNode toJson() {
        return Json.object()
                .put("MaximumEventAgeInSeconds", maximumAge.toSeconds())
                .put("MaximumRetryAttempts", maximumRetries);
    }
}
