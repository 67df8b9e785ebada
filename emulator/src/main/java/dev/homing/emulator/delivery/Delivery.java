package dev.homing.emulator.delivery;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something to be delivered to a target.
 *
 * @param body the message's body or the function's event
 * @param parameters SQS system parameters such as {@code MessageGroupId}
 * @param deadLetterArn a queue; null: what cannot be delivered is dropped
 * @param origin what a dead letter says about where it came from, {@code RULE_ARN} or {@code SCHEDULE_ARN}
 * @param since when the event came: its age counts from here
 */
public record Delivery(
        String targetArn,
        String body,
        Map<String, String> parameters,
        RetryPolicy retryPolicy,
        @Nullable String deadLetterArn,
        Map<String, String> origin,
        Instant since) {
    public Delivery {
        parameters = Map.copyOf(parameters);
        origin = Map.copyOf(origin);
    }
}
