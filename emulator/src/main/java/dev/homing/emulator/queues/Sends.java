package dev.homing.emulator.queues;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.emulator.Context;
import dev.homing.emulator.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.elasticmq.MessageData;
import org.jspecify.annotations.Nullable;

/** SendMessage and SendMessageBatch, with SQS's rules; a message's times are our clock's. Safe for any thread. */
final class Sends {
    /**
     * Greatest size of a message and of a batch, in bytes, attributes included (1 MiB since August 2025).
     * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html
     */
    static final int GREATEST_SIZE = 1_048_576;

    private static final int LONGEST_DELAY_SECONDS = 900;
    private static final int GREATEST_BATCH = 10;
    private static final int MOST_ATTRIBUTES = 10;
    private static final String BATCH_ID = "[A-Za-z0-9_-]{1,80}";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Queues queues;
    private final Context context;
    /** By message id; ElasticMQ stamps the wall clock's time. */
    private final Map<String, Instant> sentAt = new ConcurrentHashMap<>();

    Sends(Queues queues, Context context) {
        this.queues = queues;
        this.context = context;
    }

    Response one(String queue, JsonNode body) throws IOException {
        try {
            ObjectNode answer = send(queue, body);
            queues.listener().readable(queue);
            return Response.ok(answer);
        } catch (QueueRefusal refused) {
            return refused.response();
        }
    }

    Response batch(String queue, JsonNode body) throws IOException {
        JsonNode entries = body.path("Entries");
        try {
            checkBatch(entries);
            checkSum(entries);
            if (queues.settings(queue).isEmpty()) {
                throw QueueRefusal.noQueue();
            }
        } catch (QueueRefusal refused) {
            return refused.response();
        }
        ObjectNode answer = JSON.objectNode();
        ArrayNode successful = answer.putArray("Successful");
        ArrayNode failed = JSON.arrayNode();
        for (JsonNode entry : entries) {
            String id = entry.path("Id").asText();
            try {
                successful.add(send(queue, entry).put("Id", id));
            } catch (QueueRefusal refused) {
                failed.addObject()
                        .put("Id", id)
                        .put("SenderFault", true)
                        .put("Code", refused.code())
                        .put("Message", refused.reason());
            }
        }
        if (!failed.isEmpty()) {
            answer.set("Failed", failed);
        }
        queues.listener().readable(queue);
        return Response.ok(answer);
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
            if (!id.matches(BATCH_ID)) {
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
            sum += size(entry);
        }
        if (sum > GREATEST_SIZE) {
            throw new QueueRefusal(
                    "BatchRequestTooLong",
                    "Batch requests cannot be longer than " + GREATEST_SIZE + " bytes. You have sent " + sum
                            + " bytes.");
        }
    }

    private ObjectNode send(String queue, JsonNode message) throws IOException, QueueRefusal {
        String body = message.path("MessageBody").asText();
        JsonNode attributes = message.path("MessageAttributes");
        JsonNode settings = queues.settings(queue);
        if (settings.isEmpty()) {
            throw QueueRefusal.noQueue();
        }
        check(
                body,
                attributes,
                size(message),
                settings.path("MaximumMessageSize").asInt(GREATEST_SIZE));
        boolean fifo = queue.endsWith(".fifo");
        Instant now = context.clock().now();
        Instant visibleAt = now.plusSeconds(delaySeconds(message, settings, fifo));
        MessageData sent = queues.elasticMq()
                .send(
                        queue,
                        body,
                        MessageAttributes.toElasticMq(attributes),
                        visibleAt,
                        groupId(message, fifo),
                        deduplicationId(message, settings, fifo));
        if (sent == null) {
            throw QueueRefusal.noQueue();
        }
        String id = sent.id().id();
        sentAt.putIfAbsent(id, now);
        if (visibleAt.isAfter(now)) {
            queues.listener().readableAt(queue, id, visibleAt);
        }
        ObjectNode answer = JSON.objectNode();
        answer.put("MessageId", id);
        answer.put("MD5OfMessageBody", MessageAttributes.md5(body));
        if (!attributes.isEmpty()) {
            answer.put("MD5OfMessageAttributes", MessageAttributes.md5(attributes));
        }
        if (sent.sequenceNumber().isDefined()) {
            answer.put("SequenceNumber", sent.sequenceNumber().get());
        }
        return answer;
    }

    private static void check(String body, JsonNode attributes, int size, int queueLimit) throws QueueRefusal {
        int greatest = queueLimit <= 0 ? GREATEST_SIZE : queueLimit;
        if (body.isEmpty()) {
            throw new QueueRefusal("MissingParameter", "The request must contain the parameter MessageBody.");
        }
        if (size > greatest) {
            throw QueueRefusal.invalidParameter(
                    "One or more parameters are invalid. Reason: Message must be shorter than " + greatest + " bytes.");
        }
        if (attributes.size() > MOST_ATTRIBUTES) {
            throw new QueueRefusal(
                    "InvalidParameterValue",
                    "Number of message attributes [" + attributes.size() + "] exceeds the allowed maximum [10].");
        }
        if (!body.codePoints().allMatch(Sends::allowed)) {
            throw new QueueRefusal(
                    "InvalidMessageContents",
                    "Invalid characters found. Valid unicode characters are"
                            + " #x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF");
        }
        MessageAttributes.check(attributes);
    }

    private static boolean allowed(int c) {
        return c == 0x9
                || c == 0xA
                || c == 0xD
                || (c >= 0x20 && c <= 0xD7FF)
                || (c >= 0xE000 && c <= 0xFFFD)
                || c >= 0x10000;
    }

    private static long delaySeconds(JsonNode message, JsonNode settings, boolean fifo) throws QueueRefusal {
        if (!message.has("DelaySeconds")) {
            return settings.path("DelaySeconds").asLong(0);
        }
        long seconds = message.path("DelaySeconds").asLong();
        if (fifo && seconds != 0) {
            throw new QueueRefusal(
                    "InvalidParameterValue",
                    "Value " + seconds + " for parameter DelaySeconds is invalid. Reason: The request include parameter"
                            + " that is not valid for this queue type.");
        }
        if (seconds < 0 || seconds > LONGEST_DELAY_SECONDS) {
            throw new QueueRefusal(
                    "InvalidParameterValue",
                    "Value " + seconds + " for parameter DelaySeconds is invalid. Reason: DelaySeconds must be >= 0 and"
                            + " <= " + LONGEST_DELAY_SECONDS + ".");
        }
        return seconds;
    }

    private static @Nullable String groupId(JsonNode message, boolean fifo) throws QueueRefusal {
        String group = message.path("MessageGroupId").asText(null);
        if (fifo && group == null) {
            throw new QueueRefusal("MissingParameter", "The request must contain the parameter MessageGroupId.");
        }
        return fifo ? group : null; // on a standard queue it is for fair queues, which one consumer does not need
    }

    private static @Nullable String deduplicationId(JsonNode message, JsonNode settings, boolean fifo)
            throws QueueRefusal {
        String id = message.path("MessageDeduplicationId").asText(null);
        if (!fifo) {
            if (id != null) {
                throw QueueRefusal.invalid(
                        id,
                        "MessageDeduplicationId",
                        "The request include parameter that is not valid for this queue type.");
            }
            return null;
        }
        if (id == null
                && !settings.path("ContentBasedDeduplication").asText("false").equals("true")) {
            throw new QueueRefusal(
                    "InvalidParameterValue",
                    "The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided"
                            + " explicitly");
        }
        return id == null ? sha256(message.path("MessageBody").asText()) : id;
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JDK has SHA-256", impossible);
        }
    }

    /** Puts our time of sending into a received message's system attributes, when it shows one. */
    void stamp(String messageId, ObjectNode system) {
        Instant sent = sentAt.get(messageId);
        if (sent != null && system.has("SentTimestamp")) {
            system.put("SentTimestamp", Long.toString(sent.toEpochMilli()));
        }
    }

    /** @param receiptHandle of a deleted message; ElasticMQ's begin with the message's id */
    void forget(String receiptHandle) {
        int end = receiptHandle.indexOf('#');
        sentAt.remove(end < 0 ? receiptHandle : receiptHandle.substring(0, end));
    }

    private static int size(JsonNode message) {
        return message.path("MessageBody").asText().getBytes(StandardCharsets.UTF_8).length
                + MessageAttributes.size(message.path("MessageAttributes"));
    }
}
