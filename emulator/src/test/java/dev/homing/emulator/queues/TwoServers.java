package dev.homing.emulator.queues;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.emulator.Emulator;
import dev.homing.emulator.EmulatorOptions;
import dev.homing.emulator.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;

/**
 * Our own queues and ElasticMQ side by side, both on the wall clock: each call goes to both, under its own receipt handles, and what may differ between
 * any two servers is taken out of the answers.
 */
final class TwoServers implements AutoCloseable {
    private static final String INVALID = "ReceiptHandleIsInvalid";

    private final Emulator own = Emulator.start(EmulatorOptions.defaults());
    private final SQSRestServer reference = SQSRestServerBuilder.withInterface("127.0.0.1")
            .withDynamicPort()
            .withAWSAccountId(Emulator.ACCOUNT)
            .withAWSRegion("us-east-1")
            .start();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Server ours = new Server(own.endpoint());
    private final Server theirs = new Server(URI.create(
            "http://127.0.0.1:" + reference.waitUntilStarted().localAddress().getPort()));

    /** What both said to a call. */
    record Said(String call, JsonNode own, JsonNode reference) {
        boolean same() {
            return own.equals(reference);
        }

        @Override
        public String toString() {
            return call + "\n    own       " + own + "\n    reference " + reference;
        }
    }

    /** @param request receipt handles in it are names: the body, and which of its receives, {@code m1#2} */
    Said ask(String operation, ObjectNode request) throws IOException {
        return new Said(operation + " " + request, ours.ask(operation, request), theirs.ask(operation, request));
    }

    private final class Server {
        private final URI endpoint;
        private final Map<String, String> handles = new HashMap<>();
        private final Map<String, Integer> receives = new HashMap<>();

        Server(URI endpoint) {
            this.endpoint = endpoint;
        }

        JsonNode ask(String operation, ObjectNode request) throws IOException {
            ObjectNode filled = request.deepCopy();
            fill(filled);
            filled.path("Entries").forEach(entry -> fill((ObjectNode) entry));
            ObjectNode answer = send(operation, filled);
            spent(operation, request, answer);
            return comparable(answer);
        }

        /**
         * AWS takes a handle that was good once: deleting by it succeeds, and changing the visibility by it is refused as a parameter's value. See
         * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteMessage.html
         */
        private void spent(String operation, ObjectNode request, ObjectNode answer) {
            if (answer.path("refused").asText().equals(INVALID)
                    && handles.containsKey(request.path("ReceiptHandle").asText())) {
                answer.remove("refused");
                if (operation.equals("ChangeMessageVisibility")) {
                    answer.put("refused", "InvalidParameterValue");
                }
            }
            for (JsonNode entry : request.path("Entries")) {
                if (handles.containsKey(entry.path("ReceiptHandle").asText())
                        && answer.path("Failed") instanceof ArrayNode failed
                        && removed(failed, entry.path("Id").asText())) {
                    answer.withArray("/Successful").addObject().set("Id", entry.get("Id"));
                }
            }
        }

        private static boolean removed(ArrayNode failed, String id) {
            for (int i = 0; i < failed.size(); i++) {
                if (failed.get(i).path("Id").asText().equals(id)
                        && failed.get(i).path("Code").asText().equals(INVALID)) {
                    failed.remove(i);
                    return true;
                }
            }
            return false;
        }

        private void fill(ObjectNode one) {
            String queue = one.path("QueueUrl").asText("");
            if (!queue.isEmpty()) {
                one.put("QueueUrl", endpoint + "/" + Emulator.ACCOUNT + "/" + queue);
            }
            String handle = one.path("ReceiptHandle").asText("");
            if (!handle.isEmpty()) {
                one.put("ReceiptHandle", handles.getOrDefault(handle, handle));
            }
        }

        private ObjectNode send(String operation, ObjectNode request) throws IOException {
            HttpRequest call = HttpRequest.newBuilder(endpoint)
                    .header("X-Amz-Target", "AmazonSQS." + operation)
                    .header("Content-Type", "application/x-amz-json-1.0")
                    .POST(HttpRequest.BodyPublishers.ofString(request.toString()))
                    .build();
            try {
                HttpResponse<String> answer = http.send(call, HttpResponse.BodyHandlers.ofString());
                JsonNode said = answer.body().isEmpty() ? Json.object() : Json.parse(answer.body());
                if (answer.statusCode() == 200) {
                    return (ObjectNode) said;
                }
                String type = said.path("__type").asText();
                return Json.object().put("refused", type.substring(type.indexOf('#') + 1));
            } catch (InterruptedException stopped) {
                throw new IOException(stopped);
            }
        }

        /** Ids, handles and times are no two servers' own; the words of a refusal are not compared, and not the order of messages. */
        private JsonNode comparable(ObjectNode answer) {
            answer.remove(List.of("MessageId", "QueueUrl", "SequenceNumber"));
            for (String list : List.of("Successful", "Failed", "Messages")) {
                List<ObjectNode> elements = new ArrayList<>();
                answer.path(list).forEach(one -> elements.add((ObjectNode) one));
                elements.sort(Comparator.comparing(
                        one -> one.path("Id").asText() + one.path("Body").asText()));
                answer.remove(list);
                if (!elements.isEmpty()) {
                    ArrayNode sorted = answer.putArray(list);
                    elements.forEach(one -> sorted.add(known(one)));
                }
            }
            return answer;
        }

        private ObjectNode known(ObjectNode one) {
            one.remove(List.of("MessageId", "SequenceNumber", "Message"));
            if (one.has("ReceiptHandle")) {
                String body = one.path("Body").asText();
                int receive = receives.merge(body, 1, Integer::sum);
                handles.put(body + "#" + receive, one.path("ReceiptHandle").asText());
                one.put("ReceiptHandle", body + "#" + receive);
            }
            if (one.path("Attributes") instanceof ObjectNode system) {
                system.remove(
                        List.of("SenderId", "SentTimestamp", "ApproximateFirstReceiveTimestamp", "SequenceNumber"));
            }
            return one;
        }
    }

    @Override
    public void close() {
        http.close();
        own.close();
        reference.stopAndWait();
    }
}
