package dev.homing.lambda;

import static dev.homing.app.SmallShop.ADA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.app.Chaos;
import dev.homing.app.SmallShop;
import dev.homing.app.port.SendJob;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.consent.Consent;
import dev.homing.domain.id.Visit;
import dev.homing.domain.message.MessageStatus;
import dev.homing.lambda.AwsEvents.Answer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WhatsAppHookHandlerTest {
    private final SmallShop shop = new SmallShop();
    private final SendJob job =
            new SendJob(Visit.first(shop.emailJob().run(), "whatsapp"), Channel.WHATSAPP, SmallShop.TOKEN);

    WhatsAppHookHandlerTest() {
        shop.wiring.sendWhatsApp().send(job, shop.now());
    }

    private static String signature(byte[] body, String secret) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
    }

    private Answer post(String body, String secret) throws GeneralSecurityException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers =
                Map.of("x-hub-signature-256", signature(bytes, secret), "content-type", "application/json");
        return Answer.of(
                shop.wiring.whatsAppHookHandler().handle(AwsEvents.http("POST", "/hooks/whatsapp", headers, bytes)));
    }

    /** A sample about the message that was sent. */
    private String sample(String name) {
        JsonNode event = AwsEvents.sample("whatsapp/" + name + ".json");
        JsonNode value = event.get("entry").get(0).get("changes").get(0).get("value");
        value.path("statuses").forEach(status -> ((ObjectNode) status)
                .put(
                        "biz_opaque_callback_data",
                        "{\"message\":\"" + job.message()
                                + "\",\"campaign\":\"cart-recovery\",\"step\":\"whatsapp\"}"));
        value.path("messages").forEach(message -> {
            if (message.has("context")) {
                ((ObjectNode) message.get("context")).put("id", "memory-1");
            }
        });
        return event.toString();
    }

    private Consent.State consent() {
        return shop.ports.profiles.load(ADA).consent(Channel.WHATSAPP).state();
    }

    @ParameterizedTest
    @CsvSource({
        "status-sent, SENT",
        "status-delivered, DELIVERED",
        "status-read, READ",
        "status-failed, FAILED",
        "message-text-reply, REPLIED"
    })
    void movesTheMessage(String name, MessageStatus status) throws GeneralSecurityException {
        assertThat(post(sample(name), "app-secret").status()).isEqualTo(200);
        assertThat(shop.message(job).has(status)).isTrue();
        int statuses = shop.message(job).statuses().size();
        post(sample(name), "app-secret");
        assertThat(shop.message(job).statuses()).as("twice is once").hasSize(statuses);
    }

    @ParameterizedTest
    @CsvSource({"message-stop", "user-preferences"})
    void sendsNoMoreMarketing_toWhoWantsNone(String name) throws GeneralSecurityException {
        post(sample(name), "app-secret");
        assertThat(consent()).isEqualTo(Consent.State.UNSUBSCRIBED);
        assertThat(shop.ports.profiles.load(ADA).consent(Channel.EMAIL)).isEqualTo(Consent.UNKNOWN);
    }

    @Test
    void refusesWhatMetaDidNotSign() throws GeneralSecurityException {
        assertThat(post(sample("message-stop"), "another-secret").status()).isEqualTo(403);
        byte[] body = sample("message-stop").getBytes(StandardCharsets.UTF_8);
        for (Map<String, String> headers : List.of(
                Map.<String, String>of(),
                Map.of("x-hub-signature-256", "sha256="),
                Map.of("x-hub-signature-256", "sha256=zz"))) {
            Answer answer = Answer.of(
                    shop.wiring.whatsAppHookHandler().handle(AwsEvents.http("POST", "/hooks/whatsapp", headers, body)));
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
        }
        assertThat(consent()).isEqualTo(Consent.State.SUBSCRIBED);
    }

    @Test
    void refusesWhatIsNoJson() throws GeneralSecurityException {
        assertThat(post("not JSON", "app-secret").status()).isEqualTo(400);
        assertThat(post("{\"object\":\"page\"}", "app-secret").status()).isEqualTo(200);
    }

    @Test
    void provesThatTheAddressIsOurs() {
        ObjectNode verification = (ObjectNode) AwsEvents.sample("aws/http-whatsapp-verification.json");
        Answer wrong = Answer.of(shop.wiring.whatsAppHookHandler().handle(AwsEvents.bytes(verification)));
        assertThat(wrong.status()).isEqualTo(403);
        assertThat(wrong.body()).doesNotContain("1158201444");
        verification.put("rawQueryString", "hub.mode=subscribe&hub.verify_token=verify&hub.challenge=1158201444");
        Answer right = Answer.of(shop.wiring.whatsAppHookHandler().handle(AwsEvents.bytes(verification)));
        assertThat(right.status()).isEqualTo(200);
        assertThat(right.body()).isEqualTo("1158201444");
        assertThat(right.header("content-type")).startsWith("text/plain");
    }

    @Test
    void hasMetaSendItAgain_whenItCouldNotBeTakenIn() throws GeneralSecurityException {
        shop.chaos.killBefore("Messages.save");
        assertThatThrownBy(() -> post(sample("status-read"), "app-secret")).isInstanceOf(Chaos.Killed.class);
        assertThat(post(sample("status-read"), "app-secret").status()).isEqualTo(200);
        assertThat(shop.message(job).has(MessageStatus.READ)).isTrue();
    }
}
