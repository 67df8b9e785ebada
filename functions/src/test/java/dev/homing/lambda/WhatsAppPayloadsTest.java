package dev.homing.lambda;

import static dev.homing.app.SmallShop.ADA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.app.SmallShop;
import dev.homing.app.port.SendJob;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.consent.AddressKey;
import dev.homing.domain.consent.Consent;
import dev.homing.domain.id.Visit;
import dev.homing.domain.message.Message;
import dev.homing.domain.message.MessageStatus;
import dev.homing.domain.reason.Reason;
import dev.homing.domain.reason.Reason.Code;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Meta posts, in the shapes that it documents, and what becomes of the message and its customer. */
class WhatsAppPayloadsTest {
    private static final String SENDER = "\"from\":\"4915112345678\"";

    private final SmallShop shop = new SmallShop();
    private final SendJob job =
            new SendJob(Visit.first(shop.emailJob().run(), "whatsapp"), Channel.WHATSAPP, SmallShop.TOKEN);

    WhatsAppPayloadsTest() {
        shop.wiring.sendWhatsApp().send(job, shop.now());
    }

    /** One change of a number: its value without what every value has. */
    private static String change(String value) {
        return """
                {"field":"messages","value":{"messaging_product":"whatsapp",
                 "metadata":{"display_phone_number":"4940123456","phone_number_id":"106540352242922"},%s}}
                """.formatted(value);
    }

    private static String entry(String... changes) {
        return "{\"id\":\"102290129340398\",\"changes\":[" + String.join(",", changes) + "]}";
    }

    private int post(String... entries) {
        byte[] body = ("{\"object\":\"whatsapp_business_account\",\"entry\":[" + String.join(",", entries) + "]}")
                .getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers =
                Map.of("x-hub-signature-256", shop.ports.whatsAppWebhook().signature(body));
        return AwsEvents.Answer.of(shop.wiring
                        .whatsAppHookHandler()
                        .handle(AwsEvents.http("POST", "/hooks/whatsapp", headers, body)))
                .status();
    }

    private String at() {
        return Long.toString(shop.now().getEpochSecond() + 60);
    }

    private String status(String status, String more) {
        return """
                {"id":"memory-1","status":"%s","timestamp":"%s","recipient_id":"4915112345678",
                 "biz_opaque_callback_data":"{\\"message\\":\\"%s\\",\\"campaign\\":\\"cart-recovery\\",\\"step\\":\\"whatsapp\\"}"%s}
                """.formatted(status, at(), job.message(), more);
    }

    private String failed(int code, String title, String details) {
        return "\"statuses\":[" + status("failed", """
                        ,"errors":[{"code":%d,"title":"%s","message":"%s","error_data":{"details":"%s"}}]
                        """.formatted(code, title, title, details)) + "]";
    }

    /** A message that a customer wrote; {@code context} makes it an answer to the one that was sent. */
    private String written(String from, String type, String content, boolean answer) {
        return "\"messages\":[{%s,\"id\":\"wamid.A\",\"timestamp\":\"%s\",\"type\":\"%s\"%s%s}]"
                .formatted(
                        from,
                        at(),
                        type,
                        content.isEmpty() ? "" : ",\"" + type + "\":" + content,
                        answer ? ",\"context\":{\"from\":\"4940123456\",\"id\":\"memory-1\"}" : "");
    }

    private Message message() {
        return shop.message(job);
    }

    private Consent.State consent() {
        return shop.ports.profiles.load(ADA).consent(Channel.WHATSAPP).state();
    }

    private boolean suppressed() {
        return shop.ports
                        .suppressions
                        .of(AddressKey.of(Channel.WHATSAPP, "+4915112345678"))
                        .standing()
                != null;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "131026|NOT_ON_WHATSAPP|false|Message undeliverable",
                "131047|OUTSIDE_WINDOW|false|Re-engagement message",
                "131049|MARKETING_LIMIT|false|This message was not delivered to maintain healthy ecosystem engagement.",
                "131050|MARKETING_STOPPED|true|User has stopped marketing messages",
                "131056|TOO_MANY_TO_PERSON|false|Pair rate limit hit",
                "132015|TEMPLATE_PAUSED|false|Template is paused",
                "777777|PROVIDER_REFUSED|false|Something new"
            })
    void fails_withWhatMetaSays(int number, Code code, boolean suppresses, String title) {
        assertThat(post(entry(change(failed(number, title, "Said in details")))))
                .isEqualTo(200);

        assertThat(message().status()).isEqualTo(MessageStatus.FAILED);
        assertThat(message().reason())
                .isEqualTo(Reason.of(code, "error", Integer.toString(number)).withDetails(number + " Said in details"));
        assertThat(suppressed()).isEqualTo(suppresses);
    }

    @Test
    void fails_whenMetaDoesNotSayWhy() {
        post(entry(change("\"statuses\":[" + status("failed", "") + "]")));

        assertThat(message().reason()).isEqualTo(Reason.of(Code.PROVIDER_SILENT));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "button|{\"payload\":\"SHOW\",\"text\":\"Show my cart\"}",
                "interactive|{\"type\":\"button_reply\",\"button_reply\":{\"id\":\"yes\",\"title\":\"Yes please\"}}",
                "interactive|{\"type\":\"list_reply\",\"list_reply\":{\"id\":\"l1\",\"title\":\"Later\",\"description\":\"Ask again\"}}",
                "text|{\"body\":\"Is it dishwasher safe?\"}"
            })
    void wasRepliedTo_whateverTheCustomerAnswersBy(String type, String content) {
        assertThat(post(entry(change(written(SENDER, type, content, true))))).isEqualTo(200);

        assertThat(message().has(MessageStatus.REPLIED)).isTrue();
        assertThat(consent()).isEqualTo(Consent.State.SUBSCRIBED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "button|{\"payload\":\"STOP\",\"text\":\"Keine Angebote mehr\"}",
                "button|{\"payload\":\"opt_out\",\"text\":\"No more offers\"}",
                "button|{\"payload\":\"p-17\",\"text\":\"Stop promotions\"}",
                "interactive|{\"type\":\"button_reply\",\"button_reply\":{\"id\":\"unsubscribe\",\"title\":\"No thanks\"}}",
                "interactive|{\"type\":\"list_reply\",\"list_reply\":{\"id\":\"x\",\"title\":\"Abmelden\"}}",
                "text|{\"body\":\" Stop! \"}"
            })
    void optsOut_whateverTheCustomerSaysStopBy(String type, String content) {
        post(entry(change(written(SENDER, type, content, true))));

        assertThat(consent()).isEqualTo(Consent.State.UNSUBSCRIBED);
        assertThat(suppressed()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"unsupported", "system", "reaction", "request_welcome", "errors"})
    void changesNothing_whenNobodyWroteAnythingToRead(String type) {
        assertThat(post(entry(change(written(SENDER, type, "", false))))).isEqualTo(200);

        assertThat(message().has(MessageStatus.REPLIED)).isFalse();
        assertThat(consent()).isEqualTo(Consent.State.SUBSCRIBED);
    }

    @Test
    void findsWhoWrote_byTheContact_whenTheMessageHasOnlyAUserId() {
        post(entry(change("""
                "contacts":[{"profile":{"name":"Ada"},"user_id":"DE.1349","wa_id":"4915112345678"}],
                """ + written("\"from_user_id\":\"DE.1349\"", "text", "{\"body\":\"STOP\"}", true))));

        assertThat(consent()).isEqualTo(Consent.State.UNSUBSCRIBED);
    }

    @Test
    void takesInTheRest_whenSomebodyHidesTheNumber() {
        String hidden = change("\"contacts\":[{\"user_id\":\"DE.1349\"}],"
                + written("\"from_user_id\":\"DE.1349\"", "text", "{\"body\":\"STOP\"}", true));

        assertThat(post(entry(hidden, change("\"statuses\":[" + status("read", "") + "]"))))
                .isEqualTo(200);

        assertThat(message().has(MessageStatus.READ)).isTrue();
        assertThat(consent()).isEqualTo(Consent.State.SUBSCRIBED);
    }

    @Test
    void takesInEveryEntryAndChange() {
        post(
                entry(
                        change("\"statuses\":[" + status("delivered", "") + "," + status("sent", "") + "]"),
                        change(written(SENDER, "text", "{\"body\":\"Thanks\"}", true))),
                entry(change("\"statuses\":[" + status("read", "") + "]")));

        assertThat(message().statuses())
                .extracting(Message.StatusAt::status)
                .contains(MessageStatus.SENT, MessageStatus.DELIVERED, MessageStatus.REPLIED, MessageStatus.READ);
    }
}
