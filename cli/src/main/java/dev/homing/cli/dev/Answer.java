package dev.homing.cli.dev;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.homing.emulator.http.LocalCallers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a {@code /dev} address answers. Errors are problem details (RFC 9457).
 *
 * @param contentType empty where there is no body
 */
record Answer(int status, String contentType, byte[] body) {
    static final ObjectMapper JSON = new ObjectMapper();

    private static final Logger LOG = LoggerFactory.getLogger(Answer.class);
    private static final String DATA = "default-src 'none'; base-uri 'none'; frame-ancestors 'none'";

    /** An email is shown in a frame without scripts, which keeps to its page's policy: it has styles of its own, and pictures from anywhere. */
    private static final String PAGES =
            "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: http: https:; "
                    + "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    private static final int LONGEST_BODY = 64 * 1024;

    /** Answers one request; a {@link Refused} is answered as a problem. */
    @FunctionalInterface
    interface Source {
        Answer to(HttpExchange exchange) throws IOException;
    }

    /** The caller did something wrong, or asks for what is not there. */
    static final class Refused extends RuntimeException {
        private final int status;

        /** @param detail what is wrong and what to do instead */
        Refused(int status, String detail) {
            super(detail);
            this.status = status;
        }
    }

    static Answer json(JsonNode json) {
        return json(200, "application/json", json);
    }

    static Answer problem(int status, String detail) {
        ObjectNode json = JSON.createObjectNode()
                .put("type", "about:blank")
                .put("title", title(status))
                .put("status", status)
                .put("detail", detail);
        return json(status, "application/problem+json", json);
    }

    private static Answer json(int status, String contentType, JsonNode json) {
        return new Answer(status, contentType, json.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** The request's JSON object; an empty one where there is no body. */
    static ObjectNode body(HttpExchange exchange) throws IOException {
        byte[] bytes = exchange.getRequestBody().readNBytes(LONGEST_BODY);
        if (bytes.length == 0) {
            return JSON.createObjectNode();
        }
        try {
            if (JSON.readTree(bytes) instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException notJson) {
            throw new Refused(400, "The body is not JSON: " + notJson.getOriginalMessage());
        }
        throw new Refused(400, "The body must be a JSON object");
    }

    /**
     * A page can have a browser send texts and forms anywhere without being asked for leave, and nothing else; so from browsers only JSON is
     * taken that says it is. curl, Python and Node call what they send a form or a text unless they are told otherwise, and nobody can make
     * them send anything.
     */
    private static void requireJson(Headers headers) {
        String type = String.valueOf(headers.getFirst("Content-Type"))
                .split(";", 2)[0]
                .strip();
        boolean body = headers.containsKey("Transfer-Encoding")
                || !headers.getOrDefault("Content-Length", List.of("0")).equals(List.of("0"));
        if (body && LocalCallers.fromBrowser(headers) && !type.matches("(?i)application/([a-z.-]+\\+)?json")) {
            throw new Refused(415, "A page's Content-Type must be application/json, not " + type);
        }
    }

    /** @throws Refused with 405 where the request's method is none of these */
    static void require(HttpExchange exchange, String... methods) {
        List<String> allowed = List.of(methods);
        String method = exchange.getRequestMethod();
        if (!allowed.contains(method) && !(method.equals("HEAD") && allowed.contains("GET"))) {
            exchange.getResponseHeaders().set("Allow", String.join(", ", allowed));
            throw new Refused(405, method + " is not possible here; use " + String.join(" or ", allowed));
        }
    }

    static HttpHandler handler(Source source) {
        return exchange -> {
            try (exchange) {
                Answer answer;
                try {
                    requireJson(exchange.getRequestHeaders());
                    answer = source.to(exchange);
                } catch (Refused refused) {
                    answer = problem(refused.status, String.valueOf(refused.getMessage()));
                } catch (RuntimeException bug) {
                    LOG.error("{} {}", exchange.getRequestMethod(), exchange.getRequestURI(), bug);
                    answer = problem(500, String.valueOf(bug.getMessage()));
                }
                answer.write(exchange);
            }
        };
    }

    private void write(HttpExchange exchange) throws IOException {
        if (!contentType.isEmpty()) {
            exchange.getResponseHeaders().set("Content-Type", contentType);
        }
        exchange.getResponseHeaders().set("Cache-Control", "no-cache");
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        exchange.getResponseHeaders().set("Referrer-Policy", "same-origin");
        // A service worker keeps to the policy of its own file.
        boolean runs = contentType.startsWith("text/html") || contentType.startsWith("text/javascript");
        exchange.getResponseHeaders().set("Content-Security-Policy", runs ? PAGES : DATA);
        boolean bodiless = exchange.getRequestMethod().equals("HEAD") || body.length == 0;
        exchange.sendResponseHeaders(status, bodiless ? -1 : body.length);
        if (!bodiless) {
            exchange.getResponseBody().write(body);
        }
    }

    private static String title(int status) {
        return switch (status) {
            case 400 -> "Bad Request";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 409 -> "Conflict";
            case 415 -> "Unsupported Media Type";
            case 502 -> "Bad Gateway";
            default -> "Internal Server Error";
        };
    }
}
