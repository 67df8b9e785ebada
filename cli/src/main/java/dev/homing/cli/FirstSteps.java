package dev.homing.cli;

import dev.homing.cli.dev.DevOptions;
import dev.homing.cli.dev.DevStack;
import dev.homing.domain.consent.Policy;
import dev.homing.emulator.EmulatorOptions;
import dev.homing.emulator.StreamMapping;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;

/**
 * What {@code homing dev} does first, once, and then no more: {@code cli/start-cache.sh} runs it to see which classes a start needs. Nothing else
 * calls it.
 */
final class FirstSteps {
    private FirstSteps() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        HomingCli.commandLine().parseArgs("dev", "--port", "0", "--aws-port", "0");
        EmulatorOptions emulator = EmulatorOptions.defaults().withSideBySide();
        DevOptions options = new DevOptions(
                0, false, null, Path.of(arguments[0]), emulator, StreamMapping.Shards.AS_ON_AWS, Policy.IMPLIED);
        try (DevStack stack = DevStack.start(options, _ -> {});
                HttpClient http = HttpClient.newHttpClient()) {
            for (String event : new String[] {
                "{\"type\":\"identify\",\"userId\":\"u\",\"traits\":{\"email\":\"u@example.com\"}}",
                "{\"type\":\"track\",\"userId\":\"u\",\"event\":\"Payment Failed\",\"properties\":{\"order_id\":\"1\"}}"
            }) {
                post(http, stack.url().resolve("/v1/batch"), "{\"batch\":[" + event + "]}");
            }
            stack.emulator().settle();
        }
        System.exit(0);
    }

    private static void post(HttpClient http, URI to, String body) throws IOException, InterruptedException {
        String key = Base64.getEncoder().encodeToString("dev:".getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(to)
                .header("Content-Type", "application/json")
                .header("Authorization", "Basic " + key)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(to + ": " + answer.statusCode() + " " + answer.body());
        }
    }
}
