package dev.homing.emulator.queues;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.emulator.Context;
import dev.homing.emulator.DeliveryFailed;
import dev.homing.emulator.Meter;
import dev.homing.emulator.QueueMapping;
import dev.homing.emulator.Response;
import dev.homing.emulator.Timed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.elasticmq.QueueStatistics;

/**
 * Feeds queues to functions as Lambda's event source mapping does, with partial batch responses: what the function took is deleted,
 * what it did not comes back after its visibility timeout.
 */
public final class QueueFeed implements Queues.Listener {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int RECEIVE_AT_MOST = 10;

    /** Empty receives without progress before what is left is taken for what cannot be read now. */
    private static final int STALLED = 10;

    private final Queues queues;
    private final Context context;
    private final Meter meter;
    private final Map<String, Mapping> mappings = new ConcurrentHashMap<>();
    /** Of every queue, mapped or not yet. */
    private final Map<String, Waiting> waiting = new ConcurrentHashMap<>();

    public QueueFeed(Queues queues, Context context, Meter meter) {
        this.queues = queues;
        this.context = context;
        this.meter = meter;
        queues.listen(this);
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

    @Override
    public void readable(String queue) {
        waiting(queue).readable.set(true);
        if (mappings.containsKey(queue)) {
            context.wake();
        }
    }

    @Override
    public void readableAt(String queue, String key, Instant at) {
        waiting(queue).put(key, at, context.clock().now());
    }

    @Override
    public void gone(String queue, String key) {
        waiting(queue).remove(key);
    }

    @Override
    public void emptied(String queue) {
        waiting.remove(queue);
    }

    private Waiting waiting(String queue) {
        return waiting.computeIfAbsent(queue, key -> new Waiting());
    }

    /** How many messages wait in the queues that are fed, and could be read now. */
    public long backlog() {
        long waiting = 0;
        try {
            for (String queue : mappings.keySet()) {
                QueueStatistics counts =
                        queues.elasticMq().statistics(queue, context.clock().now());
                waiting += counts == null ? 0 : counts.approximateNumberOfVisibleMessages();
            }
        } catch (IOException broken) {
            throw new UncheckedIOException("How many messages wait", broken);
        }
        return waiting;
    }

    /** When a queue may have something to read. Safe for any thread. */
    private static final class Waiting {
        private static final int MANY = 1_000;

        /** There may be something now; begins true, as a queue may hold messages from before. */
        private final AtomicBoolean readable = new AtomicBoolean(true);

        private final Map<String, Instant> later = new HashMap<>();

        synchronized void put(String key, Instant at, Instant now) {
            if (later.size() > MANY && later.values().removeIf(due -> !due.isAfter(now))) {
                readable.set(true); // of a queue that nothing here reads these would pile up
            }
            later.put(key, at);
        }

        synchronized void remove(String key) {
            later.remove(key);
        }

        synchronized Optional<Instant> nextDue() {
            return readable.get()
                    ? Optional.of(Instant.EPOCH)
                    : later.values().stream().min(Instant::compareTo);
        }

        synchronized boolean takeReadable(Instant now) {
            boolean due = later.values().removeIf(at -> !at.isAfter(now));
            return readable.getAndSet(false) || due;
        }
    }

    /** One queue and one function. Run by the pump only. */
    private final class Mapping implements Timed {
        private final String queue;
        private final String function;
        private final int batchSize;

        Mapping(String queue, String function, int batchSize) {
            this.queue = queue;
            this.function = function;
            this.batchSize = queue.endsWith(".fifo") ? Math.min(batchSize, RECEIVE_AT_MOST) : batchSize;
        }

        @Override
        public Optional<Instant> nextDue() {
            return waiting(queue).nextDue();
        }

        @Override
        public boolean runDue(Instant now) {
            // A queue is mapped once: what was mapped before feeds no more.
            if (mappings.get(queue) != this || !waiting(queue).takeReadable(now)) {
                return false;
            }
            try {
                run();
            } catch (IOException broken) {
                throw new UncheckedIOException("The queue " + queue, broken);
            }
            return true; // even when nothing came: messages may have gone to a dead-letter queue that is mapped, too
        }

        @Override
        public String describe() {
            return "queue " + queue + " -> " + function;
        }

        /** One batch, when there is any. */
        void run() throws IOException {
            List<JsonNode> messages = receive();
            if (messages.isEmpty()) {
                return;
            }
            waiting(queue).readable.set(true); // there may be more
            ObjectNode event = JSON.createObjectNode();
            ArrayNode records = event.putArray("Records");
            messages.forEach(message -> records.add(lambdaRecord(message)));
            try {
                byte[] returned = context.invoke(function, event.toString().getBytes(StandardCharsets.UTF_8));
                delete(taken(messages, returned));
            } catch (DeliveryFailed failed) {
                // Logged where it was thrown; the messages come back after their visibility timeout.
            }
        }

        private List<JsonNode> receive() throws IOException {
            List<JsonNode> messages = new ArrayList<>();
            boolean more = true;
            int leftBefore = Integer.MAX_VALUE;
            int stalled = 0;
            while (more && messages.size() < batchSize) {
                ObjectNode ask = JSON.createObjectNode().put("QueueUrl", queues.queueUrl(queue));
                int wanted = Math.min(RECEIVE_AT_MOST, batchSize - messages.size());
                ask.put("MaxNumberOfMessages", wanted).put("WaitTimeSeconds", 0);
                ask.putArray("AttributeNames").add("All");
                ask.putArray("MessageAttributeNames").add("All");
                Response response = queues.call("ReceiveMessage", ask);
                if (response.status() != 200) {
                    return messages; // the queue is not there yet; the first message sent to it makes it readable
                }
                meter.call("mapping", "ReceiveMessage");
                JsonNode received = JSON.readTree(response.body()).path("Messages");
                received.forEach(messages::add);
                more = received.size() == wanted;
                if (received.isEmpty()) {
                    // All that was there may have gone to the dead-letter queue, with more behind it.
                    int left = left();
                    // Its count lags behind what it does, so once without progress does not say that there is none.
                    stalled = left < leftBefore ? 0 : stalled + 1;
                    more = left > 0 && stalled < STALLED;
                    leftBefore = left;
                }
            }
            return messages;
        }

        /** Visible messages of a queue with a dead-letter queue; 0 of another one, whose empty receive says as much. */
        private int left() throws IOException {
            if (!queues.settings(queue).has("RedrivePolicy")) {
                return 0;
            }
            ObjectNode ask = JSON.createObjectNode().put("QueueUrl", queues.queueUrl(queue));
            ask.putArray("AttributeNames").add("ApproximateNumberOfMessages");
            return JSON.readTree(queues.call("GetQueueAttributes", ask).body())
                    .path("Attributes")
                    .path("ApproximateNumberOfMessages")
                    .asInt();
        }

        private ObjectNode lambdaRecord(JsonNode message) {
            ObjectNode one = JSON.createObjectNode();
            one.set("messageId", message.path("MessageId"));
            one.set("receiptHandle", message.path("ReceiptHandle"));
            one.set("body", message.path("Body"));
            one.set("attributes", message.path("Attributes"));
            JsonNode attributes = message.path("MessageAttributes");
            one.set("messageAttributes", MessageAttributes.toLambda(attributes));
            if (!attributes.isEmpty()) {
                one.put("md5OfMessageAttributes", MessageAttributes.md5(attributes));
            }
            one.set("md5OfBody", message.path("MD5OfBody"));
            one.put("eventSource", "aws:sqs");
            one.put("eventSourceARN", "arn:aws:sqs:" + context.region() + ":" + context.account() + ":" + queue);
            one.put("awsRegion", context.region());
            return one;
        }

        /** What the function took: all but its {@code batchItemFailures}; nothing when it names what it was not given. */
        private List<JsonNode> taken(List<JsonNode> messages, byte[] returned) throws IOException {
            JsonNode answer = returned.length == 0 ? JSON.nullNode() : JSON.readTree(returned);
            Set<String> failed = new HashSet<>();
            answer.path("batchItemFailures")
                    .forEach(one -> failed.add(one.path("itemIdentifier").asText()));
            Set<String> given = new HashSet<>();
            messages.forEach(message -> given.add(message.path("MessageId").asText()));
            if (!given.containsAll(failed)) {
                return List.of();
            }
            return messages.stream()
                    .filter(message ->
                            !failed.contains(message.path("MessageId").asText()))
                    .toList();
        }

        private void delete(List<JsonNode> messages) throws IOException {
            for (int from = 0; from < messages.size(); from += RECEIVE_AT_MOST) {
                ObjectNode ask = JSON.createObjectNode().put("QueueUrl", queues.queueUrl(queue));
                ArrayNode entries = ask.putArray("Entries");
                for (JsonNode message : messages.subList(from, Math.min(messages.size(), from + RECEIVE_AT_MOST))) {
                    entries.addObject()
                            .put("Id", "m" + entries.size())
                            .set("ReceiptHandle", message.path("ReceiptHandle"));
                }
                queues.call("DeleteMessageBatch", ask);
                meter.call("mapping", "DeleteMessageBatch");
            }
        }
    }
}
