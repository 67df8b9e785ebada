package dev.homing.emulator.queues;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.emulator.Context;
import dev.homing.emulator.DeliveryFailed;
import dev.homing.emulator.EmulatedApi;
import dev.homing.emulator.Request;
import dev.homing.emulator.Response;
import dev.homing.emulator.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.elasticmq.QueueStatistics;

/**
 * SQS on the wire. ElasticMQ answers; sending is done here ({@link Sends}), and what becomes visible when is written down so that
 * the pump can wait for it.
 */
public final class Queues implements EmulatedApi, AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TARGET = "AmazonSQS.";
    private static final String INVALID_HANDLE = "ReceiptHandleIsInvalid";

    private final Context context;
    private final CompletableFuture<ElasticMq> elasticMq;
    /** Attributes by queue, until one is changed. */
    private final Map<String, JsonNode> settings = new ConcurrentHashMap<>();

    private final QueueAttributes attributes = new QueueAttributes();
    private final Sends sends;
    private volatile Listener listener = new Listener() {};

    /** Hears what changes what a queue's readers can see. Called on any thread. */
    interface Listener {
        /** Something may be readable on the queue now. */
        default void readable(String queue) {}

        /** Something becomes readable on the queue at an instant. The key names it, for {@link #gone}. */
        default void readableAt(String queue, String key, Instant at) {}

        /** What the key names will not become readable. */
        default void gone(String queue, String key) {}

        /** The queue was emptied or deleted. */
        default void emptied(String queue) {}
    }

    /** Starts ElasticMQ in the background; the first call waits for it. */
    public Queues(Context context) {
        this.context = context;
        this.sends = new Sends(this, context);
        this.elasticMq = CompletableFuture.supplyAsync(
                () -> new ElasticMq(context),
                task -> Thread.ofPlatform().daemon().name("queues-start").start(task));
    }

    Listener listener() {
        return listener;
    }

    void listen(Listener one) {
        listener = one;
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
        if (request.target().startsWith(TARGET)) {
            return call(request.target().substring(TARGET.length()), request.json());
        }
        // The query protocol of old SDKs: answered by ElasticMQ as it is, delays on the wall clock.
        Response response = elasticMq()
                .call(
                        Map.of("content-type", request.headers().getOrDefault("content-type", "")),
                        request.path(),
                        request.body());
        String queue = request.form().get("QueueUrl");
        listener.readable(queueName(queue == null ? request.path() : queue));
        return response;
    }

    /** Puts a message on a queue, as a service inside AWS does. */
    public void deliver(String queueArn, String body, Map<String, String> parameters) throws DeliveryFailed {
        ObjectNode message = JSON.createObjectNode();
        message.put("QueueUrl", queueUrl(queueArn.substring(queueArn.lastIndexOf(':') + 1)));
        message.put("MessageBody", body);
        ObjectNode messageAttributes = JSON.createObjectNode();
        parameters.forEach((name, value) -> {
            if (name.equals("MessageGroupId") || name.equals("MessageDeduplicationId")) {
                message.put(name, value);
            } else {
                messageAttributes.putObject(name).put("DataType", "String").put("StringValue", value);
            }
        });
        if (!messageAttributes.isEmpty()) {
            message.set("MessageAttributes", messageAttributes);
        }
        try {
            Response response = call("SendMessage", message);
            if (response.status() != 200) {
                JsonNode error = JSON.readTree(response.body());
                String type = error.path("__type").asText("InternalError");
                throw new DeliveryFailed(
                        type.substring(type.indexOf('#') + 1),
                        queueArn + ": " + error.path("message").asText(),
                        null);
            }
        } catch (IOException broken) {
            throw new DeliveryFailed("InternalError", queueArn, broken);
        }
    }

    /** One operation of the JSON protocol. */
    Response call(String operation, ObjectNode body) throws IOException {
        try {
            return carryOut(operation, queueName(body.path("QueueUrl").asText("")), body);
        } catch (QueueRefusal refused) {
            return refused.response();
        }
    }

    private Response carryOut(String operation, String queue, ObjectNode body) throws IOException, QueueRefusal {
        return switch (operation) {
            case "SendMessage" -> sends.one(queue, body);
            case "SendMessageBatch" -> sends.batch(queue, body);
            case "ReceiveMessage" -> receive(queue, body);
            case "GetQueueAttributes" -> {
                QueueAttributes.checkNames(body.path("AttributeNames"));
                yield attributes(queue, body);
            }
            case "ChangeMessageVisibility" -> {
                checkVisibilityTimeout(body);
                Response response = forward(operation, body);
                if (response.status() == 200) {
                    visibilityChanged(queue, body);
                }
                yield response;
            }
            case "ChangeMessageVisibilityBatch" -> {
                Sends.checkBatch(body.path("Entries"));
                Response response = forward(operation, body);
                for (JsonNode done : JSON.readTree(response.body()).path("Successful")) {
                    visibilityChanged(queue, entry(body, done.path("Id").asText()));
                }
                yield response;
            }
            case "DeleteMessage" -> delete(queue, body);
            case "DeleteMessageBatch" -> deleteBatch(queue, body);
            case "PurgeQueue", "DeleteQueue" -> {
                Response response = forward(operation, body);
                settings.remove(queue);
                if (operation.equals("DeleteQueue")) {
                    attributes.forget(queue);
                }
                listener.emptied(queue);
                yield response;
            }
            case "CreateQueue" -> {
                String name = body.path("QueueName").asText();
                QueueAttributes.checkName(name, body.path("Attributes"));
                yield keepAttributes(operation, name, body);
            }
            case "SetQueueAttributes" -> keepAttributes(operation, queue, body);
            case "StartMessageMoveTask" -> {
                Response response = forward(operation, body);
                settings.clear();
                listener.readable(queue);
                yield response;
            }
            default -> forward(operation, body);
        };
    }

    private Response keepAttributes(String operation, String queue, ObjectNode body) throws IOException, QueueRefusal {
        JsonNode given = body.path("Attributes");
        QueueAttributes.checkValues(given);
        String policy = given.path("RedrivePolicy").asText("");
        String target = QueueAttributes.deadLetterTarget(policy);
        if (!target.isEmpty()
                && settings(target.substring(target.lastIndexOf(':') + 1)).isEmpty()) {
            throw QueueRefusal.invalid(policy, "RedrivePolicy", "Dead letter target does not exist.");
        }
        Response response = forward(operation, body);
        if (response.status() == 200) {
            attributes.remember(queue, given);
        }
        settings.clear();
        listener.readable(queue);
        return response;
    }

    /** A handle that was good once deletes without complaint, whether its message is still there or not. */
    private Response delete(String queue, ObjectNode body) throws IOException {
        Response response = forward("DeleteMessage", body);
        deleted(queue, body);
        boolean spent =
                response.status() == 400 && isOurs(body) && response.text().contains(INVALID_HANDLE);
        return spent ? Response.ok(JSON.createObjectNode()) : response;
    }

    private Response deleteBatch(String queue, ObjectNode body) throws IOException, QueueRefusal {
        Sends.checkBatch(body.path("Entries"));
        Response response = forward("DeleteMessageBatch", body);
        body.path("Entries").forEach(one -> deleted(queue, one));
        if (response.status() != 200 || !(JSON.readTree(response.body()) instanceof ObjectNode answer)) {
            return response;
        }
        ArrayNode failed = JSON.createArrayNode();
        for (JsonNode one : answer.path("Failed")) {
            if (one.path("Code").asText().equals(INVALID_HANDLE)
                    && isOurs(entry(body, one.path("Id").asText()))) {
                answer.withArray("/Successful").addObject().set("Id", one.path("Id"));
            } else {
                failed.add(one);
            }
        }
        answer.remove("Failed");
        return Response.ok(failed.isEmpty() ? answer : answer.set("Failed", failed));
    }

    private static boolean isOurs(JsonNode deletion) {
        return deletion.path("ReceiptHandle").asText().matches("[0-9a-f-]{36}#[0-9a-f-]{36}");
    }

    private static JsonNode entry(JsonNode batch, String id) {
        return batch.path("Entries")
                .valueStream()
                .filter(one -> one.path("Id").asText().equals(id))
                .findFirst()
                .orElse(JSON.nullNode());
    }

    private Response receive(String queue, ObjectNode body) throws IOException, QueueRefusal {
        checkRange(body, "MaxNumberOfMessages", 1, 10);
        checkRange(body, "WaitTimeSeconds", 0, 20);
        checkVisibilityTimeout(body);
        JsonNode names = body.path("MessageAttributeNames");
        ObjectNode ask = body.deepCopy();
        if (!names.isEmpty()) {
            ask.putArray("MessageAttributeNames").add("All"); // ElasticMQ does not know prefixes
        }
        Response response = forward("ReceiveMessage", ask);
        if (response.status() != 200 || !(JSON.readTree(response.body()) instanceof ObjectNode answer)) {
            return response;
        }
        JsonNode settings = settings(queue);
        long timeout = body.has("VisibilityTimeout")
                ? body.path("VisibilityTimeout").asLong()
                : settings.path("VisibilityTimeout").asLong(30);
        Instant visibleAgain = context.clock().now().plusSeconds(timeout);
        for (JsonNode message : answer.path("Messages")) {
            listener.readableAt(queue, message.path("ReceiptHandle").asText(), visibleAgain);
            if (message.path("Attributes") instanceof ObjectNode system) {
                sends.stamp(message.path("MessageId").asText(), system);
            }
            keepAsked((ObjectNode) message, names);
        }
        String redrive = settings.path("RedrivePolicy").asText("");
        if (!redrive.isEmpty()) {
            // A receive is what moves messages that were received too often.
            String target = JSON.readTree(redrive).path("deadLetterTargetArn").asText();
            listener.readable(target.substring(target.lastIndexOf(':') + 1));
        }
        return Response.ok(answer);
    }

    private static void keepAsked(ObjectNode message, JsonNode names) {
        JsonNode all = message.path("MessageAttributes");
        if (!all.isEmpty()) {
            ObjectNode asked = MessageAttributes.asked(all, names);
            message.remove(List.of("MessageAttributes", "MD5OfMessageAttributes"));
            if (!asked.isEmpty()) {
                message.put("MD5OfMessageAttributes", MessageAttributes.md5(asked));
                message.set("MessageAttributes", asked);
            }
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

    /** With what ElasticMQ does not remember, and counted by our clock; the server counts by the wall clock. */
    private Response attributes(String queue, ObjectNode body) throws IOException {
        Response response = forward("GetQueueAttributes", body);
        QueueStatistics counts = response.status() == 200
                ? elasticMq().statistics(queue, context.clock().now())
                : null;
        if (counts == null || !(JSON.readTree(response.body()) instanceof ObjectNode answer)) {
            return response;
        }
        ObjectNode found = answer.withObject("/Attributes");
        attributes.complete(queue, Set.copyOf(Json.texts(body, "AttributeNames")), found);
        Map.of(
                        "ApproximateNumberOfMessages", counts.approximateNumberOfVisibleMessages(),
                        "ApproximateNumberOfMessagesNotVisible", counts.approximateNumberOfInvisibleMessages(),
                        "ApproximateNumberOfMessagesDelayed", counts.approximateNumberOfMessagesDelayed())
                .forEach((name, count) -> {
                    if (found.has(name)) {
                        found.put(name, Long.toString(count));
                    }
                });
        return Response.ok(answer);
    }

    private void visibilityChanged(String queue, JsonNode change) {
        long seconds = change.path("VisibilityTimeout").asLong();
        String handle = change.path("ReceiptHandle").asText();
        if (seconds == 0) {
            listener.gone(queue, handle);
            listener.readable(queue);
        } else {
            listener.readableAt(queue, handle, context.clock().now().plusSeconds(seconds));
        }
    }

    private void deleted(String queue, JsonNode message) {
        String handle = message.path("ReceiptHandle").asText();
        listener.gone(queue, handle);
        sends.forget(handle);
        if (queue.endsWith(".fifo")) {
            listener.readable(queue); // the group's next message may go now
        }
    }

    /** The queue's attributes, cached until one is changed; empty when there is no such queue. */
    JsonNode settings(String queue) throws IOException {
        JsonNode cached = settings.get(queue);
        if (cached == null) {
            ObjectNode ask = JSON.createObjectNode().put("QueueUrl", queueUrl(queue));
            ask.putArray("AttributeNames").add("All");
            Response response = attributes(queue, ask);
            if (response.status() != 200) {
                return JSON.createObjectNode();
            }
            cached = JSON.readTree(response.body()).path("Attributes");
            settings.put(queue, cached);
        }
        return cached;
    }

    String queueUrl(String queue) {
        return context.endpoint() + "/" + context.account() + "/" + queue;
    }

    /** A refusal comes back with the code of the older protocol, as SQS gives it. */
    private Response forward(String operation, JsonNode body) throws IOException {
        Response response = elasticMq()
                .call(
                        Map.of("x-amz-target", TARGET + operation, "content-type", "application/x-amz-json-1.0"),
                        "/",
                        body.toString().getBytes(StandardCharsets.UTF_8));
        if (response.status() != 400) {
            return response;
        }
        JsonNode error = JSON.readTree(response.body());
        String type = error.path("__type").asText();
        return new QueueRefusal(
                        type.substring(type.indexOf('#') + 1),
                        error.path("message").asText())
                .response();
    }

    private static String queueName(String url) {
        return url.substring(url.lastIndexOf('/') + 1);
    }

    ElasticMq elasticMq() {
        return elasticMq.join();
    }

    @Override
    public void close() {
        elasticMq.join().close();
    }
}
