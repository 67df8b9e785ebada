package dev.homing.emulator.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.emulator.wire.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** JSON web tokens signed with HS256: stand-ins for those of a user pool. */
public final class Jwt {
    private Jwt() {}

    /** @param claims besides {@code iss}, {@code aud}, {@code iat} and {@code exp}; values are texts or lists of texts */
    public static String sign(
            String key, String issuer, String audience, Map<String, ?> claims, Duration validFor, Instant now) {
        ObjectNode payload = Json.object()
                .put("iss", issuer)
                .put("aud", audience)
                .put("iat", now.getEpochSecond())
                .put("exp", now.plus(validFor).getEpochSecond());
        claims.forEach((name, value) -> {
            if (value instanceof List<?> list) {
                payload.set(name, Json.array(list.stream().map(String::valueOf).toList()));
            } else {
                payload.put(name, String.valueOf(value));
            }
        });
        String signed = encode("{\"alg\":\"HS256\",\"typ\":\"JWT\"}") + "." + encode(Json.write(payload));
        return signed + "." + signature(key, signed);
    }

    /** The claims of a token that is ours and in time; empty for any other. */
    public static Optional<JsonNode> verify(
            String key, String issuer, String audience, @Nullable String authorization, Instant now) {
        if (authorization == null || !authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return Optional.empty();
        }
        String token = authorization.substring(7).trim();
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        String expected = signature(key, parts[0] + "." + parts[1]);
        if (!MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.US_ASCII), parts[2].getBytes(StandardCharsets.US_ASCII))) {
            return Optional.empty();
        }
        JsonNode claims = decode(parts[1]);
        if (claims == null) {
            return Optional.empty();
        }
        boolean valid = issuer.equals(Json.text(claims, "iss"))
                && audience.equals(Json.text(claims, "aud"))
                && claims.path("exp").asLong() > now.getEpochSecond();
        return valid ? Optional.of(claims) : Optional.empty();
    }

    /** {@code jwt} of an event's authorizer: claims as texts, lists in brackets, and the scopes; as API Gateway hands them over. */
    public static ObjectNode authorizer(JsonNode claims) {
        ObjectNode jwt = Json.object();
        ObjectNode texts = jwt.putObject("claims");
        claims.properties().forEach(claim -> texts.put(claim.getKey(), text(claim.getValue())));
        String scope = Json.text(claims, "scope");
        if (scope == null) {
            jwt.putNull("scopes");
        } else {
            jwt.set("scopes", Json.array(List.of(scope.split(" "))));
        }
        return jwt;
    }

    private static String text(JsonNode value) {
        if (!value.isArray()) {
            return value.asText();
        }
        List<String> texts = new ArrayList<>();
        value.forEach(element -> texts.add(element.asText()));
        return "[" + String.join(" ", texts) + "]";
    }

    private static @Nullable JsonNode decode(String part) {
        try {
            return Json.parseOrNull(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static String encode(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String signature(String key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HmacSHA256", e);
        }
    }
}
