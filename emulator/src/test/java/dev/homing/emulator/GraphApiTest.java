package dev.homing.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.homing.emulator.wire.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GraphApiTest {
    private static final String TEMPLATE = """
            {"name":"cart_reminder","language":"en","category":"MARKETING","components":[
              {"type":"HEADER","format":"TEXT","text":"Hello {{1}}"},
              {"type":"BODY","text":"You left {{1}} for {{2}}.","example":{"body_text":[["a","b"]]}},
              {"type":"FOOTER","text":"The Shop"},
              {"type":"BUTTONS","buttons":[{"type":"URL","text":"To the cart","url":"https://shop.example/t/{{1}}"}]}]}
            """;

    private final Emulator emulator = Emulator.start(EmulatorOptions.defaults());
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<JsonNode> statuses = Collections.synchronizedList(new ArrayList<>());
    private final List<String> badSignatures = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger refusals = new AtomicInteger();

    @BeforeAll
    void setUp() throws Exception {
        HttpApi api = emulator.httpApi(HttpApiOptions.onPort(0));
        api.handle("/hooks/whatsapp", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String signature = exchange.getRequestHeaders().getFirst("X-Hub-Signature-256");
            if (!("sha256=" + hmac(body)).equals(signature)) {
                badSignatures.add(String.valueOf(signature));
            }
            boolean refuse = refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
            if (!refuse) {
                statuses.add(
                        Json.parse(new String(body, StandardCharsets.UTF_8)).at("/entry/0/changes/0/value"));
            }
            exchange.sendResponseHeaders(refuse ? 503 : 200, -1);
            exchange.close();
        });
        emulator.whatsApp().webhook(URI.create(api.uri() + "/hooks/whatsapp"), "app-secret");
        assertThat(post("waba/message_templates", TEMPLATE, "token")
                        .path("status")
                        .asText())
                .isEqualTo("APPROVED");
    }

    private static String hmac(byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec("app-secret".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (java.security.GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    @BeforeEach
    void forget() {
        emulator.settle();
        statuses.clear();
        emulator.inbox().clear();
    }

    @AfterAll
    void close() {
        http.close();
        emulator.close();
        assertThat(badSignatures).isEmpty();
    }

    private JsonNode post(String path, String body, String token) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(emulator.endpoint() + "/v22.0/" + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        JsonNode answer = Json.parse(response.body());
        assertThat(answer.has("error")).isEqualTo(response.statusCode() != 200);
        emulator.settle();
        return answer;
    }

    private static String message(String to, String bodyParameters) {
        return """
                {"messaging_product":"whatsapp","recipient_type":"individual","to":"%s","type":"template",
                 "template":{"name":"cart_reminder","language":{"code":"en"},"components":[
                   {"type":"header","parameters":[{"type":"text","text":"Ann"}]},
                   {"type":"body","parameters":[%s]},
                   {"type":"button","sub_type":"url","index":"0","parameters":[{"type":"text","text":"abc"}]}]},
                 "biz_opaque_callback_data":"{\\"message\\":\\"m-%s\\",\\"campaign\\":\\"cart-recovery\\",\\"step\\":\\"second\\",\\"variant\\":\\"A\\"}"}
                """.formatted(to, bodyParameters, to);
    }

    private static final String TWO = "{\"type\":\"text\",\"text\":\"a hat\"},{\"type\":\"text\",\"text\":\"20 €\"}";

    private List<String> told() {
        return statuses.stream()
                .map(value -> value.at("/statuses/0/status").asText())
                .toList();
    }

    @Test
    void aTemplateArrivesFilledIn_andIsToldSentAndDelivered() throws Exception {
        JsonNode answer =
                post("555/messages", message("+49 151 1000001", TWO).replace("m-+49 151 1000001", "m1"), "token");
        String wamid = answer.at("/messages/0/id").asText();
        assertThat(wamid).startsWith("wamid.");
        assertThat(answer.at("/contacts/0/wa_id").asText()).isEqualTo("491511000001");
        assertThat(emulator.inbox().messages()).singleElement().satisfies(message -> {
            assertThat(message.messageId()).isEqualTo("m1");
            assertThat(message.channel()).isEqualTo(Channel.WHATSAPP);
            assertThat(message.to()).isEqualTo("+491511000001");
            assertThat(message.template()).isEqualTo("cart_reminder");
            assertThat(message.campaign()).isEqualTo("cart-recovery");
            assertThat(message.step()).isEqualTo("second");
            assertThat(message.text())
                    .isEqualTo(
                            "Hello Ann\n\nYou left a hat for 20 €.\n\nThe Shop\n\n[To the cart] https://shop.example/t/abc");
        });
        assertThat(told()).containsExactly("sent", "delivered");
        JsonNode status = statuses.getFirst().at("/statuses/0");
        assertThat(status.path("id").asText()).isEqualTo(wamid);
        assertThat(status.path("recipient_id").asText()).isEqualTo("491511000001");
        assertThat(Json.parse(status.path("biz_opaque_callback_data").asText())
                        .path("message")
                        .asText())
                .isEqualTo("m1");
        assertThat(statuses.getFirst().at("/metadata/phone_number_id").asText()).isEqualTo("555");
    }

    @Test
    void reactionsAreTold() throws Exception {
        post("555/messages", message("491511000002", TWO), "token");
        statuses.clear();
        assertThat(emulator.inbox().react("m-491511000002", Reaction.READ)).isEqualTo(Inbox.Outcome.EMITTED);
        assertThat(emulator.inbox().react("m-491511000002", Reaction.FAILED)).isEqualTo(Inbox.Outcome.EMITTED);
        assertThat(emulator.inbox().react("m-491511000002", Reaction.BOUNCED)).isEqualTo(Inbox.Outcome.NOT_ON_CHANNEL);
        emulator.settle();
        assertThat(told()).containsExactly("read", "failed");
        assertThat(statuses.getLast().at("/statuses/0/errors/0/code").asInt()).isEqualTo(131026);
    }

    @Test
    void aTextIsOnlyForThoseWhoWroteWithinADay() throws Exception {
        String text =
                "{\"messaging_product\":\"whatsapp\",\"to\":\"491511000003\",\"type\":\"text\",\"text\":{\"body\":\"hi\"}}";
        post("555/messages", text, "token");
        assertThat(emulator.inbox().messages()).isEmpty();
        assertThat(statuses.getLast().at("/statuses/0/errors/0/code").asInt()).isEqualTo(131047);

        post("555/messages", message("491511000003", TWO), "token");
        emulator.inbox().react("m-491511000003", Reaction.REPLIED);
        emulator.settle();
        JsonNode reply = statuses.getLast();
        assertThat(reply.at("/messages/0/from").asText()).isEqualTo("491511000003");
        assertThat(reply.at("/messages/0/context/id").asText()).startsWith("wamid.");
        assertThat(reply.at("/contacts/0/wa_id").asText()).isEqualTo("491511000003");
        post("555/messages", text, "token");
        assertThat(emulator.inbox().messages()).hasSize(2);
        emulator.advance(Duration.ofHours(25));
        post("555/messages", text, "token");
        assertThat(emulator.inbox().messages()).hasSize(2);
    }

    @Test
    void webhooksComeAgain_whenTheyAreNotTaken() throws Exception {
        refusals.set(2);
        post("555/messages", message("491511000004", TWO), "token");
        assertThat(told()).isEmpty();
        emulator.advance(Duration.ofMinutes(5));
        assertThat(told()).containsExactlyInAnyOrder("sent", "delivered");
    }

    @Test
    void refusesAsMetaDoes() throws Exception {
        assertThat(post("555/messages", message("491511000005", TWO), "")
                        .at("/error/code")
                        .asInt())
                .isEqualTo(190);
        assertThat(post("555/messages", message("491511000005", "{\"type\":\"text\",\"text\":\"a hat\"}"), "token")
                        .at("/error/code")
                        .asInt())
                .isEqualTo(132000);
        assertThat(post("555/messages", message("491511000005", TWO).replace("cart_reminder", "other"), "token")
                        .at("/error/code")
                        .asInt())
                .isEqualTo(132001);
        assertThat(post("555/messages", message("12", TWO), "token")
                        .at("/error/code")
                        .asInt())
                .isEqualTo(131009);
        assertThat(post("waba/message_templates", TEMPLATE, "token")
                        .at("/error/code")
                        .asInt())
                .isEqualTo(100);
        assertThat(emulator.inbox().messages()).isEmpty();
    }

    @Test
    void listsTemplatesByName() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(emulator.endpoint() + "/v22.0/waba/message_templates?name=cart_reminder"))
                .header("Authorization", "Bearer token")
                .build();
        JsonNode answer = Json.parse(
                http.send(request, HttpResponse.BodyHandlers.ofString()).body());
        assertThat(answer.path("data")).hasSize(1);
        assertThat(answer.at("/data/0/status").asText()).isEqualTo("APPROVED");
        assertThat(answer.at("/data/0/components/1/text").asText()).contains("{{2}}");
    }
}
