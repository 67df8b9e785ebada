package dev.homing.emulator.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A route as API Gateway writes it: {@code GET /customers/{id}}, {@code ANY /api/{proxy+}}, {@code $default}.
 *
 * @param method {@code ANY} for all
 * @param segments of the path; {@code {name}} matches one, {@code {name+}} as the last one the rest
 */
public record RouteKey(String text, String method, List<String> segments) {
    public static final String DEFAULT = "$default";

    /**
     * Most specific first (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html): full matches
     * with a method, then with ANY; greedy ones; {@code $default}. Literal segments before variables.
     */
    public static final Comparator<RouteKey> MOST_SPECIFIC_FIRST = Comparator.comparing(RouteKey::isDefault)
            .thenComparing(RouteKey::isGreedy)
            .thenComparing(RouteKey::shape)
            .thenComparing(Comparator.<RouteKey>comparingInt(key -> key.segments.size())
                    .reversed())
            .thenComparing(key -> key.method.equals("ANY"));

    public RouteKey {
        segments = List.copyOf(segments);
    }

    /** @throws IllegalArgumentException when it is no route key */
    public static RouteKey parse(String text) {
        if (text.equals(DEFAULT)) {
            return new RouteKey(text, "ANY", List.of());
        }
        String[] parts = text.split(" ", -1);
        if (parts.length != 2 || !parts[1].startsWith("/") || !parts[0].matches("[A-Z]+")) {
            throw new IllegalArgumentException(
                    "Not a route key: " + text + "; write METHOD /path, ANY /path or $default");
        }
        List<String> segments = split(parts[1]);
        for (int i = 0; i < segments.size() - 1; i++) {
            if (segments.get(i).endsWith("+}")) {
                throw new IllegalArgumentException("A greedy variable must be the last segment: " + text);
            }
        }
        return new RouteKey(text, parts[0], segments);
    }

    private static List<String> split(String path) {
        return Arrays.stream(path.substring(1).split("/", -1)).toList();
    }

    private boolean isDefault() {
        return text.equals(DEFAULT);
    }

    private boolean isGreedy() {
        return !segments.isEmpty() && segments.getLast().endsWith("+}");
    }

    /** Sorts literal segments before variables, from the left. */
    private String shape() {
        return segments.stream()
                .map(segment -> !isVariable(segment) ? "0" : segment.endsWith("+}") ? "2" : "1")
                .reduce("", String::concat);
    }

    private static boolean isVariable(String segment) {
        return segment.startsWith("{") && segment.endsWith("}");
    }

    /**
     * @param rawPath percent-encoded
     * @return the path parameters, decoded; empty when the route does not match
     */
    public Optional<Map<String, String>> match(String requestMethod, String rawPath) {
        if (isDefault()) {
            return Optional.of(Map.of());
        }
        if (!method.equals("ANY") && !method.equals(requestMethod)) {
            return Optional.empty();
        }
        List<String> path = split(rawPath);
        if (isGreedy() ? path.size() < segments.size() : path.size() != segments.size()) {
            return Optional.empty();
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 0; i < segments.size(); i++) {
            String segment = segments.get(i);
            if (!isVariable(segment)) {
                if (!segment.equals(decode(path.get(i)))) {
                    return Optional.empty();
                }
            } else {
                boolean greedy = segment.endsWith("+}");
                String value = greedy ? String.join("/", path.subList(i, path.size())) : path.get(i);
                if (value.isEmpty()) {
                    return Optional.empty();
                }
                parameters.put(segment.substring(1, segment.length() - (greedy ? 2 : 1)), decode(value));
            }
        }
        return Optional.of(parameters);
    }

    static String decode(String encoded) {
        try {
            return URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return encoded;
        }
    }
}
