package dev.homing.emulator.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.emulator.wire.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Payload format 2.0, the answer. */
public final class ProxyResult {
    private final int status;
    private final Map<String, String> headers;
    private final List<String> cookies;
    private final byte[] body;

    private ProxyResult(int status, Map<String, String> headers, List<String> cookies, byte[] body) {
        this.status = status;
        this.headers = Map.copyOf(headers);
        this.cookies = List.copyOf(cookies);
        this.body = body;
    }

    public int status() {
        return status;
    }

    /** Without cookies. */
    public Map<String, String> headers() {
        return headers;
    }

    /** Each a Set-Cookie header. */
    public List<String> cookies() {
        return cookies;
    }

    /** The body itself, not a copy. */
    public byte[] body() {
        return body;
    }

    /** The answer to a preflight, but for its headers. */
    public static ProxyResult noContent() {
        return new ProxyResult(204, Map.of(), List.of(), new byte[0]);
    }

    /** What API Gateway says itself. */
    public static ProxyResult message(int status, String message) {
        return new ProxyResult(
                status,
                Map.of("Content-Type", "application/json"),
                List.of(),
                Json.write(Json.object().put("message", message)).getBytes(StandardCharsets.UTF_8));
    }

    /** Where too much waits already; the sender may come again after a while. */
    public static ProxyResult tooMany(Duration retryAfter) {
        String body = Json.write(Json.object()
                .put("type", "about:blank")
                .put("title", "Too Many Requests")
                .put("status", 429)
                .put(
                        "detail",
                        "More waits to be done than this machine takes in; send it again after the seconds in Retry-After")
                .put("message", "Too Many Requests"));
        return new ProxyResult(
                429,
                Map.of(
                        "Content-Type",
                        "application/problem+json",
                        "Retry-After",
                        Long.toString(retryAfter.toSeconds())),
                List.of(),
                body.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Where a token is missing or refused. API Gateway says {@code message} alone; the rest makes it a problem document (RFC 9457), as the
     * functions answer everything else.
     */
    public static ProxyResult unauthorized() {
        String body = Json.write(Json.object()
                .put("type", "about:blank")
                .put("title", "Unauthorized")
                .put("status", 401)
                .put("detail", "The bearer token is missing, wrong or too old; sign in again")
                .put("message", "Unauthorized"));
        return new ProxyResult(
                401,
                Map.of("Content-Type", "application/problem+json", "WWW-Authenticate", "Bearer"),
                List.of(),
                body.getBytes(StandardCharsets.UTF_8));
    }

    /** Reads a function's answer; one that cannot be understood is a 500, as with AWS. */
    public static ProxyResult parse(byte[] answer) {
        String text = new String(answer, StandardCharsets.UTF_8);
        JsonNode json = text.isEmpty() ? null : Json.parseOrNull(text);
        if (json == null) {
            return message(500, "Internal Server Error");
        }
        if (!(json instanceof ObjectNode) || !json.has("statusCode")) {
            // Without a status API Gateway takes the whole answer for the body.
            String body = json.isTextual() ? json.asText() : text;
            return new ProxyResult(
                    200, Map.of("Content-Type", "application/json"), List.of(), body.getBytes(StandardCharsets.UTF_8));
        }
        byte[] body = body(json);
        int status = json.path("statusCode").asInt();
        if (body == null || status < 100 || status > 599) {
            return message(500, "Internal Server Error");
        }
        Map<String, String> headers = new LinkedHashMap<>();
        json.path("headers")
                .properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().asText()));
        return new ProxyResult(status, headers, Json.texts(json, "cookies"), body);
    }

    private static byte @Nullable [] body(JsonNode json) {
        JsonNode body = json.path("body");
        if (body.isMissingNode() || body.isNull()) {
            return new byte[0];
        }
        if (!json.path("isBase64Encoded").asBoolean()) {
            return body.asText().getBytes(StandardCharsets.UTF_8);
        }
        try {
            return Base64.getDecoder().decode(body.asText());
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
