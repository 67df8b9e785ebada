package dev.homing.emulator.queues;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.emulator.Context;
import dev.homing.emulator.DeliveryFailed;
import dev.homing.emulator.Meter;
import dev.homing.emulator.QueueMapping;
import dev.homing.emulator.Timed;
import dev.homing.emulator.wire.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Feeds queues to functions as Lambda's event source mapping does, with partial batch responses: what the function took is deleted,
 * what it did not comes back after its visibility timeout.
 */
public final class QueueFeed {
    /** What one request of Lambda's receives or deletes at most. */
    private static final int REQUEST = 10;

    private final Queues queues;
    private final Context context;
    private final Meter meter;
    private final Map<String, Mapping> mappings = new ConcurrentHashMap<>();

    public QueueFeed(Queues queues, Context context, Meter meter) {
        this.queues = queues;
        this.context = context;
        this.meter = meter;
        queues.onReadable(queue -> {
            if (mappings.containsKey(queue)) {
                context.wake();
            }
        });
    }

    /**
     * The queue may be created later.
     *
     * @return what feeds it, one batch at a time
     */
    public Timed map(String queue, String function, QueueMapping options) {
        Mapping mapping = new Mapping(queue, function, options.batchSize());
        mappings.put(queue, mapping);
        context.wake();
        return mapping;
    }

    /** How many messages wait in the queues that are fed, and could be read now. */
    public long backlog() {
        Instant now = context.clock().now();
        long waiting = 0;
        for (String name : mappings.keySet()) {
            Queue queue = queues.find(name);
            waiting += queue == null ? 0 : queue.visible(now);
        }
        return waiting;
    }

    /** One queue and one function. Run by the pump only. */
    private final class Mapping implements Timed {
        private final String name;
        private final String function;
        private final int batchSize;

        Mapping(String name, String function, int batchSize) {
            this.name = name;
            this.function = function;
            this.batchSize = name.endsWith(".fifo") ? Math.min(batchSize, REQUEST) : batchSize;
        }

        @Override
        public Optional<Instant> nextDue() {
            Queue queue = queues.find(name);
            // A queue is mapped once: what was mapped before feeds no more.
            return queue == null || mappings.get(name) != this ? Optional.empty() : queue.nextVisible();
        }

        @Override
        public boolean runDue(Instant now) {
            Queue queue = queues.find(name);
            if (queue == null || nextDue().filter(due -> !due.isAfter(now)).isEmpty()) {
                return false;
            }
            Queue.Taken taken = queues.take(queue, batchSize, queue.attributes().visibilityTimeout());
            if (!taken.received().isEmpty()) {
                invoke(queue, taken.received());
            }
            // Dead letters alone are something, too: they may lie in a queue that is mapped.
            return !taken.received().isEmpty() || !taken.spent().isEmpty();
        }

        @Override
        public String describe() {
            return "queue " + name + " -> " + function;
        }

        private void invoke(Queue queue, List<Received> messages) {
            requests("ReceiveMessage", messages.size());
            ObjectNode event = Json.object();
            ArrayNode records = event.putArray("Records");
            messages.forEach(message -> records.add(lambdaRecord(message)));
            try {
                byte[] returned = context.invoke(function, event.toString().getBytes(StandardCharsets.UTF_8));
                List<Received> done = taken(messages, returned);
                done.forEach(message -> queues.delete(queue, message.handle()));
                requests("DeleteMessageBatch", done.size());
            } catch (DeliveryFailed failed) {
                // Logged where it was thrown; the messages come back after their visibility timeout.
            }
        }

        /** Counts what Lambda would have needed for so many messages. */
        private void requests(String operation, int messages) {
            for (int from = 0; from < messages; from += REQUEST) {
                meter.call("mapping", operation);
            }
        }

        private ObjectNode lambdaRecord(Received received) {
            Message message = received.message();
            ObjectNode one = Json.object();
            one.put("messageId", message.id());
            one.put("receiptHandle", received.handle().toString());
            one.put("body", message.body());
            one.set("attributes", received.systemAttributes(context.account()));
            one.set("messageAttributes", MessageAttributes.toLambda(message.attributes()));
            if (!message.attributes().isEmpty()) {
                one.put("md5OfMessageAttributes", MessageAttributes.md5(message.attributes()));
            }
            one.put("md5OfBody", message.bodyMd5());
            one.put("eventSource", "aws:sqs");
            one.put("eventSourceARN", queues.arn(name));
            one.put("awsRegion", context.region());
            return one;
        }

        /** What the function took: all but its {@code batchItemFailures}; nothing when it names what it was not given, or when this is no JSON. */
        private List<Received> taken(List<Received> messages, byte[] returned) {
            if (returned.length == 0) {
                return messages;
            }
            JsonNode answer = Json.parseOrNull(new String(returned, StandardCharsets.UTF_8));
            if (answer == null) {
                return List.of();
            }
            Set<String> failed = new HashSet<>();
            answer.path("batchItemFailures")
                    .forEach(one -> failed.add(one.path("itemIdentifier").asText()));
            Set<String> given = new HashSet<>();
            messages.forEach(message -> given.add(message.message().id()));
            if (!given.containsAll(failed)) {
                return List.of();
            }
            return messages.stream()
                    .filter(message -> !failed.contains(message.message().id()))
                    .toList();
        }
    }
}
