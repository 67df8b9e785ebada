package dev.homing.emulator.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import dev.homing.emulator.wire.Json;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Payload format 2.0, the event
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html).
 */
public final class ProxyEvent {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private ProxyEvent() {}

    /**
     * @param pathParameters decoded
     * @param jwt the authorizer's {@code jwt}; null where the route asks for none
     */
    public static ObjectNode of(
            HttpExchange exchange,
            byte[] body,
            RouteKey route,
            Map<String, String> pathParameters,
            @Nullable ObjectNode jwt,
            String account,
            Instant now) {
        Map<String, String> headers = headers(exchange);
        String rawQuery = exchange.getRequestURI().getRawQuery();
        // An HTTP API hands the path over decoded, whatever its name says.
        String path = RouteKey.decode(exchange.getRequestURI().getRawPath());
        ObjectNode event = Json.object()
                .put("version", "2.0")
                .put("routeKey", route.text())
                .put("rawPath", path)
                .put("rawQueryString", rawQuery == null ? "" : rawQuery);
        List<String> cookies = exchange.getRequestHeaders().getOrDefault("Cookie", List.of());
        if (!cookies.isEmpty()) {
            ArrayNode list = event.putArray("cookies");
            cookies.forEach(
                    line -> Arrays.stream(line.split(";")).map(String::trim).forEach(list::add));
        }
        ObjectNode headerNode = event.putObject("headers");
        headers.forEach(headerNode::put);
        Map<String, String> query = query(rawQuery);
        if (!query.isEmpty()) {
            ObjectNode queryNode = event.putObject("queryStringParameters");
            query.forEach(queryNode::put);
        }
        context(event.putObject("requestContext"), exchange, headers, path, route, jwt, account, now);
        if (!pathParameters.isEmpty()) {
            ObjectNode parameterNode = event.putObject("pathParameters");
            pathParameters.forEach(parameterNode::put);
        }
        boolean binary = body.length > 0 && isBinary(headers);
        if (body.length > 0) {
            event.put(
                    "body",
                    binary ? Base64.getEncoder().encodeToString(body) : new String(body, StandardCharsets.UTF_8));
        }
        return event.put("isBase64Encoded", binary);
    }

    private static void context(
            ObjectNode context,
            HttpExchange exchange,
            Map<String, String> headers,
            String path,
            RouteKey route,
            @Nullable ObjectNode jwt,
            String account,
            Instant now) {
        String host = headers.getOrDefault("host", "localhost").replaceAll(":\\d+$", "");
        context.put("accountId", account).put("apiId", "emulator");
        if (jwt != null) {
            context.putObject("authorizer").set("jwt", jwt);
        }
        context.put("domainName", host).put("domainPrefix", host.split("\\.", 2)[0]);
        context.putObject("http")
                .put("method", exchange.getRequestMethod())
                .put("path", path)
                .put("protocol", exchange.getProtocol())
                .put("sourceIp", exchange.getRemoteAddress().getAddress().getHostAddress())
                .put("userAgent", headers.getOrDefault("user-agent", ""));
        context.put("requestId", UUID.randomUUID().toString())
                .put("routeKey", route.text())
                .put("stage", "$default")
                .put("time", TIME.format(now))
                .put("timeEpoch", now.toEpochMilli());
    }

    /** Lower case, several values joined by a comma, without cookies; with those that API Gateway adds. */
    private static Map<String, String> headers(HttpExchange exchange) {
        Map<String, String> headers = new TreeMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (!lower.equals("cookie")) {
                headers.put(lower, String.join(",", values));
            }
        });
        headers.putIfAbsent("content-length", "0");
        headers.put("x-forwarded-for", exchange.getRemoteAddress().getAddress().getHostAddress());
        headers.put(
                "x-forwarded-port", Integer.toString(exchange.getLocalAddress().getPort()));
        headers.put("x-forwarded-proto", "http");
        return headers;
    }

    /** Decoded, several values joined by a comma. */
    private static Map<String, String> query(@Nullable String rawQuery) {
        Map<String, String> query = new TreeMap<>();
        for (String pair : rawQuery == null ? new String[0] : rawQuery.split("&", -1)) {
            if (!pair.isEmpty()) {
                String[] parts = pair.split("=", 2);
                query.merge(decode(parts[0]), parts.length == 2 ? decode(parts[1]) : "", (a, b) -> a + "," + b);
            }
        }
        return query;
    }

    private static String decode(String encoded) {
        try {
            return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return encoded;
        }
    }

    /** An HTTP API passes on as text what says that it is; forms and what is compressed are base64. */
    private static boolean isBinary(Map<String, String> headers) {
        String encoding = headers.getOrDefault("content-encoding", "identity");
        String type = headers.getOrDefault("content-type", "")
                .toLowerCase(Locale.ROOT)
                .split(";", 2)[0]
                .trim();
        boolean text = type.startsWith("text/")
                || type.endsWith("json")
                || type.endsWith("xml")
                || type.equals("application/javascript");
        return !encoding.equals("identity") || !text;
    }
}
