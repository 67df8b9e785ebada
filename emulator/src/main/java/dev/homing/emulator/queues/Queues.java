package dev.homing.emulator.queues;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.emulator.Context;
import dev.homing.emulator.DeliveryFailed;
import dev.homing.emulator.Request;
import dev.homing.emulator.Response;
import dev.homing.emulator.Service;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.elasticmq.QueueStatistics;

/**
 * SQS on the wire. ElasticMQ answers; sending is done here ({@link Sends}), and what becomes visible when is written down so that
 * the pump can wait for it.
 */
public final class Queues implements Service, AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TARGET = "AmazonSQS.";

    private final Context context;
    private final CompletableFuture<ElasticMq> elasticMq;
    private final Map<String, JsonNode> attributes = new ConcurrentHashMap<>();
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
        String queue = queueName(body.path("QueueUrl").asText(""));
        return switch (operation) {
            case "SendMessage" -> sends.one(queue, body);
            case "SendMessageBatch" -> sends.batch(queue, body);
            case "ReceiveMessage" -> receive(queue, body);
            case "GetQueueAttributes" -> counted(queue, forward(operation, body));
            case "ChangeMessageVisibility" -> {
                Response response = forward(operation, body);
                if (response.status() == 200) {
                    visibilityChanged(queue, body);
                }
                yield response;
            }
            case "ChangeMessageVisibilityBatch" -> {
                Response response = forward(operation, body);
                for (JsonNode done : JSON.readTree(response.body()).path("Successful")) {
                    visibilityChanged(queue, entry(body, done.path("Id").asText()));
                }
                yield response;
            }
            case "DeleteMessage" -> {
                Response response = forward(operation, body);
                deleted(queue, body);
                yield response;
            }
            case "DeleteMessageBatch" -> {
                Response response = forward(operation, body);
                body.path("Entries").forEach(one -> deleted(queue, one));
                yield response;
            }
            case "PurgeQueue", "DeleteQueue" -> {
                Response response = forward(operation, body);
                attributes.remove(queue);
                listener.emptied(queue);
                yield response;
            }
            case "SetQueueAttributes", "StartMessageMoveTask" -> {
                Response response = forward(operation, body);
                attributes.clear();
                listener.readable(queue);
                yield response;
            }
            case "CreateQueue" -> {
                attributes.clear();
                yield forward(operation, body);
            }
            default -> forward(operation, body);
        };
    }

    private static JsonNode entry(JsonNode batch, String id) {
        return batch.path("Entries")
                .valueStream()
                .filter(one -> one.path("Id").asText().equals(id))
                .findFirst()
                .orElse(JSON.nullNode());
    }

    private Response receive(String queue, ObjectNode body) throws IOException {
        Response response = forward("ReceiveMessage", body);
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
        }
        String redrive = settings.path("RedrivePolicy").asText("");
        if (!redrive.isEmpty()) {
            // A receive is what moves messages that were received too often.
            String target = JSON.readTree(redrive).path("deadLetterTargetArn").asText();
            listener.readable(target.substring(target.lastIndexOf(':') + 1));
        }
        return Response.ok(answer);
    }

    /** The counts as they stand by our clock; the server counts by the wall clock. */
    private Response counted(String queue, Response response) throws IOException {
        QueueStatistics counts = response.status() == 200
                ? elasticMq().statistics(queue, context.clock().now())
                : null;
        if (counts == null
                || !(JSON.readTree(response.body()) instanceof ObjectNode answer)
                || !(answer.get("Attributes") instanceof ObjectNode found)) {
            return response;
        }
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
        JsonNode cached = attributes.get(queue);
        if (cached == null) {
            ObjectNode ask = JSON.createObjectNode().put("QueueUrl", queueUrl(queue));
            ask.putArray("AttributeNames").add("All");
            Response response = forward("GetQueueAttributes", ask);
            if (response.status() != 200) {
                return JSON.createObjectNode();
            }
            cached = JSON.readTree(response.body()).path("Attributes");
            attributes.put(queue, cached);
        }
        return cached;
    }

    String queueUrl(String queue) {
        return context.endpoint() + "/" + context.account() + "/" + queue;
    }

    private Response forward(String operation, JsonNode body) throws IOException {
        return elasticMq()
                .call(
                        Map.of("x-amz-target", TARGET + operation, "content-type", "application/x-amz-json-1.0"),
                        "/",
                        body.toString().getBytes(StandardCharsets.UTF_8));
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
