package dev.homing.adapter.push;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The key pair by which push services know the shop again. Browsers' subscriptions are made for its public half: with another one, none of them
 * can be reached any more.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8292">RFC 8292, Voluntary Application Server Identification</a>
 */
public final class VapidKey {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    /** At most a day, as the standard wants; clocks differ. */
    private static final Duration VALID = Duration.ofHours(12);

    private final PrivateKey privateKey;
    private final String publicKey;

    private VapidKey(PrivateKey privateKey, String publicKey) {
        this.privateKey = privateKey;
        this.publicKey = publicKey;
    }

    /** A new one. */
    public static VapidKey generate() {
        KeyPair pair = Curve.newPair();
        return new VapidKey(pair.getPrivate(), BASE64.encodeToString(Curve.bytes((ECPublicKey) pair.getPublic())));
    }

    /** The secret that keeps it. */
    public String write() {
        return JSON.createObjectNode()
                .put("publicKey", publicKey)
                .put("privateKey", BASE64.encodeToString(privateKey.getEncoded()))
                .toString();
    }

    /** @return null where the text is none that {@link #write} made */
    public static @Nullable VapidKey read(String secret) {
        try {
            JsonNode json = JSON.readTree(secret);
            String publicKey = json.path("publicKey").asText("");
            byte[] encoded =
                    Base64.getUrlDecoder().decode(json.path("privateKey").asText(""));
            if (publicKey.isEmpty() || encoded.length == 0) {
                return null;
            }
            return new VapidKey(
                    KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(encoded)), publicKey);
        } catch (JsonProcessingException | IllegalArgumentException | GeneralSecurityException notOurs) {
            return null;
        }
    }

    /** For browsers that subscribe: an uncompressed point, base64url. */
    public String publicKey() {
        return publicKey;
    }

    /**
     * The header {@code Authorization} for a push service.
     *
     * @param subject where the shop can be asked: {@code mailto:} or {@code https:}
     */
    String authorization(URI endpoint, String subject, Instant now) {
        String claims = JSON.createObjectNode()
                .put("aud", endpoint.getScheme() + "://" + endpoint.getAuthority())
                .put("exp", now.plus(VALID).getEpochSecond())
                .put("sub", subject)
                .toString();
        String signed = encoded("{\"typ\":\"JWT\",\"alg\":\"ES256\"}") + "." + encoded(claims);
        try {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(privateKey);
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return "vapid t=" + signed + "." + BASE64.encodeToString(signature.sign()) + ", k=" + publicKey;
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private static String encoded(String text) {
        return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
