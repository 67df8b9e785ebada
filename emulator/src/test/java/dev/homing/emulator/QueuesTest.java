package dev.homing.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchRequestTooLongException;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SqsException;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QueuesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Emulator emulator = Emulator.start(EmulatorOptions.defaults());
    private final SqsClient sqs = Sdk.client(SqsClient.builder(), emulator.endpoint());
    private final AtomicInteger names = new AtomicInteger();

    @BeforeAll
    void theEndpointIsOurs() {
        assertThat(emulator.endpoint().getHost()).isEqualTo("localhost");
    }

    @AfterAll
    void close() {
        sqs.close();
        emulator.close();
    }

    private String queue(Map<QueueAttributeName, String> attributes) {
        String name =
                "q" + names.incrementAndGet() + (attributes.containsKey(QueueAttributeName.FIFO_QUEUE) ? ".fifo" : "");
        return sqs.createQueue(r -> r.queueName(name).attributes(attributes)).queueUrl();
    }

    private static String name(String url) {
        return url.substring(url.lastIndexOf('/') + 1);
    }

    private String arn(String url) {
        return sqs.getQueueAttributes(r -> r.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .getOrDefault(QueueAttributeName.QUEUE_ARN, "none");
    }

    private List<JsonNode> recording(String url, int batchSize, LambdaFunction answer) {
        List<JsonNode> events = Collections.synchronizedList(new ArrayList<>());
        String function = "fn-" + name(url);
        emulator.function(function, event -> {
            events.add(JSON.readTree(event));
            return answer.invoke(event);
        });
        emulator.mapQueue(name(url), function, new QueueMapping(batchSize));
        return events;
    }

    private static List<String> bodies(List<JsonNode> events) {
        return events.stream()
                .flatMap(event -> event.path("Records").valueStream())
                .map(one -> one.path("body").asText())
                .toList();
    }

    @Test
    void queueUrlAndArn_areOurEndpointAndRegion() {
        String url = queue(Map.of());
        assertThat(url).isEqualTo(emulator.endpoint() + "/000000000000/" + name(url));
        assertThat(arn(url)).isEqualTo("arn:aws:sqs:us-east-1:000000000000:" + name(url));
    }

    @Test
    void whatIsSentInTheSameMoment_comesInTheOrderOfSending() {
        String url = queue(Map.of());
        List<JsonNode> events = recording(url, 10, event -> new byte[0]);
        List<String> sent = IntStream.range(0, 200).mapToObj(i -> "m" + i).toList();
        emulator.atOnce(
                () -> sent.forEach(body -> sqs.sendMessage(r -> r.queueUrl(url).messageBody(body))));
        emulator.settle();
        assertThat(bodies(events)).isEqualTo(sent);
    }

    @Test
    void functionGetsTheEventAsAwsShapesIt() {
        String url = queue(Map.of());
        List<JsonNode> events = recording(url, 10, event -> new byte[0]);
        String id = sqs.sendMessage(r -> r.queueUrl(url)
                        .messageBody("häh {\"a\":1}")
                        .messageAttributes(Map.of(
                                "kind",
                                MessageAttributeValue.builder()
                                        .dataType("String")
                                        .stringValue("x")
                                        .build())))
                .messageId();
        emulator.settle();
        assertThat(events).hasSize(1);
        JsonNode one = events.getFirst().path("Records").get(0);
        assertThat(one.path("messageId").asText()).isEqualTo(id);
        assertThat(one.path("body").asText()).isEqualTo("häh {\"a\":1}");
        assertThat(one.path("receiptHandle").asText()).isNotEmpty();
        assertThat(one.path("md5OfBody").asText()).hasSize(32);
        assertThat(one.path("eventSource").asText()).isEqualTo("aws:sqs");
        assertThat(one.path("eventSourceARN").asText()).isEqualTo("arn:aws:sqs:us-east-1:000000000000:" + name(url));
        assertThat(one.path("awsRegion").asText()).isEqualTo("us-east-1");
        assertThat(one.path("attributes").path("ApproximateReceiveCount").asText())
                .isEqualTo("1");
        assertThat(one.path("attributes").path("SentTimestamp").isTextual()).isTrue();
        assertThat(one.path("attributes").path("SenderId").isTextual()).isTrue();
        assertThat(one.path("messageAttributes")
                        .path("kind")
                        .path("stringValue")
                        .asText())
                .isEqualTo("x");
        assertThat(one.path("messageAttributes").path("kind").path("dataType").asText())
                .isEqualTo("String");
    }

    @Test
    void batchesUpToItsSize_andDeletesWhatWasTaken() {
        String url = queue(Map.of());
        for (int i = 0; i < 5; i++) {
            String body = "m" + i;
            sqs.sendMessage(r -> r.queueUrl(url).messageBody(body));
        }
        List<JsonNode> events = recording(url, 3, event -> new byte[0]);
        emulator.settle();
        assertThat(events.stream().map(event -> event.path("Records").size())).containsExactly(3, 2);
        assertThat(bodies(events)).containsExactlyInAnyOrder("m0", "m1", "m2", "m3", "m4");
        emulator.advance(Duration.ofHours(1));
        assertThat(events).hasSize(2);
    }

    @Test
    void failedItemComesBack_afterItsVisibilityTimeout() {
        String url = queue(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "60"));
        AtomicInteger invocations = new AtomicInteger();
        List<JsonNode> events = recording(url, 10, event -> {
            if (invocations.incrementAndGet() > 1) {
                return new byte[0];
            }
            for (JsonNode one : JSON.readTree(event).path("Records")) {
                if (one.path("body").asText().equals("bad")) {
                    return ("{\"batchItemFailures\":[{\"itemIdentifier\":" + one.path("messageId") + "}]}")
                            .getBytes(StandardCharsets.UTF_8);
                }
            }
            return new byte[0];
        });
        sqs.sendMessageBatch(r -> r.queueUrl(url)
                .entries(
                        SendMessageBatchRequestEntry.builder()
                                .id("a")
                                .messageBody("good")
                                .build(),
                        SendMessageBatchRequestEntry.builder()
                                .id("b")
                                .messageBody("bad")
                                .build()));
        emulator.settle();
        int before = events.size();
        emulator.advance(Duration.ofSeconds(58));
        assertThat(events).hasSize(before);
        emulator.advance(Duration.ofSeconds(3));
        assertThat(events).hasSize(before + 1);
        assertThat(bodies(events)).containsOnlyOnce("good");
        assertThat(bodies(events).stream().filter("bad"::equals)).hasSize(2);
        JsonNode again = events.getLast().path("Records").get(0);
        assertThat(again.path("attributes").path("ApproximateReceiveCount").asText())
                .isEqualTo("2");
    }

    @Test
    void functionMaySetItsMessagesBackOff() {
        String url = queue(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "60"));
        AtomicInteger invocations = new AtomicInteger();
        List<JsonNode> events = recording(url, 1, event -> {
            if (invocations.incrementAndGet() > 1) {
                return new byte[0];
            }
            String handle = JSON.readTree(event)
                    .path("Records")
                    .get(0)
                    .path("receiptHandle")
                    .asText();
            sqs.changeMessageVisibility(
                    r -> r.queueUrl(url).receiptHandle(handle).visibilityTimeout(600));
            throw new IllegalStateException("expected by this test");
        });
        sqs.sendMessage(r -> r.queueUrl(url).messageBody("x"));
        emulator.advance(Duration.ofSeconds(599));
        assertThat(events).hasSize(1);
        emulator.advance(Duration.ofSeconds(2));
        assertThat(events).hasSize(2);
    }

    @Test
    void poisonMessageEndsInTheDeadLetterQueue_andItsFunctionSeesIt() {
        String dead = queue(Map.of());
        String url = queue(Map.of(
                QueueAttributeName.VISIBILITY_TIMEOUT,
                "30",
                QueueAttributeName.REDRIVE_POLICY,
                "{\"deadLetterTargetArn\":\"" + arn(dead) + "\",\"maxReceiveCount\":\"3\"}"));
        List<JsonNode> events = recording(url, 10, event -> {
            throw new IllegalStateException("expected by this test");
        });
        List<JsonNode> buried = recording(dead, 10, event -> new byte[0]);
        sqs.sendMessage(r -> r.queueUrl(url).messageBody("poison"));
        emulator.advance(Duration.ofMinutes(10));
        assertThat(events).hasSize(3);
        assertThat(bodies(buried)).containsExactly("poison");
    }

    @Test
    void redrivePolicyMayBeSetLater_andAWholeBatchOfPoisonGoes() {
        String dead = queue(Map.of());
        String url = queue(Map.of());
        sqs.setQueueAttributes(r -> r.queueUrl(url)
                .attributes(Map.of(
                        QueueAttributeName.REDRIVE_POLICY,
                        "{\"deadLetterTargetArn\":\"" + arn(dead) + "\",\"maxReceiveCount\":1}",
                        QueueAttributeName.VISIBILITY_TIMEOUT,
                        "10")));
        for (int i = 0; i < 20; i++) {
            String body = "poison" + i;
            sqs.sendMessage(r -> r.queueUrl(url).messageBody(body));
        }
        List<JsonNode> events = recording(url, 10, event -> {
            if (new String(event, StandardCharsets.UTF_8).contains("poison")) {
                throw new IllegalStateException("expected by this test");
            }
            return new byte[0];
        });
        List<JsonNode> buried = recording(dead, 10, event -> new byte[0]);
        emulator.settle();
        sqs.sendMessage(r -> r.queueUrl(url).messageBody("good").delaySeconds(15));
        emulator.advance(Duration.ofSeconds(20));
        assertThat(bodies(events)).hasSize(21).contains("good");
        assertThat(bodies(buried)).hasSize(20);
    }

    @Test
    void messageDelayedBeforeItsQueueIsMapped_isSeenInTime() {
        String url = queue(Map.of());
        sqs.sendMessage(r -> r.queueUrl(url).messageBody("x").delaySeconds(100));
        List<JsonNode> events = recording(url, 10, event -> new byte[0]);
        emulator.advance(Duration.ofSeconds(101));
        assertThat(bodies(events)).containsExactly("x");
    }

    @Test
    void delayedMessageIsSeenWhenItsDelayIsOver_onOurClock() {
        String url = queue(Map.of());
        List<JsonNode> events = recording(url, 10, event -> new byte[0]);
        emulator.advance(Duration.ofDays(3));
        Instant sent = emulator.clock().now();
        sqs.sendMessage(r -> r.queueUrl(url).messageBody("later").delaySeconds(900));
        sqs.sendMessageBatch(r -> r.queueUrl(url)
                .entries(
                        SendMessageBatchRequestEntry.builder()
                                .id("a")
                                .messageBody("now")
                                .build(),
                        SendMessageBatchRequestEntry.builder()
                                .id("b")
                                .messageBody("soon")
                                .delaySeconds(10)
                                .build()));
        emulator.settle();
        assertThat(bodies(events)).containsExactly("now");
        emulator.advance(Duration.ofSeconds(890));
        assertThat(bodies(events)).containsExactly("now", "soon");
        emulator.advance(Duration.ofSeconds(11));
        assertThat(bodies(events)).containsExactly("now", "soon", "later");
        JsonNode attributes = events.getLast().path("Records").get(0).path("attributes");
        assertThat(Instant.ofEpochMilli(attributes.path("SentTimestamp").asLong()))
                .isBetween(sent.minusSeconds(1), sent.plusSeconds(5));
    }

    @Test
    void queueDelay_countsForEveryMessage() {
        String url = queue(Map.of(QueueAttributeName.DELAY_SECONDS, "20"));
        List<JsonNode> events = recording(url, 10, event -> new byte[0]);
        sqs.sendMessage(r -> r.queueUrl(url).messageBody("x"));
        emulator.settle();
        assertThat(events).isEmpty();
        emulator.advance(Duration.ofSeconds(20));
        assertThat(events).hasSize(1);
    }

    @Test
    void polledQueue_keepsVisibilityOnOurClock() {
        String url = queue(Map.of());
        sqs.sendMessage(r -> r.queueUrl(url).messageBody("x"));
        Message first = sqs.receiveMessage(r -> r.queueUrl(url)
                        .visibilityTimeout(120)
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages()
                .getFirst();
        assertThat(first.body()).isEqualTo("x");
        assertThat(sqs.receiveMessage(r -> r.queueUrl(url)).messages()).isEmpty();
        emulator.advance(Duration.ofSeconds(121));
        Message again = sqs.receiveMessage(r -> r.queueUrl(url)).messages().getFirst();
        sqs.deleteMessage(r -> r.queueUrl(url).receiptHandle(again.receiptHandle()));
        emulator.advance(Duration.ofHours(1));
        assertThat(sqs.receiveMessage(r -> r.queueUrl(url)).messages()).isEmpty();
    }

    @Test
    void refusesWhatSqsRefuses() {
        String url = queue(Map.of());
        assertThatThrownBy(() -> sqs.sendMessage(r -> r.queueUrl(url + "-none").messageBody("x")))
                .isInstanceOf(QueueDoesNotExistException.class);
        assertThatThrownBy(() -> sqs.getQueueUrl(r -> r.queueName("none")))
                .isInstanceOf(QueueDoesNotExistException.class);
        assertThatThrownBy(() -> sqs.sendMessage(r -> r.queueUrl(url).messageBody("x".repeat(1_048_577))))
                .isInstanceOfSatisfying(
                        SqsException.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidParameterValue"));
        assertThatThrownBy(() -> sqs.sendMessageBatch(r -> r.queueUrl(url)
                        .entries(
                                SendMessageBatchRequestEntry.builder()
                                        .id("a")
                                        .messageBody("x".repeat(600_000))
                                        .build(),
                                SendMessageBatchRequestEntry.builder()
                                        .id("b")
                                        .messageBody("x".repeat(600_000))
                                        .build())))
                .isInstanceOf(BatchRequestTooLongException.class);
        assertThatThrownBy(() ->
                        sqs.sendMessage(r -> r.queueUrl(url).messageBody("x").delaySeconds(901)))
                .isInstanceOf(SqsException.class);
        sqs.sendMessage(r -> r.queueUrl(url).messageBody("x".repeat(1_048_576)));
    }

    @Test
    void fifoQueue_keepsOrderAndDropsDuplicates() {
        String url = queue(
                Map.of(QueueAttributeName.FIFO_QUEUE, "true", QueueAttributeName.CONTENT_BASED_DEDUPLICATION, "true"));
        List<JsonNode> events = recording(url, 10, event -> new byte[0]);
        for (String body : List.of("a", "b", "a", "c")) {
            sqs.sendMessage(r -> r.queueUrl(url).messageBody(body).messageGroupId("g"));
        }
        emulator.settle();
        assertThat(bodies(events)).containsExactly("a", "b", "c");
    }

    @Test
    void listsAndPurges() {
        String url = queue(Map.of());
        sqs.sendMessage(r -> r.queueUrl(url).messageBody("x"));
        assertThat(sqs.listQueues(r -> r.queueNamePrefix(name(url))).queueUrls())
                .contains(url);
        sqs.purgeQueue(r -> r.queueUrl(url));
        List<JsonNode> events = recording(url, 10, event -> new byte[0]);
        emulator.settle();
        assertThat(events).isEmpty();
    }

    @Test
    void workInTheBackgroundNeedsNoAdvance() throws InterruptedException {
        String url = queue(Map.of());
        List<JsonNode> events = recording(url, 10, event -> new byte[0]);
        emulator.settle();
        sqs.sendMessage(r -> r.queueUrl(url).messageBody("x"));
        for (int i = 0; i < 100 && events.isEmpty(); i++) {
            Thread.sleep(20);
        }
        assertThat(bodies(events)).containsExactly("x");
    }

    @Test
    void unknownFunctionIsRefusedWhenMapping() {
        assertThatThrownBy(() -> emulator.mapQueue("q", "nobody", new QueueMapping(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nobody");
    }
}
