package dev.homing.emulator.queues;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A message as one receive had it.
 *
 * @param number its place among all of its queue
 * @param receives how often it was received by now
 * @param source the ARN of the queue whose dead letter it is; null when it is none
 */
record Received(
        Message message,
        long number,
        int receives,
        Instant firstReceivedAt,
        @Nullable String source) {
    /** What deletes it and changes its visibility, until it is received again. */
    Handle handle() {
        return new Handle(message.id(), receives);
    }

    /** All that the queue knows of it, under SQS's names. */
    ObjectNode systemAttributes(String account) {
        ObjectNode system = JsonNodeFactory.instance.objectNode();
        system.put("SenderId", account);
        system.put("SentTimestamp", Long.toString(message.sentAt().toEpochMilli()));
        system.put("ApproximateReceiveCount", Integer.toString(receives));
        system.put("ApproximateFirstReceiveTimestamp", Long.toString(firstReceivedAt.toEpochMilli()));
        if (source != null) {
            system.put("DeadLetterQueueSourceArn", source);
        }
        if (message.group() != null) {
            system.put("MessageGroupId", message.group());
            system.put("MessageDeduplicationId", message.deduplicationId());
            system.put("SequenceNumber", sequenceNumber(number));
        }
        return system;
    }

    /** As SQS writes it: twenty digits. */
    static String sequenceNumber(long number) {
        return String.format(Locale.ROOT, "%020d", 18_850_000_000_000_000L + number);
    }
}
