package dev.homing.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;

class PushingBackTest {
    @Test
    void whereTooMuchWaits_aBoundedRouteTakesNothingIn_untilItIsDone() throws Exception {
        try (Emulator emulator = Emulator.start(EmulatorOptions.defaults());
                SqsClient sqs = Sdk.client(SqsClient.builder(), emulator.endpoint());
                HttpClient http = HttpClient.newHttpClient()) {
            emulator.function("work", event -> new byte[0]);
            emulator.function("take", event -> "{\"ok\":true}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            String url = sqs.createQueue(r -> r.queueName("jobs")).queueUrl();
            emulator.mapQueue("jobs", "work", new QueueMapping(10));
            HttpApi api = emulator.httpApi(
                    HttpApiOptions.onPort(0).boundedRoute("POST /in", "take", 3).route("POST /other", "take"));
            emulator.settle();

            emulator.atOnce(() -> {
                for (int i = 0; i < 4; i++) {
                    sqs.sendMessage(r -> r.queueUrl(url).messageBody("job"));
                }
                HttpResponse<String> refused = post(http, api, "/in");
                assertThat(refused.statusCode()).isEqualTo(429);
                assertThat(refused.headers().firstValue("Retry-After")).contains("1");
                assertThat(refused.body()).contains("send it again");
                assertThat(post(http, api, "/other").statusCode()).isEqualTo(200);
            });
            emulator.settle();
            Thread.sleep(Duration.ofMillis(150));
            assertThat(post(http, api, "/in").statusCode()).isEqualTo(200);
        }
    }

    private static HttpResponse<String> post(HttpClient http, HttpApi api, String path) {
        try {
            return http.send(
                    HttpRequest.newBuilder(api.uri().resolve(path))
                            .POST(HttpRequest.BodyPublishers.noBody())
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
