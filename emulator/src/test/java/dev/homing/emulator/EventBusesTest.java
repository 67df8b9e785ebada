package dev.homing.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.InvalidEventPatternException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.ResourceAlreadyExistsException;
import software.amazon.awssdk.services.eventbridge.model.ResourceNotFoundException;
import software.amazon.awssdk.services.eventbridge.model.Rule;
import software.amazon.awssdk.services.eventbridge.model.RuleState;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EventBusesTest {
    private final Emulator emulator = Emulator.start(EmulatorOptions.defaults());
    private final EventBridgeClient events = Sdk.client(EventBridgeClient.builder(), emulator.endpoint());
    private final SqsClient sqs = Sdk.client(SqsClient.builder(), emulator.endpoint());
    private final AtomicInteger names = new AtomicInteger();

    @AfterAll
    void close() {
        events.close();
        sqs.close();
        emulator.close();
    }

    private String bus() {
        String name = "bus" + names.incrementAndGet();
        events.createEventBus(r -> r.name(name));
        return name;
    }

    private Recorder target(String bus, String pattern) {
        return target(bus, pattern, Target.builder());
    }

    private Recorder target(String bus, String pattern, Target.Builder target) {
        Recorder recorder = new Recorder(emulator, "target" + names.incrementAndGet());
        events.putRule(r -> r.name(recorder.name).eventBusName(bus).eventPattern(pattern));
        events.putTargets(r -> r.rule(recorder.name)
                .eventBusName(bus)
                .targets(target.id("t").arn(recorder.arn).build()));
        return recorder;
    }

    private static PutEventsRequestEntry.Builder entry(String bus) {
        return PutEventsRequestEntry.builder()
                .eventBusName(bus)
                .source("shop")
                .detailType("Order Completed")
                .detail("{\"total\":129.90,\"name\":\"Jörg \\\"J\\\"\",\"items\":[{\"sku\":\"a\"},{\"sku\":\"b\"}]}");
    }

    private PutEventsResponse put(PutEventsRequestEntry.Builder... entries) {
        var built = java.util.Arrays.stream(entries)
                .map(PutEventsRequestEntry.Builder::build)
                .toList();
        PutEventsResponse response = events.putEvents(r -> r.entries(built));
        emulator.settle();
        return response;
    }

    @Test
    void targetGetsTheEnvelopeAsEventBridgeShapesIt() {
        String bus = bus();
        Recorder target = target(bus, "{\"source\":[\"shop\"]}");
        PutEventsResponse response =
                put(entry(bus).time(Instant.parse("2026-11-22T10:00:00.900Z")).resources("arn:x"));
        assertThat(target.events).hasSize(1);
        JsonNode event = target.events.getFirst();
        assertThat(event.fieldNames())
                .toIterable()
                .containsExactly(
                        "version", "id", "detail-type", "source", "account", "time", "region", "resources", "detail");
        assertThat(event.path("version").asText()).isEqualTo("0");
        assertThat(event.path("id").asText())
                .isEqualTo(response.entries().getFirst().eventId());
        assertThat(event.path("detail-type").asText()).isEqualTo("Order Completed");
        assertThat(event.path("account").asText()).isEqualTo("000000000000");
        assertThat(event.path("region").asText()).isEqualTo("us-east-1");
        assertThat(event.path("time").asText()).isEqualTo("2026-11-22T10:00:00Z");
        assertThat(event.path("resources").toString()).isEqualTo("[\"arn:x\"]");
        assertThat(event.path("detail").toString()).contains("129.90");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"detail-type":["Order Completed"]}              | 1
                    {"detail-type":[{"prefix":"Order"}]}             | 1
                    {"detail":{"total":[{"numeric":[">",100]}]}}     | 1
                    {"detail":{"total":[{"numeric":["<",100]}]}}     | 0
                    {"detail":{"items":{"sku":["b"]}}}               | 1
                    {"detail":{"coupon":[{"exists":false}]}}         | 1
                    {"source":["other"]}                             | 0
                    {"source":[{"anything-but":["other"]}]}          | 1
                    """)
    void matchesAsThePatternSays(String pattern, int times) {
        String bus = bus();
        Recorder target = target(bus, pattern);
        put(entry(bus));
        assertThat(target.events).hasSize(times);
    }

    @Test
    void busesAreApart_andTheDefaultOneIsThere() {
        Recorder onDefault = target("default", "{\"source\":[\"shop-default\"]}");
        Recorder onOther = target(bus(), "{\"source\":[\"shop-default\"]}");
        put(entry("default").eventBusName(null).source("shop-default"));
        assertThat(onDefault.events).hasSize(1);
        assertThat(onOther.events).isEmpty();
    }

    @Test
    void refusesEntriesOneByOne() {
        String bus = bus();
        Recorder target = target(bus, "{\"source\":[\"shop\"]}");
        PutEventsResponse response = put(
                entry(bus),
                entry(bus).detail("{broken"),
                entry(bus).detailType(null),
                entry(bus).source("aws.s3"));
        assertThat(response.failedEntryCount()).isEqualTo(3);
        assertThat(response.entries())
                .extracting(result -> result.errorCode())
                .containsExactly(null, "MalformedDetail", "InvalidArgument", "NotAuthorizedForSourceException");
        assertThat(target.events).hasSize(1);
    }

    @Test
    void refusesMoreThanTenEntries_andMoreThanAMegabyteOfThem() {
        String bus = bus();
        assertThatThrownBy(() -> events.putEvents(
                        r -> r.entries(Collections.nCopies(11, entry(bus).build()))))
                .isInstanceOfSatisfying(
                        EventBridgeException.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationException"));
        String large = "{\"x\":\"" + "y".repeat(524_300) + "\"}";
        assertThatThrownBy(() -> put(entry(bus).detail(large), entry(bus).detail(large)))
                .isInstanceOf(EventBridgeException.class)
                .hasMessageContaining("over the limit");
        assertThat(put(entry(bus).detail(large)).failedEntryCount()).isZero();
    }

    @Test
    void transformsInput_inStringsAndOutside() {
        String bus = bus();
        Recorder target = target(
                bus,
                "{\"source\":[\"shop\"]}",
                Target.builder()
                        .inputTransformer(
                                t -> t.inputPathsMap(Map.of(
                                                "total",
                                                "$.detail.total",
                                                "name",
                                                "$.detail.name",
                                                "sku",
                                                "$.detail.items[1].sku"))
                                        .inputTemplate(
                                                "{\"text\":\"<sku> for <total>\",\"name\":<name>,\"total\":<total>,\"sku\":<sku>,\"rule\":<aws.events.rule-name>}")));
        put(entry(bus));
        assertThat(target.events.getFirst().toString())
                .isEqualTo(
                        "{\"text\":\"b for 129.90\",\"name\":\"Jörg \\\"J\\\"\",\"total\":129.90,\"sku\":\"b\",\"rule\":\""
                                + target.name + "\"}");
    }

    @Test
    void sendsTheNamedPartOrTheConstant() {
        String bus = bus();
        Recorder part = target(bus, "{\"source\":[\"shop\"]}", Target.builder().inputPath("$.detail.items"));
        Recorder constant =
                target(bus, "{\"source\":[\"shop\"]}", Target.builder().input("{\"a\":1}"));
        put(entry(bus));
        assertThat(part.events.getFirst().toString()).isEqualTo("[{\"sku\":\"a\"},{\"sku\":\"b\"}]");
        assertThat(constant.events.getFirst().toString()).isEqualTo("{\"a\":1}");
    }

    @Test
    void deliversToQueues_andBuriesWhatTheirAbsenceStops() {
        String bus = bus();
        String queueUrl = sqs.createQueue(r -> r.queueName("bus-target")).queueUrl();
        String deadUrl = sqs.createQueue(r -> r.queueName("bus-dead")).queueUrl();
        events.putRule(r -> r.name("to-queue").eventBusName(bus).eventPattern("{\"source\":[\"shop\"]}"));
        events.putTargets(r -> r.rule("to-queue")
                .eventBusName(bus)
                .targets(
                        Target.builder().id("a").arn(arn(queueUrl)).build(),
                        Target.builder()
                                .id("b")
                                .arn("arn:aws:sqs:us-east-1:000000000000:nowhere")
                                .deadLetterConfig(d -> d.arn(arn(deadUrl)))
                                .build()));
        put(entry(bus));
        List<Message> arrived = sqs.receiveMessage(r -> r.queueUrl(queueUrl)).messages();
        assertThat(arrived).singleElement().satisfies(message -> assertThat(message.body())
                .contains("\"detail-type\":\"Order Completed\""));
        List<Message> dead = sqs.receiveMessage(r -> r.queueUrl(deadUrl).messageAttributeNames("All"))
                .messages();
        assertThat(dead).singleElement().satisfies(message -> {
            assertThat(message.body()).isEqualTo(arrived.getFirst().body());
            assertThat(attribute(message, "TARGET_ARN")).endsWith(":nowhere");
            assertThat(attribute(message, "RULE_ARN")).endsWith("rule/" + bus + "/to-queue");
        });
    }

    private static String attribute(Message message, String name) {
        return Objects.requireNonNull(message.messageAttributes().get(name), name)
                .stringValue();
    }

    private static String arn(String queueUrl) {
        return "arn:aws:sqs:us-east-1:000000000000:" + queueUrl.substring(queueUrl.lastIndexOf('/') + 1);
    }

    @Test
    void failingFunctionIsTriedTwiceMore_afterOneAndTwoMinutes() {
        String bus = bus();
        Recorder target = target(bus, "{\"source\":[\"shop\"]}");
        target.failures = 2;
        put(entry(bus));
        assertThat(target.events).hasSize(1);
        emulator.advance(Duration.ofSeconds(61));
        assertThat(target.events).hasSize(2);
        emulator.advance(Duration.ofSeconds(121));
        assertThat(target.events).hasSize(3);
        emulator.advance(Duration.ofDays(1));
        assertThat(target.events).hasSize(3).allMatch(target.events.getFirst()::equals);
    }

    @Test
    void disabledRuleAndRemovedTargetGetNothing() {
        String bus = bus();
        Recorder disabled = target(bus, "{\"source\":[\"shop\"]}");
        Recorder removed = target(bus, "{\"source\":[\"shop\"]}");
        events.disableRule(r -> r.name(disabled.name).eventBusName(bus));
        events.removeTargets(r -> r.rule(removed.name).eventBusName(bus).ids("t"));
        put(entry(bus));
        assertThat(disabled.events).isEmpty();
        assertThat(removed.events).isEmpty();
        events.enableRule(r -> r.name(disabled.name).eventBusName(bus));
        put(entry(bus));
        assertThat(disabled.events).hasSize(1);
    }

    @Test
    void aRulePutAgainKeepsItsTargets_andMatchesByItsNewPattern() {
        String bus = bus();
        Recorder target = target(bus, "{\"source\":[\"shop\"]}");
        events.putRule(r -> r.name(target.name).eventBusName(bus).eventPattern("{\"source\":[\"till\"]}"));
        put(entry(bus), entry(bus).source("till"));
        assertThat(target.events)
                .singleElement()
                .satisfies(event -> assertThat(event.path("source").asText()).isEqualTo("till"));
    }

    @Test
    void anotherBusIsATarget() {
        String first = bus();
        String second = bus();
        Recorder target = target(second, "{\"source\":[\"shop\"]}");
        events.putRule(r -> r.name("forward").eventBusName(first).eventPattern("{\"source\":[\"shop\"]}"));
        events.putTargets(r -> r.rule("forward")
                .eventBusName(first)
                .targets(Target.builder()
                        .id("bus")
                        .arn("arn:aws:events:us-east-1:000000000000:event-bus/" + second)
                        .build()));
        put(entry(first));
        assertThat(target.events).hasSize(1);
    }

    @Test
    void describesListsAndDeletesRules() {
        String bus = bus();
        Recorder target = target(bus, "{\"source\":[\"shop\"]}");
        assertThat(events.describeRule(r -> r.name(target.name).eventBusName(bus))
                        .state())
                .isEqualTo(RuleState.ENABLED);
        assertThat(events.listRules(r -> r.eventBusName(bus)).rules())
                .extracting(Rule::name)
                .containsExactly(target.name);
        assertThat(events.listTargetsByRule(r -> r.rule(target.name).eventBusName(bus))
                        .targets())
                .extracting(Target::arn)
                .containsExactly(target.arn);
        assertThatThrownBy(() -> events.deleteRule(r -> r.name(target.name).eventBusName(bus)))
                .hasMessageContaining("has targets");
        events.removeTargets(r -> r.rule(target.name).eventBusName(bus).ids("t"));
        events.deleteRule(r -> r.name(target.name).eventBusName(bus));
        assertThatThrownBy(() -> events.describeRule(r -> r.name(target.name).eventBusName(bus)))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void refusesWhatIsThereAlready_isNotThere_orIsNoPattern() {
        String bus = bus();
        assertThatThrownBy(() -> events.createEventBus(r -> r.name(bus)))
                .isInstanceOf(ResourceAlreadyExistsException.class);
        assertThatThrownBy(() ->
                        events.putRule(r -> r.name("x").eventBusName("nowhere").eventPattern("{\"source\":[\"a\"]}")))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(
                        () -> events.putRule(r -> r.name("x").eventBusName(bus).eventPattern("{\"source\":\"a\"}")))
                .isInstanceOf(InvalidEventPatternException.class);
    }
}
