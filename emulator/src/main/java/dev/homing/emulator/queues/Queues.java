package dev.homing.emulator.queues;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.emulator.Context;
import dev.homing.emulator.DeliveryFailed;
import dev.homing.emulator.EmulatedApi;
import dev.homing.emulator.Request;
import dev.homing.emulator.Response;
import dev.homing.emulator.wire.Json;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** SQS on the wire, by its JSON protocol: every queue in memory, on the emulator's clock. */
public final class Queues implements EmulatedApi {
    private static final String TARGET = "AmazonSQS.";
    /** How long a receive that waits takes to see that the clock was put forward. */
    private static final Duration LOOKS_AGAIN = Duration.ofMillis(50);

    private final Context context;
    private final Map<String, Queue> queues = new ConcurrentSkipListMap<>();
    private volatile Consumer<String> readable = _ -> {};

    public Queues(Context context) {
        this.context = context;
    }

    /** @param listener is told of a queue that may have something to read now; called on any thread */
    void onReadable(Consumer<String> listener) {
        readable = listener;
    }

    @Override
    public String name() {
        return "sqs";
    }

    @Override
    public boolean handles(Request request) {
        return request.target().startsWith(TARGET) || request.signedService().equals("sqs");
    }

    @Override
    public Response handle(Request request) throws IOException {
        if (!request.target().startsWith(TARGET)) {
            return Response.queryError(
                    400,
                    "InvalidAction",
                    "SQS answers by its JSON protocol here, which AWS's SDKs and command line have spoken since November 2023");
        }
        try {
            return Response.ok(carryOut(request.target().substring(TARGET.length()), request.json()));
        } catch (QueueRefusal refused) {
            return refused.response();
        }
    }

    /** Puts a message on a queue, as a service inside AWS does. */
    public void deliver(String queueArn, String body, Map<String, String> parameters) throws DeliveryFailed {
        ObjectNode message = Json.object().put("MessageBody", body);
        ObjectNode attributes = Json.object();
        parameters.forEach((name, value) -> {
            if (name.equals("MessageGroupId") || name.equals("MessageDeduplicationId")) {
                message.put(name, value);
            } else {
                attributes.putObject(name).put("DataType", "String").put("StringValue", value);
            }
        });
        if (!attributes.isEmpty()) {
            message.set("MessageAttributes", attributes);
        }
        try {
            Queue queue = named(queueArn.substring(queueArn.lastIndexOf(':') + 1));
            Sends.one(queue, message, now());
            readable.accept(queue.name());
        } catch (QueueRefusal refused) {
            throw new DeliveryFailed(refused.type(), queueArn + ": " + refused.reason(), null);
        }
    }

    private ObjectNode carryOut(String operation, ObjectNode body) throws QueueRefusal {
        return switch (operation) {
            case "CreateQueue" -> create(body);
            case "GetQueueUrl" ->
                Json.object()
                        .put("QueueUrl", queueUrl(named(body.path("QueueName").asText())));
            case "ListQueues" -> list(body.path("QueueNamePrefix").asText());
            case "SendMessage" -> {
                Queue queue = queue(body);
                ObjectNode answer = Sends.one(queue, body, now());
                readable.accept(queue.name());
                yield answer;
            }
            case "SendMessageBatch" -> {
                Queue queue = queue(body);
                ObjectNode answer = Sends.batch(queue, body.path("Entries"), now());
                readable.accept(queue.name());
                yield answer;
            }
            case "ReceiveMessage" -> receive(queue(body), body);
            case "DeleteMessage" -> {
                delete(queue(body), body);
                yield Json.object();
            }
            case "DeleteMessageBatch" -> each(queue(body), body, this::delete);
            case "ChangeMessageVisibility" -> {
                changeVisibility(queue(body), body);
                yield Json.object();
            }
            case "ChangeMessageVisibilityBatch" -> each(queue(body), body, this::changeVisibility);
            case "GetQueueAttributes" -> attributes(queue(body), body);
            case "SetQueueAttributes" -> {
                Queue queue = queue(body);
                queue.attributes(checked(queue.attributes().with(body.path("Attributes"), now())));
                readable.accept(queue.name());
                yield Json.object();
            }
            case "ListDeadLetterSourceQueues" -> sources(queue(body));
            case "PurgeQueue" -> {
                queue(body).purge();
                yield Json.object();
            }
            case "DeleteQueue" -> {
                queues.remove(queue(body).name());
                yield Json.object();
            }
            default -> throw new QueueRefusal("UnsupportedOperation", "There is no " + operation + " here.");
        };
    }

    private ObjectNode create(ObjectNode body) throws QueueRefusal {
        String name = body.path("QueueName").asText();
        JsonNode given = body.path("Attributes");
        QueueAttributes.checkName(name, given);
        QueueAttributes attributes = checked(QueueAttributes.of(given, now()));
        Queue there = queues.putIfAbsent(name, new Queue(name, attributes));
        if (there != null && !there.attributes().agreeWith(given)) {
            throw new QueueRefusal(
                    "QueueNameExists",
                    "A queue already exists with the same name and a different value for an attribute");
        }
        readable.accept(name);
        return Json.object().put("QueueUrl", queueUrl(named(name)));
    }

    /** @throws QueueRefusal when they name a queue for dead letters that is not there */
    private QueueAttributes checked(QueueAttributes attributes) throws QueueRefusal {
        if (attributes.redrive().isPresent() && find(attributes.redrive().get().target()) == null) {
            throw QueueRefusal.invalid(
                    attributes.values().getOrDefault("RedrivePolicy", ""),
                    "RedrivePolicy",
                    "Dead letter target does not exist.");
        }
        return attributes;
    }

    private ObjectNode list(String prefix) {
        ObjectNode answer = Json.object();
        ArrayNode urls = answer.putArray("QueueUrls");
        queues.values().stream()
                .filter(queue -> queue.name().startsWith(prefix))
                .forEach(queue -> urls.add(queueUrl(queue)));
        return answer;
    }

    private ObjectNode sources(Queue dead) {
        ObjectNode answer = Json.object();
        ArrayNode urls = answer.putArray("queueUrls");
        queues.values().stream()
                .filter(queue -> queue.attributes()
                        .redrive()
                        .filter(redrive -> redrive.target().equals(dead.name()))
                        .isPresent())
                .forEach(queue -> urls.add(queueUrl(queue)));
        return answer;
    }

    private ObjectNode attributes(Queue queue, ObjectNode body) throws QueueRefusal {
        Set<String> asked = new HashSet<>(Json.texts(body, "AttributeNames"));
        QueueAttributes.checkNames(asked);
        ObjectNode told = queue.attributes().tell(asked, arn(queue.name()), queue.counts(now()));
        return Json.object().set("Attributes", told);
    }

    private ObjectNode receive(Queue queue, ObjectNode body) throws QueueRefusal {
        checkRange(body, "MaxNumberOfMessages", 1, 10);
        checkRange(body, "WaitTimeSeconds", 0, 20);
        checkVisibilityTimeout(body);
        int most = body.path("MaxNumberOfMessages").asInt(1);
        QueueAttributes settings = queue.attributes();
        Duration hidden = body.has("VisibilityTimeout")
                ? Duration.ofSeconds(body.path("VisibilityTimeout").asLong())
                : settings.visibilityTimeout();
        long until = System.nanoTime() + settings.wait(body).toNanos();
        List<Received> received = take(queue, most, hidden).received();
        for (long left = until - System.nanoTime();
                received.isEmpty() && left > 0 && !Thread.currentThread().isInterrupted();
                left = until - System.nanoTime()) {
            queue.await(LOOKS_AGAIN.toNanos() < left ? LOOKS_AGAIN : Duration.ofNanos(left));
            received = take(queue, most, hidden).received();
        }
        ObjectNode answer = Json.object();
        if (!received.isEmpty()) {
            ArrayNode messages = answer.putArray("Messages");
            Set<String> system = new HashSet<>(Json.texts(body, "AttributeNames"));
            system.addAll(Json.texts(body, "MessageSystemAttributeNames"));
            received.forEach(one -> messages.add(told(one, system, body.path("MessageAttributeNames"))));
        }
        return answer;
    }

    /** Receives what is visible; what was received too often goes to the queue for dead letters. */
    Queue.Taken take(Queue queue, int most, Duration hidden) {
        Instant now = now();
        QueueAttributes.Redrive redrive = queue.attributes().redrive().orElse(null);
        Queue dead = redrive == null ? null : find(redrive.target());
        Queue.Taken taken = queue.receive(
                most, hidden, redrive == null || dead == null ? Integer.MAX_VALUE : redrive.attempts(), now);
        if (dead != null && !taken.spent().isEmpty()) {
            taken.spent().forEach(letter -> dead.bury(letter, arn(queue.name()), now));
            readable.accept(dead.name());
        }
        return taken;
    }

    private ObjectNode told(Received received, Set<String> system, JsonNode names) {
        Message message = received.message();
        ObjectNode told = Json.object();
        told.put("MessageId", message.id());
        told.put("ReceiptHandle", received.handle().toString());
        told.put("MD5OfBody", message.bodyMd5());
        told.put("Body", message.body());
        ObjectNode known = received.systemAttributes(context.account());
        if (!system.contains("All")) {
            known.retain(system);
        }
        if (!known.isEmpty()) {
            told.set("Attributes", known);
        }
        ObjectNode asked = MessageAttributes.asked(message.attributes(), names);
        if (!asked.isEmpty()) {
            told.put("MD5OfMessageAttributes", MessageAttributes.md5(asked));
            told.set("MessageAttributes", asked);
        }
        return told;
    }

    /** One entry of a batch, or the whole of a single call. */
    @FunctionalInterface
    private interface Entry {
        void done(Queue queue, JsonNode entry) throws QueueRefusal;
    }

    private static ObjectNode each(Queue queue, ObjectNode body, Entry action) throws QueueRefusal {
        Sends.checkBatch(body.path("Entries"));
        ObjectNode answer = Json.object();
        ArrayNode successful = answer.putArray("Successful");
        ArrayNode failed = Json.array();
        for (JsonNode entry : body.path("Entries")) {
            String id = entry.path("Id").asText();
            try {
                action.done(queue, entry);
                successful.addObject().put("Id", id);
            } catch (QueueRefusal refused) {
                failed.add(refused.entry(id));
            }
        }
        return failed.isEmpty() ? answer : answer.set("Failed", failed);
    }

    private void delete(Queue queue, JsonNode entry) throws QueueRefusal {
        delete(queue, Handle.of(entry.path("ReceiptHandle").asText()));
    }

    void delete(Queue queue, Handle handle) {
        queue.delete(handle);
        if (queue.fifo()) {
            readable.accept(queue.name()); // the group's next message may go now
        }
    }

    private void changeVisibility(Queue queue, JsonNode entry) throws QueueRefusal {
        checkVisibilityTimeout(entry);
        String handle = entry.path("ReceiptHandle").asText();
        Duration hidden = Duration.ofSeconds(entry.path("VisibilityTimeout").asLong());
        switch (queue.changeVisibility(Handle.of(handle), hidden, now())) {
            case DONE -> readable.accept(queue.name());
            case GONE ->
                throw QueueRefusal.invalid(
                        handle,
                        "ReceiptHandle",
                        "Message does not exist or is not available for visibility timeout change.");
            case NOT_IN_FLIGHT ->
                throw new QueueRefusal("MessageNotInflight", "The specified message isn't in flight.");
        }
    }

    private static void checkVisibilityTimeout(JsonNode body) throws QueueRefusal {
        checkRange(body, "VisibilityTimeout", 0, 43_200);
    }

    private static void checkRange(JsonNode body, String parameter, int least, int greatest) throws QueueRefusal {
        int value = body.path(parameter).asInt(least);
        if (value < least || value > greatest) {
            throw QueueRefusal.invalid(
                    value, parameter, "Must be >= " + least + " and <= " + greatest + ", if provided.");
        }
    }

    private Queue queue(ObjectNode body) throws QueueRefusal {
        String url = body.path("QueueUrl").asText();
        return named(url.substring(url.lastIndexOf('/') + 1));
    }

    private Queue named(String name) throws QueueRefusal {
        Queue queue = find(name);
        if (queue == null) {
            throw QueueRefusal.noQueue();
        }
        return queue;
    }

    @Nullable
    Queue find(String name) {
        return queues.get(name);
    }

    String arn(String queue) {
        return "arn:aws:sqs:" + context.region() + ":" + context.account() + ":" + queue;
    }

    private String queueUrl(Queue queue) {
        return context.endpoint() + "/" + context.account() + "/" + queue.name();
    }

    private Instant now() {
        return context.clock().now();
    }
}
