package dev.homing.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/** Calls of the admin's API; on {@code homing dev} without a token of one's own. */
final class AdminCalls implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI url;
    private final String bearer;

    /** @param token null or empty: the one that {@code homing dev} gives */
    AdminCalls(URI url, @Nullable String token) throws IOException, InterruptedException {
        this.url = url;
        this.bearer = token == null || token.isEmpty()
                ? read(call("POST", "/dev/token", "{\"role\":\"admin\"}", "application/json", null))
                        .path("token")
                        .asText()
                : token;
    }

    JsonNode post(String path, String body) throws IOException, InterruptedException {
        return post(path, body, "application/json");
    }

    JsonNode post(String path, String body, String type) throws IOException, InterruptedException {
        return read(call("POST", path, body, type, bearer));
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return read(text(path));
    }

    /** An answer as it came. */
    String text(String path) throws IOException, InterruptedException {
        return call("GET", path, "", "application/json", bearer);
    }

    JsonNode delete(String path) throws IOException, InterruptedException {
        return read(call("DELETE", path, "", "application/json", bearer));
    }

    private static JsonNode read(String text) throws IOException {
        return JSON.readTree(text);
    }

    private String call(String method, String path, String body, String type, @Nullable String token)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(url.resolve(path))
                .header("content-type", type)
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (token != null) {
            request.header("authorization", "Bearer " + token);
        }
        HttpResponse<String> response;
        try {
            response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (ConnectException nobody) {
            throw new HomingCli.Failed("nobody answers at " + url + "; give --url");
        }
        if (response.statusCode() == 401
                || response.statusCode() == 403
                || (path.startsWith("/dev/") && response.statusCode() == 404)) {
            throw new HomingCli.Failed(
                    url + " wants a token of somebody with the role admin; give --token or HOMING_TOKEN");
        }
        if (response.statusCode() / 100 != 2) {
            throw new HomingCli.Failed(
                    method + " " + path + " answered " + response.statusCode() + ": " + response.body());
        }
        return response.body();
    }

    @Override
    public void close() {
        http.close();
    }
}
