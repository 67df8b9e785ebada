package dev.homing.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.adapter.memory.MemoryEventBus.Put;
import dev.homing.app.SmallShop;
import dev.homing.app.World;
import dev.homing.app.observe.CollectEvents;
import dev.homing.domain.event.CustomerEvent.Origin;
import dev.homing.lambda.AwsEvents.Answer;
import dev.homing.lambda.http.SourceLimit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CollectHandlerTest {
    private static final Map<String, String> SERVER = basic("dev:");

    private final SmallShop shop = new SmallShop();

    @BeforeEach
    void keys() {
        shop.ports.campaigns.writeKey(CollectEvents.hash("dev"), Origin.SERVER);
        shop.ports.campaigns.writeKey(CollectEvents.hash("dev-browser"), Origin.BROWSER);
    }

    private static Map<String, String> basic(String pair) {
        return Map.of(
                "authorization", "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    }

    private Answer answer(byte[] request) {
        return Answer.of(shop.wiring.collectHandler().handle(request));
    }

    private Answer post(String path, Map<String, String> headers, String body) {
        return answer(AwsEvents.post(path, headers, body));
    }

    @Test
    void oneAddressSendsSoMuchWithABrowsersKey_andServersHaveNoSuchLimit() {
        CollectHandler limited = new CollectHandler(
                shop.wiring.collectEvents(), shop.wiring.callCampaign(), SourceLimit.of("1/3"), () -> World.START);
        byte[] batch = AwsEvents.post(
                "/v1/batch",
                basic("dev-browser:"),
                "{\"batch\":[{\"type\":\"track\",\"event\":\"a\",\"userId\":\"u\"},{\"type\":\"track\",\"event\":\"b\",\"userId\":\"u\"}]}");

        assertThat(Answer.of(limited.handle(batch)).status()).isEqualTo(200);
        Answer refused = Answer.of(limited.handle(batch));

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("retry-after")).isEqualTo("1");
        assertThat(refused.header("content-type")).isEqualTo("application/problem+json");
        assertThat(refused.header("access-control-allow-origin")).isEqualTo("*");
        assertThat(refused.json().path("detail").asText()).contains("after 1 s");
        assertThat(onBus()).hasSize(2);

        byte[] fromServer =
                AwsEvents.post("/v1/track", SERVER, "{\"type\":\"track\",\"event\":\"a\",\"userId\":\"u\"}");
        for (int i = 0; i < 10; i++) {
            assertThat(Answer.of(limited.handle(fromServer)).status()).isEqualTo(200);
        }
    }

    @Test
    void saysThePublicKeyOfNotifications_toAnyPage() {
        byte[] asked = AwsEvents.http("GET", "/v1/push/key", Map.of(), new byte[0]);
        assertThat(answer(asked).status()).as("before a deployment made one").isEqualTo(404);

        shop.ports.campaigns.shop(shop.ports.campaigns.current().shop().withPushKey("BPushKey"));
        Answer key = answer(asked);
        assertThat(key.status()).isEqualTo(200);
        assertThat(key.json().path("publicKey").asText()).isEqualTo("BPushKey");
        assertThat(key.header("access-control-allow-origin")).isEqualTo("*");
        assertThat(post("/v1/push/key", Map.of(), "{}").status()).isEqualTo(405);
    }

    private List<JsonNode> onBus() {
        return shop.ports.bus.messages().stream()
                .map(put -> AwsEvents.read(put.message()))
                .toList();
    }

    private JsonNode only() {
        assertThat(onBus()).hasSize(1);
        return onBus().getFirst();
    }

    @Test
    void takesTheSamples_asApiGatewayHandsThemOver() {
        assertThat(answer(AwsEvents.bytes(AwsEvents.sample("aws/http-track.json")))
                        .body())
                .isEqualTo("{\"success\":true}");
        assertThat(answer(AwsEvents.bytes(AwsEvents.sample("aws/http-batch-gzip.json")))
                        .status())
                .isEqualTo(200);
        assertThat(onBus())
                .extracting(message -> message.path("event").asText())
                .containsExactly("Cart Updated", "Cart Updated");
        assertThat(shop.ports.bus.messages()).extracting(Put::origin).containsOnly(Origin.SERVER);
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/track, track",
        "/v1/identify, identify",
        "/v1/page, page",
        "/v1/screen, screen",
        "/v1/alias, alias",
        "/v1/group, group",
        "/v1/t, track",
        "/v1/i, identify",
        "/v1/p, page",
        "/v1/s, screen",
        "/v1/a, alias",
        "/v1/g, group",
        "/v1/track/, track"
    })
    void takesEachKind_underItsAddress(String path, String type) {
        assertThat(post(path, SERVER, "{\"userId\":\"ada\",\"messageId\":\"m1\",\"type\":\"something else\"}")
                        .status())
                .isEqualTo(200);
        assertThat(only().path("type").asText()).isEqualTo(type);
        assertThat(only().path("messageId").asText()).isEqualTo("m1");
        assertThat(only().path("receivedAt").asText()).isEqualTo(shop.now().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/batch", "/v1/b", "/v1/import"})
    void takesABatch_andGivesEachWhatTheWholeSays(String path) {
        String batch = """
                {"sentAt":"2026-11-22T10:00:00Z","context":{"library":{"name":"analytics-node"}},"writeKey":"dev","batch":[
                  {"type":"track","event":"A","userId":"ada","messageId":"m1","sentAt":"2026-11-22T09:00:00Z"},
                  {"type":"identify","userId":"ada","messageId":"m2","context":{"ip":"1.2.3.4"}}]}""";
        assertThat(post(path, Map.of(), batch).status()).isEqualTo(200);
        assertThat(onBus())
                .extracting(message -> message.path("sentAt").asText())
                .containsExactly("2026-11-22T09:00:00Z", "2026-11-22T10:00:00Z");
        assertThat(onBus())
                .extracting(message -> message.path("context").toString())
                .containsExactly("{\"library\":{\"name\":\"analytics-node\"}}", "{\"ip\":\"1.2.3.4\"}");
    }

    @Test
    void knowsTheKeyInTheBody_andPassesItOnToNobody() {
        assertThat(post("/v1/track", Map.of(), "{\"event\":\"A\",\"userId\":\"ada\",\"writeKey\":\"dev-browser\"}")
                        .status())
                .isEqualTo(200);
        assertThat(only().has("writeKey")).isFalse();
        assertThat(shop.ports.bus.messages().getFirst().origin()).isEqualTo(Origin.BROWSER);
        assertThat(post(
                                "/v1/track",
                                Map.of("authorization", "Bearer x"),
                                "{\"event\":\"A\",\"userId\":\"ada\",\"writeKey\":\"dev\"}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void takesWhatABeaconSends_asPlainText() {
        Map<String, String> beacon = Map.of("content-type", "text/plain;charset=UTF-8");
        assertThat(post("/v1/t", beacon, "{\"event\":\"A\",\"anonymousId\":\"x\",\"writeKey\":\"dev-browser\"}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void givesAnIdToWhatBringsNone() {
        post("/v1/track", SERVER, "{\"event\":\"A\",\"userId\":\"ada\"}");
        post("/v1/track", SERVER, "{\"event\":\"A\",\"userId\":\"ada\"}");
        assertThat(onBus())
                .extracting(message -> message.path("messageId").asText())
                .allSatisfy(id -> assertThat(id).startsWith("homing-"))
                .doesNotHaveDuplicates();
    }

    @Test
    void unpacksGzip() throws IOException {
        Map<String, String> gzip =
                Map.of("content-encoding", "gzip", "authorization", SERVER.getOrDefault("authorization", ""));
        assertThat(answer(AwsEvents.http("POST", "/v1/track", gzip, zipped("{\"event\":\"Zoë\",\"userId\":\"ada\"}")))
                        .status())
                .isEqualTo(200);
        assertThat(only().path("event").asText()).isEqualTo("Zoë");
        assertThat(answer(AwsEvents.http("POST", "/v1/track", gzip, "not gzip".getBytes(StandardCharsets.UTF_8)))
                        .status())
                .isEqualTo(400);
        byte[] bomb = zipped(" ".repeat(50_000_000));
        assertThat(answer(AwsEvents.http("POST", "/v1/batch", gzip, bomb)).status())
                .isEqualTo(413);
    }

    private static byte[] zipped(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    @Test
    void letsBrowsersOfAnyShopSend() {
        Answer preflight =
                answer(AwsEvents.http("OPTIONS", "/v1/track", Map.of("origin", "https://shop.example"), new byte[0]));
        assertThat(preflight.status()).isEqualTo(204);
        for (Answer answer : List.of(preflight, post("/v1/track", SERVER, "{}"), post("/v1/track", Map.of(), "{}"))) {
            assertThat(answer.header("access-control-allow-origin")).isEqualTo("*");
            assertThat(answer.header("access-control-allow-headers"))
                    .contains("authorization")
                    .contains("content-type");
            assertThat(answer.header("access-control-allow-methods")).contains("POST");
        }
        assertThat(onBus()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "{\"batch\":5}", "{\"batch\":[5]}", "{}"})
    void refusesWhatIsBroken(String body) {
        Answer answer = post("/v1/batch", SERVER, body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("success").asBoolean()).isFalse();
        assertThat(answer.json().path("message").asText()).isNotBlank();
        assertThat(onBus()).isEmpty();
    }

    @Test
    void refusesAWrongKey_andSaysWhatToDo() {
        for (Map<String, String> headers :
                List.of(Map.<String, String>of(), basic("wrong:"), basic(""), Map.of("authorization", "Basic %%%"))) {
            Answer answer = post("/v1/track", headers, "{\"event\":\"A\",\"userId\":\"ada\"}");
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.json().path("message").asText()).contains("write key");
        }
        assertThat(post("/v1/track", Map.of(), "{\"event\":\"A\",\"userId\":\"ada\",\"writeKey\":5}")
                        .status())
                .isEqualTo(401);
        assertThat(onBus()).isEmpty();
    }

    @Test
    void refusesWhatIsTooLarge() {
        String event = "{\"event\":\"A\",\"userId\":\"ada\",\"properties\":{\"x\":\"" + "y".repeat(33_000) + "\"}}";
        assertThat(post("/v1/track", SERVER, event).status()).isEqualTo(413);
        assertThat(post("/v1/batch", SERVER, "{\"batch\":[" + event + "]}").status())
                .isEqualTo(413);
        String fits = "{\"type\":\"track\",\"event\":\"A\",\"userId\":\"ada\",\"properties\":{\"x\":\""
                + "y".repeat(31_000) + "\"}}";
        assertThat(post("/v1/batch", SERVER, "{\"batch\":[" + (fits + ",").repeat(15) + fits + "]}")
                        .status())
                .isEqualTo(200);
        assertThat(post("/v1/batch", SERVER, "{\"batch\":[" + (fits + ",").repeat(17) + fits + "]}")
                        .status())
                .isEqualTo(413);
        assertThat(onBus()).hasSize(16);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v1/track, 405",
        "PUT, /v1/batch, 405",
        "POST, /v1/, 404",
        "POST, /v1/tracks, 404",
        "POST, /v1/track/x, 404"
    })
    void refusesWhatIsNoAddressOfIts(String method, String path, int status) {
        assertThat(answer(AwsEvents.http(method, path, SERVER, "{}".getBytes(StandardCharsets.UTF_8)))
                        .status())
                .isEqualTo(status);
    }

    @Test
    void comesOutOfTheBusAsItWasSaid_withTheOriginOfItsDoor() {
        ObjectNode event = (ObjectNode) AwsEvents.sample("customers/identify.json");
        post("/v1/identify", basic("dev-browser:"), event.toString());
        String envelope = AwsEvents.envelope(
                "bus-1",
                "homing.collect.browser",
                "identify",
                shop.now().toString(),
                AwsEvents.read(shop.ports.bus.messages().getFirst().message()));
        assertThat(AwsEvents.failures(shop.wiring.eventHandler().handle(AwsEvents.sqs("events", List.of(envelope)))))
                .isEmpty();
        assertThat(shop.ports.profiles.search("zoe@example.com", null, 10)).hasSize(1);
    }
}
