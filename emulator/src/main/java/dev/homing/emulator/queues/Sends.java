package dev.homing.emulator.queues;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.emulator.wire.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** SendMessage and SendMessageBatch, with SQS's rules. */
final class Sends {
    /**
     * Greatest size of a message and of a batch, in bytes, attributes included (1 MiB since August 2025).
     * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html
     */
    static final int GREATEST_SIZE = 1_048_576;

    private static final int LONGEST_DELAY_SECONDS = 900;
    private static final int GREATEST_BATCH = 10;
    private static final int MOST_ATTRIBUTES = 10;
    private static final Pattern BATCH_ID = Pattern.compile("[A-Za-z0-9_-]{1,80}");

    private Sends() {}

    static ObjectNode batch(Queue queue, JsonNode entries, Instant now) throws QueueRefusal {
        checkBatch(entries);
        checkSum(entries);
        ObjectNode answer = Json.object();
        ArrayNode successful = answer.putArray("Successful");
        ArrayNode failed = Json.array();
        for (JsonNode entry : entries) {
            String id = entry.path("Id").asText();
            try {
                successful.add(one(queue, entry, now).put("Id", id));
            } catch (QueueRefusal refused) {
                failed.add(refused.entry(id));
            }
        }
        return failed.isEmpty() ? answer : answer.set("Failed", failed);
    }

    /** What SendMessageBatch, DeleteMessageBatch and ChangeMessageVisibilityBatch have in common. */
    static void checkBatch(JsonNode entries) throws QueueRefusal {
        if (entries.isEmpty()) {
            throw new QueueRefusal("EmptyBatchRequest", "There should be at least one entry in the request.");
        }
        if (entries.size() > GREATEST_BATCH) {
            throw new QueueRefusal(
                    "TooManyEntriesInBatchRequest",
                    "Maximum number of entries per request are " + GREATEST_BATCH + ". You have sent " + entries.size()
                            + ".");
        }
        Set<String> ids = new HashSet<>();
        for (JsonNode entry : entries) {
            String id = entry.path("Id").asText();
            if (!BATCH_ID.matcher(id).matches()) {
                throw new QueueRefusal(
                        "InvalidBatchEntryId",
                        "A batch entry id can only contain alphanumeric characters, hyphens and underscores."
                                + " It can be at most 80 letters long.");
            }
            if (!ids.add(id)) {
                throw new QueueRefusal("BatchEntryIdsNotDistinct", "Id " + id + " repeated.");
            }
        }
    }

    private static void checkSum(JsonNode entries) throws QueueRefusal {
        int sum = 0;
        for (JsonNode entry : entries) {
            sum += size(utf8(entry.path("MessageBody").asText()), entry.path("MessageAttributes"));
        }
        if (sum > GREATEST_SIZE) {
            throw new QueueRefusal(
                    "BatchRequestTooLong",
                    "Batch requests cannot be longer than " + GREATEST_SIZE + " bytes. You have sent " + sum
                            + " bytes.");
        }
    }

    static ObjectNode one(Queue queue, JsonNode asked, Instant now) throws QueueRefusal {
        QueueAttributes settings = queue.attributes();
        String body = asked.path("MessageBody").asText();
        byte[] bytes = utf8(body);
        JsonNode attributes = asked.path("MessageAttributes");
        check(body, attributes, size(bytes, attributes), settings.maximumMessageSize());
        Message message = new Message(
                UUID.randomUUID().toString(),
                body,
                MessageAttributes.md5(bytes),
                attributes,
                now,
                groupId(asked, queue.fifo()),
                deduplicationId(asked, settings, queue.fifo(), bytes));
        Queue.Sent sent = queue.put(message, now.plus(delay(asked, settings, queue.fifo())));
        ObjectNode answer = Json.object();
        answer.put("MessageId", sent.messageId());
        answer.put("MD5OfMessageBody", message.bodyMd5());
        if (!attributes.isEmpty()) {
            answer.put("MD5OfMessageAttributes", MessageAttributes.md5(attributes));
        }
        if (queue.fifo()) {
            answer.put("SequenceNumber", Received.sequenceNumber(sent.number()));
        }
        return answer;
    }

    private static void check(String body, JsonNode attributes, int size, int greatest) throws QueueRefusal {
        if (body.isEmpty()) {
            throw new QueueRefusal("MissingParameter", "The request must contain the parameter MessageBody.");
        }
        if (size > greatest) {
            throw QueueRefusal.invalidParameter(
                    "One or more parameters are invalid. Reason: Message must be shorter than " + greatest + " bytes.");
        }
        if (attributes.size() > MOST_ATTRIBUTES) {
            throw QueueRefusal.invalidParameter(
                    "Number of message attributes [" + attributes.size() + "] exceeds the allowed maximum [10].");
        }
        if (!allowed(body)) {
            throw new QueueRefusal(
                    "InvalidMessageContents",
                    "Invalid characters found. Valid unicode characters are"
                            + " #x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF");
        }
        MessageAttributes.check(attributes);
    }

    private static boolean allowed(String body) {
        for (int i = 0; i < body.length(); i++) {
            char c = body.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < body.length()
                    && Character.isLowSurrogate(body.charAt(i + 1));
            if (pair) {
                i++;
            } else if ((c < 0x20 && c != '\t' && c != '\n' && c != '\r') || Character.isSurrogate(c) || c > 0xFFFD) {
                return false;
            }
        }
        return true;
    }

    private static Duration delay(JsonNode message, QueueAttributes settings, boolean fifo) throws QueueRefusal {
        if (!message.has("DelaySeconds")) {
            return settings.delay();
        }
        long seconds = message.path("DelaySeconds").asLong();
        if (fifo && seconds != 0) {
            throw QueueRefusal.invalid(
                    seconds, "DelaySeconds", "The request include parameter that is not valid for this queue type.");
        }
        if (seconds < 0 || seconds > LONGEST_DELAY_SECONDS) {
            throw QueueRefusal.invalid(
                    seconds, "DelaySeconds", "DelaySeconds must be >= 0 and <= " + LONGEST_DELAY_SECONDS + ".");
        }
        return Duration.ofSeconds(seconds);
    }

    private static @Nullable String groupId(JsonNode message, boolean fifo) throws QueueRefusal {
        String group = Json.text(message, "MessageGroupId");
        if (fifo && group == null) {
            throw new QueueRefusal("MissingParameter", "The request must contain the parameter MessageGroupId.");
        }
        return fifo ? group : null; // on a standard queue it is for fair queues, which one consumer does not need
    }

    private static @Nullable String deduplicationId(
            JsonNode message, QueueAttributes settings, boolean fifo, byte[] body) throws QueueRefusal {
        String id = Json.text(message, "MessageDeduplicationId");
        if (!fifo) {
            if (id != null) {
                throw QueueRefusal.invalid(
                        id,
                        "MessageDeduplicationId",
                        "The request include parameter that is not valid for this queue type.");
            }
            return null;
        }
        if (id == null && !settings.contentBasedDeduplication()) {
            throw QueueRefusal.invalidParameter(
                    "The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided"
                            + " explicitly");
        }
        return id == null ? sha256(body) : id;
    }

    private static String sha256(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JDK has SHA-256", impossible);
        }
    }

    private static int size(byte[] body, JsonNode attributes) {
        return body.length + MessageAttributes.size(attributes);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
