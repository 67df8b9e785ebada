package dev.homing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.homing.adapter.Golden;
import dev.homing.adapter.json.Json;
import dev.homing.adapter.json.inbound.BusEvent;
import dev.homing.adapter.json.inbound.ExecutionChange;
import dev.homing.adapter.json.inbound.OutcomeJobCodec;
import dev.homing.adapter.json.inbound.SendJobCodec;
import dev.homing.adapter.json.inbound.SesEvent;
import dev.homing.adapter.json.inbound.SmsEvent;
import dev.homing.adapter.json.inbound.SmsReply;
import dev.homing.adapter.json.inbound.StepJobCodec;
import dev.homing.adapter.json.inbound.TimerMessage;
import dev.homing.adapter.json.stored.ActivityRecord;
import dev.homing.adapter.whatsapp.WhatsAppWebhook;
import dev.homing.app.customer.EndRun;
import dev.homing.app.port.OutcomeQueue.Job;
import dev.homing.app.port.SendJob;
import dev.homing.app.port.StepJob;
import dev.homing.app.report.CountActivity;
import dev.homing.domain.Facts;
import dev.homing.domain.analytics.Counted;
import dev.homing.domain.cart.Carts;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.consent.ReplyWord;
import dev.homing.domain.event.CustomerEvent;
import dev.homing.domain.event.CustomerEvent.Origin;
import dev.homing.domain.event.EventNames;
import dev.homing.domain.event.EventReading;
import dev.homing.domain.id.RunId;
import dev.homing.domain.id.Visit;
import dev.homing.domain.message.MessageStatus;
import dev.homing.domain.reason.Reason;
import dev.homing.domain.run.Leg;
import dev.homing.lambda.http.Request;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The samples under {@code events/} are what their schemas say, and what Homing reads. */
class EventSamplesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BASE = "https://homing.example/events/customers/";
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:02Z");
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(schemaTexts()));

    private static Map<String, String> schemaTexts() {
        Map<String, String> texts = new HashMap<>();
        for (String name : names("customers", ".schema.json")) {
            texts.put(BASE + name + ".schema.json", text("customers/" + name + ".schema.json"));
        }
        return texts;
    }

    private static List<String> names(String folder, String ending) {
        try (Stream<Path> files = Files.list(Golden.path("events/" + folder))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ending))
                    .filter(name -> ending.contains("schema") || !name.contains(".schema."))
                    .map(name -> name.substring(0, name.length() - ending.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String text(String path) {
        return Objects.requireNonNull(Golden.file("events/" + path), path);
    }

    private static ObjectNode sample(String name) throws IOException {
        return (ObjectNode) JSON.readTree(text("customers/" + name + ".json"));
    }

    private static List<String> problems(String name, JsonNode message) {
        Schema schema = SCHEMAS.getSchema(SchemaLocation.of(BASE + name + ".schema.json"));
        // Formats are annotations by default in 2020-12; a date that is none is a mistake here.
        return schema
                .validate(message, context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .stream()
                .map(Object::toString)
                .toList();
    }

    private static CustomerEvent accepted(EventReading reading) {
        return switch (reading) {
            case EventReading.Accepted(CustomerEvent event) -> event;
            case EventReading.Partly(CustomerEvent _, String reason) -> throw new AssertionError(reason);
            case EventReading.Rejected(String reason) -> throw new AssertionError(reason);
            case EventReading.OfOrder(String _, String reason) -> throw new AssertionError(reason);
            case EventReading.OfProduct product -> throw new AssertionError(product);
        };
    }

    @TestFactory
    Stream<DynamicTest> everyCustomersEvent_meetsItsSchema_andIsAccepted() {
        return names("customers", ".json").stream()
                .map(name -> dynamicTest(name, () -> {
                    ObjectNode sample = sample(name);
                    assertThat(problems(name, sample)).isEmpty();
                    CustomerEvent event = accepted(
                            EventReading.read(Json.object(sample.toString()), "fallback", Origin.SERVER, NOW, NOW));
                    assertThat(event.messageId())
                            .isEqualTo(sample.get("messageId").textValue());
                }));
    }

    @Test
    void theSampleOfAProduct_isReadAsOne() {
        assertThat(EventReading.read(Json.object(text("products/product-updated.json")), "x", Origin.SERVER, NOW, NOW))
                .isInstanceOfSatisfying(EventReading.OfProduct.class, read -> {
                    assertThat(read.product()).isEqualTo("mug-stone");
                    assertThat(read.properties().text("availability")).isEqualTo("in stock");
                });
        assertThat(EventReading.read(Json.object(text("products/product-updated.json")), "x", Origin.BROWSER, NOW, NOW))
                .isInstanceOf(EventReading.Rejected.class);
    }

    @TestFactory
    Stream<DynamicTest> everySchema_refusesAMessageOfNobody_andADateThatIsNone() {
        return names("customers", ".json").stream()
                .map(name -> dynamicTest(name, () -> {
                    ObjectNode nobody = sample(name);
                    nobody.remove(List.of("userId", "anonymousId"));
                    assertThat(problems(name, nobody)).isNotEmpty();
                    assertThat(problems(name, sample(name).put("timestamp", "yesterday")))
                            .isNotEmpty();
                    assertThat(problems(name, sample(name).put("type", "purchase")))
                            .isNotEmpty();
                }));
    }

    @ParameterizedTest
    @CsvSource({
        "product-added,/properties/variant_id|/properties/product_id|/properties/sku",
        "cart-updated,/properties/products",
        "order-completed,/properties/order_id",
        "payment-failed,/properties/order_id",
        "alias,/previousId"
    })
    void schemas_wantWhatTheEventIsAbout(String name, String paths) throws IOException {
        ObjectNode sample = sample(name);
        for (String path : paths.split("\\|", -1)) {
            int slash = path.lastIndexOf('/');
            ((ObjectNode) sample.at(path.substring(0, slash))).remove(path.substring(slash + 1));
        }
        assertThat(problems(name, sample)).isNotEmpty();
    }

    @Test
    void everyNameThatHomingReads_hasASchemaAndASample() {
        List<String> samples = names("customers", ".json");
        assertThat(names("customers", ".schema.json")).containsAll(samples).contains("common");
        Arrays.stream(EventNames.class.getDeclaredFields())
                .filter(field -> Modifier.isPublic(field.getModifiers()) && field.getType() == String.class)
                .forEach(field -> assertThat(samples)
                        .contains(field.getName().toLowerCase(Locale.ROOT).replace('_', '-')));
    }

    @Test
    void theSampleCart_addsUp() throws IOException {
        CustomerEvent event = accepted(
                EventReading.read(Json.object(sample("cart-updated").toString()), "x", Origin.SERVER, NOW, NOW));
        assertThat(Carts.NONE.after(event, "USD", _ -> true).cart(Carts.ONLY).totals())
                .hasToString("[129.90 EUR]");
    }

    @ParameterizedTest
    @CsvSource({
        "plain,Payment Failed,u-1042,11111111-aaaa-4bbb-8ccc-000000000001",
        "segment,Cart Updated,u-1042,evt-0003",
        "rudderstack,Order Completed,u-1042,evt-0007",
        "shopify,Order Completed,115310627314723954,b54557e4-bdd9-4b37-8a5f-bf7d70bcd043",
        "stripe,Payment Failed,u-1042,evt_3SampleFailed"
    })
    void eventsOnTheBus_areRead_whoeverPutThem(String name, String event, String user, String id) {
        BusEvent bus = BusEvent.read(text("bus/" + name + ".json"));
        CustomerEvent read = accepted(EventReading.read(bus.message(), bus.id(), bus.origin(), bus.time(), NOW));
        assertThat(read.name()).isEqualTo(event);
        assertThat(read.userId()).isEqualTo(user);
        assertThat(read.messageId()).isEqualTo(id);
        assertThat(read.properties().number("total") != null
                        || read.properties().get("products") != null)
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "send,SENT",
        "delivery,DELIVERED",
        "bounce-permanent,BOUNCED",
        "bounce-transient,FAILED",
        "complaint,COMPLAINED",
        "reject,FAILED",
        "rendering-failure,FAILED",
        "delivery-delay,"
    })
    void eventsOfSes_areRead(String name, @Nullable MessageStatus status) {
        SesEvent event = SesEvent.read(Json.object(text("ses/" + name + ".json")));
        assertThat(String.valueOf(event.message())).isEqualTo("cmhlncvqv7nqctlqilv3b-ks4pu7jxxgdq6e4g");
        assertThat(event.status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "pending,,",
        "successful,DELIVERED,",
        "delivered,DELIVERED,",
        "unreachable,FAILED,PHONE_OUT_OF_REACH",
        "carrier-blocked,FAILED,CARRIER_REFUSED",
        "ttl-expired,FAILED,DELIVERED_TOO_LATE",
        "invalid,BOUNCED,PHONE_NOT_VALID",
        "opted-out,FAILED,OPTED_OUT",
        "unknown,,"
    })
    void eventsOfTextMessages_areRead(String name, @Nullable MessageStatus status, Reason.@Nullable Code code) {
        Facts sample = Json.object(text("sms/" + name + ".json"));
        assertThat(SmsEvent.is(sample)).isTrue();
        SmsEvent event = SmsEvent.read(sample);
        assertThat(String.valueOf(event.message())).isEqualTo("cmhlncvqv7nqctlqilv3b-ks4pu7jxxgdq6e4g");
        assertThat(event.status()).isEqualTo(status);
        assertThat(event.at()).isEqualTo(Instant.parse("2026-11-22T10:00:03.377Z"));
        assertThat(event.reason() == null ? null : event.reason().code()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"stop,STOP", "start,START", "help,HELP", "text,NONE"})
    void answersToTextMessages_areRead(String name, ReplyWord word) {
        Facts sample = Json.object(text("sms/reply-" + name + ".json"));
        assertThat(SmsReply.is(sample)).isTrue();
        assertThat(SmsReply.read(sample))
                .isEqualTo(new SmsReply("+4915112345678", word, "ed23196c-75ce-4727-93ee-7bf72b64998f"));
    }

    private static List<String> bodies(String queue) {
        return Json.object(text("aws/sqs-" + queue + ".json")).list("Records").stream()
                .map(record -> Objects.requireNonNull(record.text("body")))
                .toList();
    }

    @Test
    void queuedWork_isReadAsItLiesInItsQueue() {
        RunId run = RunId.parse("cmhlncvqv7nqctlqilv3b-whraytrmrhl65k47");
        assertThat(TimerMessage.read(bodies("timers").getFirst()))
                .isEqualTo(new TimerMessage.Fired(run.customer(), "mc4tukrtbrk6w7ksk57vzhcc"));
        SendJob job = new SendJob(Visit.first(run, "email"), Channel.EMAIL, "AQCEAAAAKgAAAAMAAAAAsample");
        assertThat(SendJobCodec.read(bodies("email").getFirst())).isEqualTo(job);
        List<String> outcomes = bodies("outcomes");
        assertThat(OutcomeJobCodec.read(outcomes.get(0))).isEqualTo(new Job.Settle(run.customer()));
        assertThat(OutcomeJobCodec.read(outcomes.get(1)))
                .isEqualTo(new Job.Stop(run, "cart-recovery", 1, Leg.FIRST, "ordered"));
        assertThat(SendJobCodec.read(Json.object(outcomes.get(2)).map("timeOver")))
                .isEqualTo(job);
        assertThat(StepJobCodec.read(Json.object(outcomes.get(5)).map(StepJobCodec.FIELD)))
                .isEqualTo(new StepJob(Visit.first(run, "morning"), "AQCEAAAAKgAAAAMAAAAAsample", null));
        assertThat(List.of(outcomes.get(3), outcomes.get(4), text("aws/states-status-change.json")))
                .extracting(text -> ExecutionChange.read(Json.object(text)))
                .extracting(ExecutionChange::run, ExecutionChange::generation, ExecutionChange::how)
                .containsExactly(
                        tuple(run, 1, EndRun.How.SUCCEEDED),
                        tuple(run, 1, EndRun.How.STOPPED),
                        tuple(run, 2, EndRun.How.FAILED));
        assertThat(bodies("events")).hasSize(3).first().satisfies(body -> assertThat(
                        BusEvent.read(body).message().text("event"))
                .isEqualTo("Cart Updated"));
        assertThat(bodies("feedback"))
                .allSatisfy(body ->
                        assertThat(SesEvent.read(Json.object(body)).status()).isNotNull());
    }

    @Test
    void theActivityStream_isReadAsLambdaDeliversIt() {
        List<CountActivity.@Nullable Change> changes = new ArrayList<>();
        for (Facts record : Json.object(text("aws/dynamodb-activity.json")).list("Records")) {
            changes.add(ActivityRecord.read(record));
        }
        assertThat(changes).hasSize(5);
        assertThat(changes.get(0)).extracting(CountActivity.Change::after).isInstanceOf(Counted.OfRun.class);
        assertThat(changes.get(2)).extracting(CountActivity.Change::before).isInstanceOf(Counted.OfMessage.class);
        assertThat(changes.get(3)).as("an event counts nothing").isNull();
        assertThat(changes.get(4)).as("expired, and so still counted").isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "track,POST,/v1/track",
        "batch-gzip,POST,/v1/batch",
        "admin,GET,/api/customers",
        "unsubscribe,POST,/u/sample",
        "whatsapp-verification,GET,/hooks/whatsapp"
    })
    void httpRequests_areReadAsTheHttpApiHandsThemOver(String name, String method, String path) {
        Request request = Request.read(text("aws/http-" + name + ".json").getBytes(StandardCharsets.UTF_8));
        assertThat(request.method()).isEqualTo(method);
        assertThat(request.path()).isEqualTo(path);
        assertThat(request.sourceIp()).isEqualTo("203.0.113.7");
    }

    @Test
    void httpRequests_bringBodiesQueriesAndGroups() throws IOException {
        assertThat(request("track").json().text("event")).isEqualTo("Cart Updated");
        byte[] zipped = request("batch-gzip").body();
        String unzipped = new String(
                new GZIPInputStream(new ByteArrayInputStream(zipped)).readAllBytes(), StandardCharsets.UTF_8);
        assertThat(Json.object(unzipped).list("batch")).hasSize(1);
        assertThat(request("unsubscribe").text()).isEqualTo("List-Unsubscribe=One-Click");
        assertThat(request("admin").query()).containsEntry("q", "zoe@example.com");
        assertThat(request("admin").groups()).containsExactly("viewer", "editor");
        assertThat(new WhatsAppWebhook("app-secret", "verify-me")
                        .challenge(request("whatsapp-verification").query()))
                .isEqualTo("1158201444");
    }

    private static Request request(String name) {
        return Request.read(text("aws/http-" + name + ".json").getBytes(StandardCharsets.UTF_8));
    }
}
