package dev.homing.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.homing.emulator.sms.MessageParts;
import dev.homing.emulator.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.pinpointsmsvoicev2.PinpointSmsVoiceV2Client;
import software.amazon.awssdk.services.pinpointsmsvoicev2.model.ConflictException;
import software.amazon.awssdk.services.pinpointsmsvoicev2.model.ConflictExceptionReason;
import software.amazon.awssdk.services.pinpointsmsvoicev2.model.ValidationException;
import software.amazon.awssdk.services.sqs.SqsClient;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EndUserMessagingTest {
    private static final String QUEUE_ARN = "arn:aws:sqs:us-east-1:" + Emulator.ACCOUNT + ":told";

    private final Emulator emulator = Emulator.start(EmulatorOptions.defaults());
    private final PinpointSmsVoiceV2Client sms = Sdk.client(PinpointSmsVoiceV2Client.builder(), emulator.endpoint());
    private final List<JsonNode> told = Collections.synchronizedList(new ArrayList<>());

    @BeforeAll
    void listen() {
        emulator.function("listener", event -> {
            for (JsonNode record :
                    Json.parse(new String(event, StandardCharsets.UTF_8)).path("Records")) {
                told.add(Json.parse(record.path("body").asText()));
            }
            return "{}".getBytes(StandardCharsets.UTF_8);
        });
        try (SqsClient sqs = Sdk.client(SqsClient.builder(), emulator.endpoint());
                EventBridgeClient events = Sdk.client(EventBridgeClient.builder(), emulator.endpoint())) {
            sqs.createQueue(request -> request.queueName("told"));
            events.putRule(request -> request.name("texts").eventPattern("{\"source\":[\"aws.sms-voice\"]}"));
            events.putTargets(request -> request.rule("texts")
                    .targets(Target.builder().id("told").arn(QUEUE_ARN).build()));
        }
        emulator.mapQueue("told", "listener", new QueueMapping(10));
        emulator.phones().answersTo(QUEUE_ARN);
    }

    @AfterAll
    void close() {
        sms.close();
        emulator.close();
    }

    @BeforeEach
    void forget() {
        emulator.settle();
        told.clear();
    }

    private String sent(String text) {
        String id = sms.sendTextMessage(request -> request.destinationPhoneNumber("+4915112345678")
                        .originationIdentity("pool-1")
                        .messageBody(text)
                        .messageType("PROMOTIONAL")
                        .context(Map.of("message", "m1", "campaign", "c")))
                .messageId();
        emulator.settle();
        return id;
    }

    private List<String> types() {
        return told.stream()
                .map(event -> event.at("/detail/eventType").asText())
                .toList();
    }

    @Test
    void aTextEndsInTheInbox_andIsToldOfOnTheDefaultBus() {
        String id = sent("Grüße".repeat(40));

        assertThat(emulator.inbox().message("m1")).hasValueSatisfying(message -> {
            assertThat(message.channel()).isEqualTo(Channel.SMS);
            assertThat(message.providerId()).isEqualTo(id);
            assertThat(message.campaign()).isEqualTo("c");
            assertThat(message.segments()).isEqualTo(2);
            assertThat(message.toJson().path("segments").asInt()).isEqualTo(2);
        });
        assertThat(types()).containsExactly("TEXT_SUCCESSFUL", "TEXT_DELIVERED");
        JsonNode detail = told.getLast().path("detail");
        assertThat(told.getLast().path("detail-type").asText()).isEqualTo("Text Message Delivery Status Updated");
        assertThat(detail.path("messageId").asText()).isEqualTo(id);
        assertThat(detail.at("/context/message").asText()).isEqualTo("m1");
        assertThat(detail.path("messageStatus").asText()).isEqualTo("DELIVERED");
        assertThat(detail.path("totalMessageParts").asInt()).isEqualTo(2);
        // The clock goes on between the message and the word of it.
        long at = emulator.inbox().message("m1").orElseThrow().at().toEpochMilli();
        assertThat(detail.path("eventTimestamp").asLong()).isBetween(at, at + 60_000);
    }

    @Test
    void itsReceiverAnswers_orItFails() {
        String id = sent("Hi");
        told.clear();

        assertThat(emulator.inbox().react(id, Reaction.FAILED)).isEqualTo(Inbox.Outcome.EMITTED);
        assertThat(emulator.inbox().react(id, Reaction.UNSUBSCRIBED)).isEqualTo(Inbox.Outcome.EMITTED);
        assertThat(emulator.inbox().react(id, Reaction.READ)).isEqualTo(Inbox.Outcome.NOT_ON_CHANNEL);
        emulator.settle();

        assertThat(types()).contains("TEXT_UNREACHABLE");
        assertThat(told).anySatisfy(answer -> {
            assertThat(answer.path("messageBody").asText()).isEqualTo("STOP");
            assertThat(answer.path("originationNumber").asText()).isEqualTo("+4915112345678");
            assertThat(answer.path("previousPublishedMessageId").asText()).isEqualTo(id);
        });
    }

    @Test
    void refusesWhoOptedOut_andWhatIsNoText() {
        sms.putOptedOutNumber(request -> request.optOutListName("Default").optedOutNumber("+4915100000009"));
        assertThatThrownBy(() -> sms.sendTextMessage(request -> request.destinationPhoneNumber("+4915100000009")
                        .originationIdentity("pool-1")
                        .messageBody("Hi")))
                .isInstanceOfSatisfying(ConflictException.class, refused -> assertThat(refused.reason())
                        .isEqualTo(ConflictExceptionReason.DESTINATION_PHONE_NUMBER_OPTED_OUT));
        sms.deleteOptedOutNumber(request -> request.optOutListName("Default").optedOutNumber("+4915100000009"));
        assertThat(sms.sendTextMessage(request -> request.destinationPhoneNumber("+4915100000009")
                                .originationIdentity("pool-1")
                                .messageBody("Hi"))
                        .messageId())
                .isNotBlank();
        assertThatThrownBy(() -> sms.sendTextMessage(request ->
                        request.destinationPhoneNumber("+4915100000009").messageBody("x".repeat(1601))))
                .isInstanceOf(ValidationException.class);
        assertThatThrownBy(() -> sms.sendTextMessage(
                        request -> request.destinationPhoneNumber("Shop").messageBody("x")))
                .isInstanceOf(ValidationException.class);
    }

    @Test
    void countsParts_asAwsChargesThem() {
        assertThat(MessageParts.of("a".repeat(160))).isEqualTo(new MessageParts("GSM", 1));
        assertThat(MessageParts.of("a".repeat(161))).isEqualTo(new MessageParts("GSM", 2));
        assertThat(MessageParts.of("漢".repeat(71))).isEqualTo(new MessageParts("Unicode", 2));
    }
}
