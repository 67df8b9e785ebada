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
import org.jspecify.annotations.Nullable;

/**
 * Feeds queues to functions as Lambda's event source mapping does, with partial batch responses: what the function took is deleted,
 * what it did not comes back after its visibility timeout.
 */
public final class QueueFeed implements Timed, Queues.Listener {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int RECEIVE_AT_MOST = 10;

    private final Queues queues;
    private final Context context;
    private final Meter meter;
    private final Map<String, Mapping> mappings = new ConcurrentHashMap<>();

    public QueueFeed(Queues queues, Context context, Meter meter) {
        this.queues = queues;
        this.context = context;
        this.meter = meter;
        queues.listen(this);
    }

    /** The queue may be created later. */
    public void map(String queue, String function, QueueMapping options) {
        mappings.put(queue, new Mapping(queue, function, options.batchSize()));
        context.wake();
    }

    @Override
    public void readable(String queue) {
        Mapping mapping = mappings.get(queue);
        if (mapping != null) {
            mapping.readable = true;
            context.wake();
        }
    }

    @Override
    public void readableAt(String queue, String key, Instant at) {
        Mapping mapping = mappings.get(queue);
        if (mapping != null) {
            mapping.later(key, at);
        }
    }

    @Override
    public void gone(String queue, String key) {
        Mapping mapping = mappings.get(queue);
        if (mapping != null) {
            mapping.later(key, null);
        }
    }

    @Override
    public void emptied(String queue) {
        Mapping mapping = mappings.get(queue);
        if (mapping != null) {
            mapping.clear();
        }
    }

    @Override
    public Optional<Instant> nextDue() {
        return mappings.values().stream()
                .flatMap(mapping -> mapping.nextDue().stream())
                .min(Instant::compareTo);
    }

    @Override
    public boolean runDue(Instant now) {
        boolean did = false;
        for (Mapping mapping : mappings.values()) {
            if (mapping.takeReadable(now)) {
                try {
                    did |= mapping.run();
                } catch (IOException broken) {
                    throw new UncheckedIOException("The queue " + mapping.queue, broken);
                }
            }
        }
        return did;
    }

    @Override
    public String describe() {
        return mappings.values().stream()
                .filter(mapping -> mapping.readable)
                .map(mapping -> "queue " + mapping.queue + " -> " + mapping.function)
                .toList()
                .toString();
    }

    /** One queue and one function. Run by the pump only; the rest is called on any thread. */
    private final class Mapping {
        private final String queue;
        private final String function;
        private final int batchSize;
        private final Map<String, Instant> later = new HashMap<>();
        /** There may be something; begins true, as the queue may hold messages from before. */
        private volatile boolean readable = true;

        Mapping(String queue, String function, int batchSize) {
            this.queue = queue;
            this.function = function;
            this.batchSize = queue.endsWith(".fifo") ? Math.min(batchSize, RECEIVE_AT_MOST) : batchSize;
        }

        void later(String key, @Nullable Instant at) {
            synchronized (later) {
                if (at == null) {
                    later.remove(key);
                } else {
                    later.put(key, at);
                }
            }
        }

        void clear() {
            synchronized (later) {
                later.clear();
            }
        }

        Optional<Instant> nextDue() {
            if (readable) {
                return Optional.of(Instant.EPOCH);
            }
            synchronized (later) {
                return later.values().stream().min(Instant::compareTo);
            }
        }

        /** Whether there may be something to receive now. */
        boolean takeReadable(Instant now) {
            synchronized (later) {
                if (later.values().removeIf(at -> !at.isAfter(now))) {
                    readable = true;
                }
            }
            boolean was = readable;
            readable = false;
            return was;
        }

        /** One batch. @return whether the function was invoked or messages went to the dead-letter queue */
        boolean run() throws IOException {
            List<JsonNode> messages = receive();
            if (messages.isEmpty()) {
                return false;
            }
            readable = true; // there may be more
            ObjectNode event = JSON.createObjectNode();
            ArrayNode records = event.putArray("Records");
            messages.forEach(message -> records.add(lambdaRecord(message)));
            try {
                byte[] returned = context.invoke(function, event.toString().getBytes(StandardCharsets.UTF_8));
                delete(taken(messages, returned));
            } catch (DeliveryFailed failed) {
                // Logged where it was thrown; the messages come back after their visibility timeout.
            }
            return true;
        }

        private List<JsonNode> receive() throws IOException {
            List<JsonNode> messages = new ArrayList<>();
            boolean more = true;
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
                more = received.size() == wanted || (received.isEmpty() && visible());
            }
            return messages;
        }

        /** A receive whose messages all went to the dead-letter queue is empty though there may be more. */
        private boolean visible() throws IOException {
            if (!queues.settings(queue).has("RedrivePolicy")) {
                return false;
            }
            ObjectNode ask = JSON.createObjectNode().put("QueueUrl", queues.queueUrl(queue));
            ask.putArray("AttributeNames").add("ApproximateNumberOfMessages");
            return JSON.readTree(queues.call("GetQueueAttributes", ask).body())
                            .path("Attributes")
                            .path("ApproximateNumberOfMessages")
                            .asInt()
                    > 0;
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
                    .filter(message -> !failed.contains(message.path("MessageId").asText()))
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
