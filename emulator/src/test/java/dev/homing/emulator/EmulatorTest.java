package dev.homing.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

class EmulatorTest {
    @Test
    void takenPort_isNamed() {
        try (Emulator first = Emulator.start(EmulatorOptions.defaults())) {
            int port = first.endpoint().getPort();
            assertThatThrownBy(() -> Emulator.start(EmulatorOptions.defaults().withAwsPort(port)))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("Port " + port)
                    .hasCauseInstanceOf(BindException.class);
        }
    }

    @Test
    void closesWithinTwoSeconds_andLeavesNoThreadThatKeepsTheJvmAlive() {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        Emulator emulator = Emulator.start(EmulatorOptions.defaults());
        try (SqsClient sqs = Sdk.client(SqsClient.builder(), emulator.endpoint());
                DynamoDbClient dynamo = Sdk.client(DynamoDbClient.builder(), emulator.endpoint())) {
            sqs.createQueue(r -> r.queueName("q"));
            assertThat(dynamo.listTables().tableNames()).isEmpty();
        }
        Instant start = Instant.now();
        emulator.close();
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(2));
        Set<Thread> left = new HashSet<>(Thread.getAllStackTraces().keySet());
        left.removeAll(before);
        left.removeIf(thread -> thread.isDaemon() || joined(thread));
        assertThat(left).isEmpty();
    }

    /** Whether the thread has ended within a moment: DynamoDB Local's threads look once a second whether they shall. */
    private static boolean joined(Thread thread) {
        try {
            return thread.join(Duration.ofMillis(1500));
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    @Test
    void aDayWithAHandfulOfDueThings_passesInAMoment() {
        try (Emulator emulator = Emulator.start(EmulatorOptions.defaults());
                SqsClient sqs = Sdk.client(SqsClient.builder(), emulator.endpoint())) {
            List<Instant> seen = Collections.synchronizedList(new ArrayList<>());
            String url = sqs.createQueue(r -> r.queueName("q")).queueUrl();
            emulator.function("f", event -> {
                seen.add(emulator.clock().now());
                throw new IllegalStateException("expected by this test");
            });
            emulator.mapQueue("q", "f", new QueueMapping(10));
            emulator.settle();
            Instant start = emulator.clock().now();
            sqs.sendMessage(r -> r.queueUrl(url).messageBody("x").delaySeconds(600));
            Instant wall = Instant.now();
            emulator.advance(Duration.ofSeconds(710)); // visible at 600, 630, 660, 690 s
            assertThat(seen).hasSize(4);
            assertThat(Duration.between(start, seen.getFirst()))
                    .isBetween(Duration.ofSeconds(600), Duration.ofSeconds(605));
            assertThat(Duration.between(seen.get(0), seen.get(1)))
                    .isBetween(Duration.ofSeconds(29), Duration.ofSeconds(35));
            emulator.function("f", event -> new byte[0]);
            emulator.advance(Duration.ofDays(1));
            assertThat(Duration.between(wall, Instant.now())).isLessThan(Duration.ofSeconds(5));
            assertThat(Duration.between(start, emulator.clock().now())).isGreaterThan(Duration.ofDays(1));
        }
    }

    @Test
    void clockMayStartAnywhere_evenInThePast() {
        Clock past = Clock.fixed(Instant.parse("2026-03-02T10:00:00Z"), ZoneOffset.UTC);
        try (Emulator emulator = Emulator.start(EmulatorOptions.defaults().withWallClock(past));
                SqsClient sqs = Sdk.client(SqsClient.builder(), emulator.endpoint())) {
            List<String> seen = Collections.synchronizedList(new ArrayList<>());
            emulator.function("f", event -> {
                seen.add(new String(event, java.nio.charset.StandardCharsets.UTF_8));
                return new byte[0];
            });
            String url = sqs.createQueue(r -> r.queueName("q")).queueUrl();
            emulator.mapQueue("q", "f", new QueueMapping(10));
            sqs.sendMessage(r -> r.queueUrl(url).messageBody("now"));
            sqs.sendMessage(r -> r.queueUrl(url).messageBody("later").delaySeconds(60));
            emulator.settle();
            assertThat(seen).singleElement().asString().contains("\"now\"");
            emulator.advance(Duration.ofSeconds(60));
            assertThat(seen).hasSize(2);
            assertThat(emulator.clock().now()).isEqualTo(Instant.parse("2026-03-02T10:01:00Z"));
        }
    }

    @Test
    void unknownCallIsRefused_notDropped() throws Exception {
        try (Emulator emulator = Emulator.start(EmulatorOptions.defaults());
                HttpClient http = HttpClient.newHttpClient()) {
            URI uri = emulator.endpoint().resolve("/what");
            HttpResponse<String> response =
                    http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).isEqualTo(404);
            assertThat(response.body()).contains("UnknownOperationException", "/what");
        }
    }
}
