package dev.homing.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homing.cli.dev.DevOptions;
import dev.homing.cli.dev.DevStack;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class RebuildCountersCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static DevStack stack;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void start() {
        stack = DevStack.start(new DevOptions(0, 0, false, null, Path.of(".."), Clock.systemUTC()), _ -> {});
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    private int run(String... arguments) {
        return new CommandLine(new RebuildCountersCommand(() -> advance("PT1M")))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private static void advance(String time) {
        call("POST", "/dev/clock", "{\"advance\":\"" + time + "\"}", null);
    }

    private static JsonNode call(String method, String path, String body, @Nullable String bearer) {
        HttpRequest.Builder request = HttpRequest.newBuilder(stack.url().resolve(path))
                .header("content-type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (bearer != null) {
            request.header("authorization", "Bearer " + bearer);
        }
        try {
            return JSON.readTree(HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString())
                    .body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode report() {
        String token = call("POST", "/dev/token", "{\"role\":\"admin\"}", null)
                .path("token")
                .asText();
        return call("GET", "/api/reports/recovery", "", token);
    }

    /** Every counter, on the machine that stands in for AWS. */
    private static void eraseCounters() {
        try (SdkHttpClient sdk = UrlConnectionHttpClient.create();
                DynamoDbClient tables = DynamoDbClient.builder()
                        .httpClient(sdk)
                        .endpointOverride(URI.create(stack.awsEndpoint().toString()))
                        .region(Region.US_EAST_1)
                        .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
                        .build()) {
            tables.scanPaginator(request -> request.tableName("analytics"))
                    .items()
                    .forEach(item -> {
                        Map<String, AttributeValue> key = new HashMap<>(item);
                        key.keySet().retainAll(Set.of("pk", "sk"));
                        if (!AttributeValue.fromS("PLAN").equals(item.get("pk"))) {
                            tables.deleteItem(
                                    request -> request.tableName("analytics").key(key));
                        }
                    });
        }
    }

    @Test
    void bringsBackTheCounters_thatWereLost() throws IOException {
        call("POST", "/v1/track", """
                {"writeKey": "dev", "userId": "u1", "event": "Payment Failed", "properties": {"order_id": "o1"},
                 "context": {"traits": {"email": "ada@shop.example"}}}""", null);
        advance("PT1H");
        JsonNode before = report();
        assertThat(before.at("/current/triggered").asInt()).isPositive();
        eraseCounters();
        assertThat(report().at("/current/triggered").asInt()).isZero();

        assertThat(run("--url", stack.url().toString(), "--json"))
                .as(err.toString())
                .isZero();

        assertThat(report()).isEqualTo(before);
        assertThat(JSON.readTree(out.toString()).path("takenIn").asInt()).isPositive();
        out.getBuffer().setLength(0);
        assertThat(run("--url", stack.url().toString())).isZero();
        assertThat(out.toString()).startsWith("The counters were made again from ");
        assertThat(report()).isEqualTo(before);
    }

    @Test
    void saysWhatToGive_whereATokenIsWanted() {
        int exit = HomingCli.commandLine()
                .setErr(new PrintWriter(err, true))
                .execute("counters", "rebuild", "--url", stack.url().toString(), "--token", "wrong");
        assertThat(exit).isEqualTo(1);
        assertThat(err.toString()).contains("--token", "admin");
    }
}
