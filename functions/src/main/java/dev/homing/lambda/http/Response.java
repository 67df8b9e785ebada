package dev.homing.lambda.http;

import dev.homing.adapter.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An answer as API Gateway's HTTP API takes it. */
public record Response(int status, Map<String, String> headers, byte[] body, boolean binary) {
    private static final String CONTENT_TYPE = "content-type";

    public static Response json(int status, Object value) {
        return text(status, "application/json", Json.write(value));
    }

    public static Response text(int status, String contentType, String text) {
        return new Response(
                status,
                Map.of(CONTENT_TYPE, contentType, "cache-control", "no-store"),
                text.getBytes(StandardCharsets.UTF_8),
                false);
    }

    public static Response html(int status, String html) {
        return text(status, "text/html; charset=utf-8", html)
                .with(
                        "content-security-policy",
                        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
    }

    public static Response bytes(int status, String contentType, byte[] bytes) {
        return new Response(status, Map.of(CONTENT_TYPE, contentType), bytes, true);
    }

    /** @param to as people write addresses; what a header cannot hold is encoded */
    public static Response redirect(String to) {
        return new Response(302, Map.of("location", encoded(to), "cache-control", "no-store"), new byte[0], false);
    }

    private static String encoded(String address) {
        StringBuilder encoded = new StringBuilder(address.length());
        for (byte part : address.getBytes(StandardCharsets.UTF_8)) {
            if (part > ' ' && part < 0x7f) {
                encoded.append((char) part);
            } else {
                encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(part));
            }
        }
        return encoded.toString();
    }

    /** A field of a request that is wrong: where, and what to do about it. */
    public record FieldError(String field, String message) {}

    /**
     * Problem details.
     *
     * @param detail what is wrong and how to mend it
     * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>
     */
    public static Response problem(int status, String title, String detail, List<FieldError> errors) {
        return problem(status, title, detail, errors, null);
    }

    /** @param requiredRole of a 403; null for the others */
    public static Response problem(
            int status, String title, String detail, List<FieldError> errors, @Nullable String requiredRole) {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "about:blank");
        problem.put("title", title);
        problem.put("status", status);
        problem.put("detail", detail);
        if (requiredRole != null) {
            problem.put("requiredRole", requiredRole);
        }
        problem.put(
                "errors",
                errors.stream()
                        .map(error -> Map.of("field", error.field, "message", error.message))
                        .toList());
        return text(status, "application/problem+json", Json.write(problem));
    }

    /** A method that an address does not know. */
    public static Response notAllowed(String... instead) {
        return problem(405, "Method not allowed", "Use " + String.join(" or ", instead), List.of())
                .with("allow", String.join(", ", instead));
    }

    public Response with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Response(status, more, body, binary);
    }

    /** As API Gateway takes it, with what every answer says to browsers, and packed where the request allows it and it pays. */
    public byte[] write(Request request) {
        return Packing.packed(Walls.around(this, request), request).json();
    }

    private byte[] json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("statusCode", status);
        json.put("headers", headers);
        json.put("body", binary ? Base64.getEncoder().encodeToString(body) : new String(body, StandardCharsets.UTF_8));
        json.put("isBase64Encoded", binary);
        return Json.write(json).getBytes(StandardCharsets.UTF_8);
    }
}
