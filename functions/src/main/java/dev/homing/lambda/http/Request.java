package dev.homing.lambda.http;

import dev.homing.adapter.json.Json;
import dev.homing.adapter.json.MalformedJson;
import dev.homing.domain.Facts;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request as API Gateway's HTTP API hands it over, payload format 2.0.
 *
 * @param path decoded
 * @param query parameters, decoded; blank where they have no value
 * @param headers names in lower case
 * @param user who signed in, as the page shows him to others: email address, name or id; empty where nobody did
 * @param groups of the signed-in user, by the authoriser's word; empty where the route has none
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html">Payload format</a>
 */
public record Request(
        String method,
        String path,
        Map<String, String> query,
        Map<String, String> headers,
        byte[] body,
        List<String> groups,
        String user,
        String sourceIp) {

    public static Request read(byte[] event) {
        Facts json = Json.object(new String(event, StandardCharsets.UTF_8));
        Facts context = json.map("requestContext");
        Facts claims = context.map("authorizer").map("jwt").map("claims");
        Map<String, String> headers = new LinkedHashMap<>();
        json.map("headers")
                .values()
                .forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), String.valueOf(value)));
        Object raw = json.get("body");
        byte[] body = raw == null ? new byte[0] : raw.toString().getBytes(StandardCharsets.UTF_8);
        if (Boolean.TRUE.equals(json.get("isBase64Encoded"))) {
            body = Base64.getDecoder().decode(body);
        }
        return new Request(
                String.valueOf(context.map("http").text("method")),
                decoded(String.valueOf(json.text("rawPath")).replace("+", "%2B")),
                query(json.text("rawQueryString")),
                headers,
                body,
                groups(claims.get("cognito:groups")),
                user(claims),
                String.valueOf(context.map("http").text("sourceIp")));
    }

    public @Nullable String header(String lowerCaseName) {
        return headers.get(lowerCaseName);
    }

    /** Whether it may be answered in a coding, such as {@code br}. */
    public boolean accepts(String coding) {
        return Packing.accepts(header("accept-encoding"), coding);
    }

    /** The path's parts, without empty ones. */
    public List<String> parts() {
        List<String> parts = new ArrayList<>();
        for (String part : path.split("/", -1)) {
            if (!part.isEmpty()) {
                parts.add(part);
            }
        }
        return parts;
    }

    /** More fields than any form of ours has are one. */
    private static final int MOST_FIELDS = 100;

    /** The fields of a form that was posted, each with its values in their order; none where it is no form. */
    public Map<String, List<String>> form() {
        Map<String, List<String>> form = new LinkedHashMap<>();
        for (String field : text().split("&", MOST_FIELDS)) {
            int is = field.indexOf('=');
            if (is > 0) {
                form.computeIfAbsent(decoded(field.substring(0, is)), _ -> new ArrayList<>())
                        .add(decoded(field.substring(is + 1)));
            }
        }
        return form;
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /**
     * @throws MalformedJson where the body is no JSON object
     */
    public Facts json() {
        return Json.object(text());
    }

    private static Map<String, String> query(@Nullable String raw) {
        Map<String, String> query = new LinkedHashMap<>();
        for (String pair : raw == null ? new String[0] : raw.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
            if (!name.isEmpty()) {
                query.put(name, value);
            }
        }
        return query;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return text;
        }
    }

    private static String user(Facts claims) {
        String user = claims.firstText("email", "cognito:username", "username", "sub");
        return user == null ? "" : user;
    }

    /** Cognito's groups come as a list, or as the text {@code [viewer editor]} that the authoriser makes of it. */
    private static List<String> groups(@Nullable Object claim) {
        if (claim instanceof List<?> list) {
            return list.stream().map(String::valueOf).toList();
        }
        String text = claim == null
                ? ""
                : claim.toString().replaceAll("[\\[\\],\"]", " ").strip();
        return text.isEmpty() ? List.of() : List.of(text.split("\\s+"));
    }
}
