package dev.homing.emulator.queues;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.emulator.wire.Json;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What may be said of a queue, and what ElasticMQ does not remember of it. See
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html
 */
final class QueueAttributes {
    /** Smallest and greatest value: seconds, but for the size, in bytes. */
    private record Range(int least, int greatest) {}

    private static final Map<String, Range> RANGES = Map.of(
            "DelaySeconds", new Range(0, 900),
            "MaximumMessageSize", new Range(1_024, Sends.GREATEST_SIZE),
            "MessageRetentionPeriod", new Range(60, 1_209_600),
            "ReceiveMessageWaitTimeSeconds", new Range(0, 20),
            "VisibilityTimeout", new Range(0, 43_200));

    private static final Map<String, String> UNKNOWN_TO_ELASTIC_MQ =
            Map.of("MaximumMessageSize", Integer.toString(Sends.GREATEST_SIZE), "MessageRetentionPeriod", "345600");

    private static final Set<String> OTHERS = Set.of(
            "All",
            "ApproximateNumberOfMessages",
            "ApproximateNumberOfMessagesDelayed",
            "ApproximateNumberOfMessagesNotVisible",
            "ContentBasedDeduplication",
            "CreatedTimestamp",
            "DeduplicationScope",
            "FifoQueue",
            "FifoThroughputLimit",
            "KmsDataKeyReusePeriodSeconds",
            "KmsMasterKeyId",
            "LastModifiedTimestamp",
            "Policy",
            "QueueArn",
            "RedriveAllowPolicy",
            "RedrivePolicy",
            "SqsManagedSseEnabled");

    /** By queue. */
    private final Map<String, Map<String, String>> remembered = new ConcurrentHashMap<>();

    static void checkName(String name, JsonNode attributes) throws QueueRefusal {
        boolean fifo = attributes.path("FifoQueue").asText().equals("true");
        if (name.length() > 80 || !name.matches("[A-Za-z0-9_-]+(\\.fifo)?")) {
            throw QueueRefusal.invalidParameter(
                    "Can only include alphanumeric characters, hyphens, or underscores." + " 1 to 80 in length");
        }
        if (fifo != name.endsWith(".fifo")) {
            throw QueueRefusal.invalidParameter("The name of a FIFO queue, and of no other, ends with .fifo: " + name);
        }
    }

    static void checkNames(JsonNode names) throws QueueRefusal {
        for (JsonNode name : names) {
            if (!RANGES.containsKey(name.asText()) && !OTHERS.contains(name.asText())) {
                throw new QueueRefusal("InvalidAttributeName", "Unknown Attribute " + name.asText() + ".");
            }
        }
    }

    static void checkValues(JsonNode attributes) throws QueueRefusal {
        for (Map.Entry<String, JsonNode> attribute : attributes.properties()) {
            Range range = RANGES.get(attribute.getKey());
            if (range != null && !within(range, attribute.getValue().asText())) {
                throw new QueueRefusal(
                        "InvalidAttributeValue", "Invalid value for the parameter " + attribute.getKey() + ".");
            }
        }
    }

    private static boolean within(Range range, String value) {
        return value.matches("\\d{1,8}")
                && Integer.parseInt(value) >= range.least
                && Integer.parseInt(value) <= range.greatest;
    }

    /**
     * The ARN that a redrive policy names.
     *
     * @param policy empty: none
     */
    static String deadLetterTarget(String policy) throws QueueRefusal {
        if (policy.isEmpty()) {
            return "";
        }
        JsonNode redrive = Json.parseOrNull(policy);
        String target =
                redrive == null ? "" : redrive.path("deadLetterTargetArn").asText();
        String count = redrive == null ? "" : redrive.path("maxReceiveCount").asText();
        if (target.isEmpty() || count.isEmpty()) {
            throw QueueRefusal.invalid(
                    policy,
                    "RedrivePolicy",
                    "Redrive policy does not contain mandatory attribute: "
                            + (target.isEmpty() ? "deadLetterTargetArn." : "maxReceiveCount."));
        }
        if (!within(new Range(1, 1_000), count)) {
            throw QueueRefusal.invalid(
                    policy,
                    "RedrivePolicy",
                    "Invalid value for maxReceiveCount: " + count
                            + ", valid values are from 1 to 1000 both inclusive.");
        }
        return target;
    }

    /** Remembers of what was set what ElasticMQ would not. */
    void remember(String queue, JsonNode attributes) {
        Map<String, String> values = remembered.computeIfAbsent(queue, key -> new ConcurrentHashMap<>());
        for (String name : UNKNOWN_TO_ELASTIC_MQ.keySet()) {
            if (attributes.has(name)) {
                values.put(name, attributes.path(name).asText());
            }
        }
    }

    void forget(String queue) {
        remembered.remove(queue);
    }

    /** Completes what ElasticMQ told of a queue. */
    void complete(String queue, Set<String> asked, ObjectNode told) {
        Map<String, String> values = remembered.getOrDefault(queue, Map.of());
        UNKNOWN_TO_ELASTIC_MQ.forEach((name, usual) -> {
            if (asked.contains("All") || asked.contains(name)) {
                told.put(name, values.getOrDefault(name, usual));
            }
        });
    }
}
