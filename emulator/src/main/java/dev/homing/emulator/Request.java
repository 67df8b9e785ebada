package dev.homing.emulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One HTTP call on the endpoint. */
public final class Request {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern CREDENTIAL_SCOPE = Pattern.compile("Credential=[^/,]*/\\d+/[^/,]*/([^/,]+)/");

    private final String method;
    private final String path;
    private final String rawQuery;
    private final Map<String, String> headers;
    private final byte[] body;

    /**
     * @param path as sent: percent-encoded, without the query
     * @param rawQuery without the question mark; empty when there is none
     * @param headers by lower-case name; several values joined by a comma
     */
    public Request(String method, String path, String rawQuery, Map<String, String> headers, byte[] body) {
        this.method = method;
        this.path = path;
        this.rawQuery = rawQuery;
        this.headers = Map.copyOf(headers);
        this.body = body;
    }

    public String method() {
        return method;
    }

    public String path() {
        return path;
    }

    public String rawQuery() {
        return rawQuery;
    }

    /** The path's segments, decoded; {@code /} has none. */
    public List<String> segments() {
        return Arrays.stream(path.split("/", -1))
                .filter(part -> !part.isEmpty())
                .map(part -> URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8))
                .toList();
    }

    /** Query parameters, decoded, in order; the last of a name wins. */
    public Map<String, String> query() {
        return decodeForm(rawQuery);
    }

    /** The body's form parameters (query protocol), decoded, in order; empty when the body is no form. */
    public Map<String, String> form() {
        return headers.getOrDefault("content-type", "").startsWith("application/x-www-form-urlencoded")
                ? decodeForm(text())
                : Map.of();
    }

    /** By lower-case name. */
    public Map<String, String> headers() {
        return headers;
    }

    public @Nullable String header(String lowerCaseName) {
        return headers.get(lowerCaseName);
    }

    /** {@code X-Amz-Target}, or empty. */
    public String target() {
        return headers.getOrDefault("x-amz-target", "");
    }

    /** The service in the Authorization header's credential scope ({@code sqs}, {@code ses} ...), or empty. */
    public String signedService() {
        Matcher matcher = CREDENTIAL_SCOPE.matcher(headers.getOrDefault("authorization", ""));
        return matcher.find() ? matcher.group(1) : "";
    }

    /** The body itself, not a copy. */
    public byte[] body() {
        return body;
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /**
     * The body as a JSON object; an empty body is an empty object.
     *
     * @throws JsonProcessingException when it is not JSON, or no object
     */
    public ObjectNode json() throws JsonProcessingException {
        if (body.length == 0) {
            return JSON.createObjectNode();
        }
        JsonNode tree = JSON.readTree(text());
        if (tree instanceof ObjectNode object) {
            return object;
        }
        throw new JsonMappingException(null, "The body must be a JSON object");
    }

    private static Map<String, String> decodeForm(String raw) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String pair : raw.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                values.put(
                        URLDecoder.decode(name, StandardCharsets.UTF_8),
                        URLDecoder.decode(value, StandardCharsets.UTF_8));
            }
        }
        return Collections.unmodifiableMap(values);
    }

    @Override
    public String toString() {
        return method + " " + path + (target().isEmpty() ? "" : " " + target());
    }
}
