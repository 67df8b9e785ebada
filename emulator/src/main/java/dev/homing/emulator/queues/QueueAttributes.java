package dev.homing.emulator.queues;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.emulator.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What was said of a queue, with SQS's rules. See
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html
 *
 * @param values by name, what nobody said included
 * @param redrive empty: nothing becomes a dead letter
 */
record QueueAttributes(Map<String, String> values, Optional<Redrive> redrive, Instant createdAt, Instant changedAt) {
    /** Smallest and greatest value: seconds, but for the size, in bytes. */
    private record Range(int least, int greatest) {}

    /** @param attempts receives after which a message becomes a dead letter */
    record Redrive(String targetArn, int attempts) {
        String target() {
            return targetArn.substring(targetArn.lastIndexOf(':') + 1);
        }
    }

    private static final Map<String, Range> RANGES = Map.of(
            "DelaySeconds", new Range(0, 900),
            "MaximumMessageSize", new Range(1_024, Sends.GREATEST_SIZE),
            "MessageRetentionPeriod", new Range(60, 1_209_600),
            "ReceiveMessageWaitTimeSeconds", new Range(0, 20),
            "VisibilityTimeout", new Range(0, 43_200));

    private static final Map<String, String> USUAL = Map.of(
            "DelaySeconds", "0",
            "MaximumMessageSize", Integer.toString(Sends.GREATEST_SIZE),
            "MessageRetentionPeriod", "345600",
            "ReceiveMessageWaitTimeSeconds", "0",
            "VisibilityTimeout", "30");

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

    QueueAttributes {
        values = Map.copyOf(values);
    }

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

    static void checkNames(Iterable<String> names) throws QueueRefusal {
        for (String name : names) {
            if (!RANGES.containsKey(name) && !OTHERS.contains(name)) {
                throw new QueueRefusal("InvalidAttributeName", "Unknown Attribute " + name + ".");
            }
        }
    }

    /** A new queue's. */
    static QueueAttributes of(JsonNode given, Instant now) throws QueueRefusal {
        return new QueueAttributes(USUAL, Optional.empty(), now, now).with(given, now);
    }

    /** These, changed by what is given; an empty text takes a policy away. */
    QueueAttributes with(JsonNode given, Instant now) throws QueueRefusal {
        Map<String, String> changed = new TreeMap<>(values);
        for (Map.Entry<String, JsonNode> attribute : given.properties()) {
            String name = attribute.getKey();
            String value = attribute.getValue().asText();
            checkNames(Set.of(name));
            Range range = RANGES.get(name);
            if (range != null && !within(range, value)) {
                throw new QueueRefusal("InvalidAttributeValue", "Invalid value for the parameter " + name + ".");
            }
            if (value.isEmpty()) {
                changed.remove(name);
            } else {
                changed.put(name, value);
            }
        }
        return new QueueAttributes(changed, redrive(changed.getOrDefault("RedrivePolicy", "")), createdAt, now);
    }

    private static boolean within(Range range, String value) {
        return value.matches("\\d{1,8}")
                && Integer.parseInt(value) >= range.least
                && Integer.parseInt(value) <= range.greatest;
    }

    private static Optional<Redrive> redrive(String policy) throws QueueRefusal {
        if (policy.isEmpty()) {
            return Optional.empty();
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
        return Optional.of(new Redrive(target, Integer.parseInt(count)));
    }

    /** Whether a queue of these is what somebody means who gives those. */
    boolean agreeWith(JsonNode given) {
        return given.properties().stream()
                .allMatch(one -> one.getValue().asText().equals(values.getOrDefault(one.getKey(), "")));
    }

    Duration visibilityTimeout() {
        return Duration.ofSeconds(number("VisibilityTimeout"));
    }

    Duration delay() {
        return Duration.ofSeconds(number("DelaySeconds"));
    }

    Duration wait(JsonNode receive) {
        return Duration.ofSeconds(receive.path("WaitTimeSeconds").asInt((int) number("ReceiveMessageWaitTimeSeconds")));
    }

    /** In bytes. */
    int maximumMessageSize() {
        return (int) number("MaximumMessageSize");
    }

    boolean contentBasedDeduplication() {
        return values.getOrDefault("ContentBasedDeduplication", "false").equals("true");
    }

    private long number(String name) {
        return Long.parseLong(values.getOrDefault(name, USUAL.getOrDefault(name, "0")));
    }

    /** What is asked for, {@code All} included. */
    ObjectNode tell(Set<String> asked, String arn, Queue.Counts counts) {
        Map<String, String> all = new TreeMap<>(values);
        all.put("QueueArn", arn);
        all.put("CreatedTimestamp", Long.toString(createdAt.getEpochSecond()));
        all.put("LastModifiedTimestamp", Long.toString(changedAt.getEpochSecond()));
        all.put("ApproximateNumberOfMessages", Integer.toString(counts.visible()));
        all.put("ApproximateNumberOfMessagesNotVisible", Integer.toString(counts.hidden()));
        all.put("ApproximateNumberOfMessagesDelayed", Integer.toString(counts.delayed()));
        ObjectNode told = Json.object();
        all.forEach((name, value) -> {
            if (asked.contains("All") || asked.contains(name)) {
                told.put(name, value);
            }
        });
        return told;
    }
}
