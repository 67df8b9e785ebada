package dev.homing.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Whoever sends the events: over HTTP, from some connections at once. */
final class Shop implements AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();

    private static final String KEY =
            "Basic " + Base64.getEncoder().encodeToString("dev:".getBytes(StandardCharsets.UTF_8));

    private final URI url;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    Shop(URI url) {
        this.url = url;
    }

    ObjectNode message(String type, String customer) {
        return JSON.createObjectNode()
                .put("type", type)
                .put("messageId", UUID.randomUUID().toString())
                .put("userId", customer);
    }

    ObjectNode track(String event, String customer) {
        ObjectNode message = message("track", customer).put("event", event);
        message.putObject("properties");
        return message;
    }

    ObjectNode identify(String customer, String phone) {
        ObjectNode message = message("identify", customer);
        message.putObject("traits")
                .put("email", customer + "@example.com")
                .put("phone", phone)
                .putObject("consent")
                .put("whatsapp", true);
        return message;
    }

    /** Sends events one a request, or so many a request, over some connections; returns when all were accepted. */
    void send(int events, int batch, int connections, IntFunction<ObjectNode> event) throws IOException {
        try (ExecutorService senders = Executors.newFixedThreadPool(connections)) {
            List<Future<?>> sent = new ArrayList<>();
            for (int from = 0; from < events; from += batch) {
                int begin = from;
                int end = Math.min(events, from + batch);
                sent.add(senders.submit(() -> {
                    sendOnce(begin, end, batch == 1, event);
                    return null;
                }));
            }
            for (Future<?> one : sent) {
                one.get();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("Stopped while sending", stopped);
        } catch (ExecutionException failed) {
            throw new IOException("An event was not accepted", failed.getCause());
        }
    }

    private void sendOnce(int begin, int end, boolean alone, IntFunction<ObjectNode> event)
            throws IOException, InterruptedException {
        JsonNode body;
        String path;
        if (alone) {
            ObjectNode one = event.apply(begin);
            path = "/v1/" + one.path("type").asText();
            body = one;
        } else {
            ObjectNode batch = JSON.createObjectNode();
            ArrayNode all = batch.putArray("batch");
            for (int i = begin; i < end; i++) {
                all.add(event.apply(i));
            }
            path = "/v1/batch";
            body = batch;
        }
        while (true) {
            HttpResponse<String> answer = call("POST", path, body.toString());
            if (answer.statusCode() == 200) {
                return;
            }
            if (answer.statusCode() != 429) {
                throw new IOException(path + ": " + answer.statusCode() + " " + answer.body());
            }
            Thread.sleep(Duration.ofSeconds(
                    Long.parseLong(answer.headers().firstValue("Retry-After").orElse("1"))));
        }
    }

    /** Returns when nothing is left to do after the clock was put forward. */
    void advance(Duration by) throws IOException {
        get("POST", "/dev/clock", "{\"advance\":\"" + by + "\"}");
    }

    Instant now() throws IOException {
        return Instant.parse(get("GET", "/dev/clock", "").path("now").asText());
    }

    /** What left for customers whose address begins so. */
    List<JsonNode> inbox(String prefix) throws IOException {
        List<JsonNode> found = new ArrayList<>();
        get("GET", "/dev/inbox", "").forEach(message -> {
            if (message.path("to").asText().startsWith(prefix)) {
                found.add(message);
            }
        });
        return found;
    }

    private JsonNode get(String method, String path, String body) throws IOException {
        try {
            HttpResponse<String> answer = call(method, path, body);
            if (answer.statusCode() != 200) {
                throw new IOException(path + ": " + answer.statusCode() + " " + answer.body());
            }
            return JSON.readTree(answer.body());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("Stopped while waiting for " + path, stopped);
        }
    }

    private HttpResponse<String> call(String method, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(url.resolve(path))
                .header("Content-Type", "application/json")
                .header("Authorization", KEY)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        http.close();
    }
}
