package dev.homing.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** The answer to a {@link Request}. The endpoint adds {@code x-amzn-RequestId} and a content length. */
public final class Response {
    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;

    public Response(int status, Map<String, String> headers, byte[] body) {
        this.status = status;
        this.headers = Map.copyOf(headers);
        this.body = body;
    }

    /** AWS JSON 1.0/1.1 and REST JSON: SDKs accept the one content type for all of them. */
    public static Response json(int status, JsonNode body) {
        return new Response(
                status,
                Map.of("Content-Type", "application/x-amz-json-1.0"),
                body.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** 200 with a JSON body. */
    public static Response ok(JsonNode body) {
        return json(200, body);
    }

    /** Query protocol. */
    public static Response xml(int status, String body) {
        return new Response(status, Map.of("Content-Type", "text/xml"), body.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * A refusal as the JSON protocols shape it: {@code __type} and {@code message} in the body, the type again in
     * {@code x-amzn-ErrorType} (where REST JSON looks for it).
     *
     * @param status 400 for most, 404 for ResourceNotFoundException and 409 for ConflictException of REST services
     * @param type {@code ResourceNotFoundException}; with a namespace where the service's model has one
     *     ({@code com.amazonaws.sqs#QueueDoesNotExist})
     */
    public static Response error(int status, String type, String message) {
        var body = JsonNodeFactory.instance.objectNode();
        body.put("__type", type);
        body.put("message", message);
        // Some services' models spell the member with a capital.
        body.put("Message", message);
        return json(status, body).with("x-amzn-ErrorType", type.substring(type.indexOf('#') + 1));
    }

    /** A refusal of the query protocol. */
    public static Response queryError(int status, String code, String message) {
        return xml(
                status,
                "<ErrorResponse><Error><Type>" + (status < 500 ? "Sender" : "Receiver") + "</Type><Code>" + escape(code)
                        + "</Code><Message>" + escape(message) + "</Message></Error>"
                        + "<RequestId>00000000-0000-0000-0000-000000000000</RequestId></ErrorResponse>");
    }

    /** Text for XML content and attributes. */
    public static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    public Response with(String header, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Response(status, more, body);
    }

    public int status() {
        return status;
    }

    public Map<String, String> headers() {
        return headers;
    }

    /** The body itself, not a copy. */
    public byte[] body() {
        return body;
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
