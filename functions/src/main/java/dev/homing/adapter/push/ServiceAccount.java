package dev.homing.adapter.push;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homing.adapter.http.HttpPost;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;

/**
 * A Firebase project's account, as its console gives it out.
 *
 * @see <a href="https://developers.google.com/identity/protocols/oauth2/service-account">Google, OAuth 2.0 for server to server applications</a>
 */
record ServiceAccount(String projectId, String email, String privateKey, URI tokenUrl) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SCOPE = "https://www.googleapis.com/auth/firebase.messaging";
    private static final Duration VALID = Duration.ofHours(1);

    /** Without the key. */
    @Override
    public String toString() {
        return "ServiceAccount[" + projectId + "]";
    }

    /**
     * @param until before which it is good
     */
    record AccessToken(String text, Instant until) {
        @Override
        public String toString() {
            return "AccessToken[...]";
        }
    }

    /**
     * @throws IllegalArgumentException where the text is no account
     */
    static ServiceAccount read(String secret) {
        try {
            JsonNode json = JSON.readTree(secret);
            ServiceAccount account = new ServiceAccount(
                    json.path("project_id").asText(""),
                    json.path("client_email").asText(""),
                    json.path("private_key").asText(""),
                    URI.create(json.path("token_uri").asText("https://oauth2.googleapis.com/token")));
            if (account.projectId.isEmpty() || account.email.isEmpty() || account.privateKey.isEmpty()) {
                throw new IllegalArgumentException(
                        "The secret with the Firebase account lacks project_id, client_email or private_key: put the file in that the Firebase console gives out");
            }
            return account;
        } catch (JsonProcessingException notJson) {
            throw new IllegalArgumentException(
                    "The secret with the Firebase account is no JSON: put the file in that the Firebase console gives out");
        }
    }

    /**
     * @throws IllegalStateException where Google gives none
     */
    AccessToken ask(HttpPost http, Instant now) {
        String form = "grant_type=" + encoded("urn:ietf:params:oauth:grant-type:jwt-bearer") + "&assertion="
                + encoded(assertion(now));
        HttpPost.Outcome outcome = http.send(
                tokenUrl,
                Map.of("Content-Type", "application/x-www-form-urlencoded", "Accept", "application/json"),
                form.getBytes(StandardCharsets.US_ASCII));
        return switch (outcome) {
            case HttpPost.Outcome.NotReached(String why) ->
                throw new IllegalStateException("Google's token address was not reached: " + why);
            case HttpPost.Outcome.Answered answered -> token(answered, now);
        };
    }

    private static AccessToken token(HttpPost.Outcome.Answered answered, Instant now) {
        try {
            JsonNode json = JSON.readTree(answered.body());
            String token = json.path("access_token").asText("");
            if (answered.status() == 200 && !token.isEmpty()) {
                return new AccessToken(
                        token, now.plusSeconds(json.path("expires_in").asLong(0)));
            }
            throw new IllegalStateException("Google gives no token for the Firebase account: HTTP " + answered.status()
                    + " "
                    + json.path("error_description").asText(json.path("error").asText("")));
        } catch (IOException notJson) {
            throw new IllegalStateException("Google gives no token: HTTP " + answered.status(), notJson);
        }
    }

    private String assertion(Instant now) {
        String claims = JSON.createObjectNode()
                .put("iss", email)
                .put("scope", SCOPE)
                .put("aud", tokenUrl.toString())
                .put("iat", now.getEpochSecond())
                .put("exp", now.plus(VALID).getEpochSecond())
                .toString();
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        String signed = base64.encodeToString("{\"alg\":\"RS256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.US_ASCII))
                + "." + base64.encodeToString(claims.getBytes(StandardCharsets.UTF_8));
        try {
            byte[] encoded = Base64.getMimeDecoder().decode(privateKey.replaceAll("-----[A-Z ]+-----", ""));
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded)));
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + base64.encodeToString(signature.sign());
        } catch (GeneralSecurityException | IllegalArgumentException notAKey) {
            throw new IllegalStateException("private_key of the Firebase account is no RSA key", notAKey);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
