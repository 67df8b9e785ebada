package dev.homing.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cognitoidentityprovider.model.MessageActionType;

/** The deployed HTTP API, called as the page and the shop call it. */
final class AdminApi {
    private static final String PASSWORD = "Correct-horse-1-battery";
    private static final String VERIFIER = "a-verifier-of-at-least-forty-three-characters";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Deployment deployment;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    AdminApi(Deployment deployment) {
        this.deployment = deployment;
    }

    /**
     * Invites a person into the pool, and signs in by the page's own way: the hosted sign-in, and the code it hands out for a token.
     *
     * @return the access token
     */
    String signIn(String email, String group) throws Exception {
        String pool = deployment.output("Data", "UserPoolId");
        var cognito = deployment.sdk().cognito();
        cognito.adminCreateUser(
                request -> request.userPoolId(pool).username(email).messageAction(MessageActionType.SUPPRESS));
        cognito.adminSetUserPassword(request ->
                request.userPoolId(pool).username(email).password(PASSWORD).permanent(true));
        cognito.adminAddUserToGroup(
                request -> request.userPoolId(pool).username(email).groupName(group));

        JsonNode settings = get("/api/settings/public", null).json().get("auth");
        Map<String, String> client = new LinkedHashMap<>();
        client.put("client_id", settings.get("clientId").asText());
        client.put("redirect_uri", deployment.output("App", "PageUrl"));
        Map<String, String> form = new LinkedHashMap<>(client);
        form.put("response_type", "code");
        form.put("scope", "openid email");
        form.put("code_challenge", challenge());
        form.put("code_challenge_method", "S256");
        form.put("username", email);
        form.put("password", PASSWORD);
        Answer signedIn = send(form(deployment.endpoint().resolve("/login"), form));
        assertThat(signedIn.status()).as(signedIn.body()).isEqualTo(302);
        String back = signedIn.header("location");

        Map<String, String> exchange = new LinkedHashMap<>(client);
        exchange.put("grant_type", "authorization_code");
        exchange.put("code", back.replaceFirst(".*[?&]code=([^&]+).*", "$1"));
        exchange.put("code_verifier", VERIFIER);
        return send(form(deployment.endpoint().resolve("/oauth2/token"), exchange))
                .json()
                .get("access_token")
                .asText();
    }

    private static String challenge() throws NoSuchAlgorithmException {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    }

    private static HttpRequest.Builder form(URI uri, Map<String, String> fields) {
        String body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    /** @param token null: none is sent */
    Answer get(String path, @Nullable String token) throws Exception {
        return call("GET", path, token, "");
    }

    /** Puts over what an answer showed: its tag goes back as {@code If-Match}. */
    Answer put(String path, String token, String body, Answer seen) throws Exception {
        return send(request(path)
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token)
                .header("If-Match", String.valueOf(seen.header("etag")))
                .PUT(HttpRequest.BodyPublishers.ofString(body)));
    }

    Answer call(String method, String path, @Nullable String token, String body) throws Exception {
        HttpRequest.Builder request = request(path)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return send(request);
    }

    /** @param path from the API's root */
    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(deployment.api() + path));
    }

    Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                http.send(request.timeout(Duration.ofSeconds(30)).build(), HttpResponse.BodyHandlers.ofString());
        return new Answer(
                answer.statusCode(),
                answer.body(),
                answer.headers().map().entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, header -> header.getValue().getFirst())));
    }

    /** @param headers by their names in small letters */
    record Answer(int status, String body, Map<String, String> headers) {
        JsonNode json() throws IOException {
            assertThat(status).as(body).isBetween(200, 299);
            return JSON.readTree(body);
        }

        String header(String name) {
            String value = headers.get(name);
            assertThat(value).as(name).isNotNull();
            return String.valueOf(value);
        }
    }
}
