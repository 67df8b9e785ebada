package dev.homing.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.adapter.Golden;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What AWS hands to functions: the samples under {@code events/aws}, with a test's own content in them. */
public final class AwsEvents {
    private static final ObjectMapper JSON = new ObjectMapper();

    private AwsEvents() {}

    public static JsonNode sample(String path) {
        return read(Objects.requireNonNull(Golden.file("events/" + path), path));
    }

    public static byte[] bytes(JsonNode event) {
        return event.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** A delivery of a queue; the messages' ids are m0, m1, ... in their order, and their receipt handles r0, r1, ... */
    public static byte[] sqs(String queue, List<String> bodies) {
        ObjectNode event = (ObjectNode) sample("aws/sqs-" + queue + ".json");
        ObjectNode like = (ObjectNode) event.get("Records").get(0);
        ArrayNode records = event.putArray("Records");
        for (int i = 0; i < bodies.size(); i++) {
            records.add(like.deepCopy()
                    .put("messageId", "m" + i)
                    .put("receiptHandle", "r" + i)
                    .put("body", bodies.get(i)));
        }
        return bytes(event);
    }

    /** Ids of the messages that are to come again. */
    public static List<String> failures(byte[] answer) {
        List<String> ids = new ArrayList<>();
        read(new String(answer, StandardCharsets.UTF_8))
                .get("batchItemFailures")
                .forEach(failure -> ids.add(failure.get("itemIdentifier").asText()));
        return ids;
    }

    /** An event as EventBridge puts it into a queue. */
    public static String envelope(String id, String source, String detailType, String time, JsonNode detail) {
        ObjectNode envelope = (ObjectNode) sample("bus/plain.json");
        return envelope.put("id", id)
                .put("source", source)
                .put("detail-type", detailType)
                .put("time", time)
                .<ObjectNode>set("detail", detail)
                .toString();
    }

    public static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    /** A request as the HTTP API hands it over: base64 where API Gateway makes it so. */
    public static byte[] http(String method, String path, Map<String, String> headers, byte[] body) {
        ObjectNode event = (ObjectNode) sample("aws/http-track.json");
        int query = path.indexOf('?');
        event.put("rawPath", query < 0 ? path : path.substring(0, query));
        event.put("rawQueryString", query < 0 ? "" : path.substring(query + 1));
        ((ObjectNode) event.get("requestContext").get("http"))
                .put("method", method)
                .put("path", path);
        ObjectNode all = (ObjectNode) event.get("headers");
        all.remove(List.of("authorization", "content-type"));
        headers.forEach(all::put);
        if (body.length == 0) {
            event.remove("body");
        } else {
            event.put("body", Base64.getEncoder().encodeToString(body)).put("isBase64Encoded", true);
        }
        return bytes(event);
    }

    public static byte[] get(String path, Map<String, String> headers) {
        return http("GET", path, headers, new byte[0]);
    }

    public static byte[] post(String path, Map<String, String> headers, String body) {
        return http("POST", path, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * A request to the admin's API by somebody who signed in.
     *
     * @param role empty: nobody did
     */
    public static byte[] api(String method, String path, String role, String body) {
        return api(method, path, role, Map.of(), body);
    }

    /** @param tag what is expected to be there */
    public static byte[] api(String method, String path, String role, String tag, String body) {
        return api(method, path, role, Map.of("If-Match", tag), body);
    }

    public static byte[] api(String method, String path, String role, Map<String, String> headers, String body) {
        ObjectNode event = (ObjectNode) read(new String(post(path, headers, body), StandardCharsets.UTF_8));
        ObjectNode context = (ObjectNode) event.get("requestContext");
        ((ObjectNode) context.get("http")).put("method", method);
        if (!role.isEmpty()) {
            context.putObject("authorizer")
                    .putObject("jwt")
                    .putObject("claims")
                    .put("email", role + "@shop.example")
                    .put("cognito:groups", "[" + role + "]");
        }
        return bytes(event);
    }

    /** An answer as API Gateway takes it. */
    public record Answer(int status, JsonNode headers, String body, boolean binary) {
        public static Answer of(byte[] written) {
            JsonNode json = read(new String(written, StandardCharsets.UTF_8));
            return new Answer(
                    json.get("statusCode").asInt(),
                    json.get("headers"),
                    json.get("body").asText(),
                    json.get("isBase64Encoded").asBoolean());
        }

        public String header(String name) {
            return headers.path(name).asText();
        }

        public JsonNode json() {
            return read(body);
        }
    }
}
