package dev.homing.adapter.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homing.adapter.Golden;
import dev.homing.app.port.Sender.Tags;
import dev.homing.domain.consent.ReplyWord;
import dev.homing.domain.conversation.Said.Kind;
import dev.homing.domain.id.MessageId;
import dev.homing.domain.message.MessageStatus;
import dev.homing.domain.reason.Reason;
import dev.homing.domain.reason.Reason.Code;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WhatsAppWebhookTest {
    private static final Tags TAGS =
            new Tags(MessageId.parse("caaaabbbbccccddddeeee-f2ghijklmnopqrst"), "cart-recovery", "whatsapp");

    private static final String SENT_ID = "wamid.HBgNNDkxNTExMjM0NTY3OBUCABEYEjdFRkY1RTA1N0Y1QTlDOEMyRAA=";
    private static final String RECEIVED_ID = "wamid.HBgNNDkxNTExMjM0NTY3OBUCABIYFDNBMEI1RjdDNkQ4RTlGMEExQjJDAA==";
    private static final Instant AT = Instant.ofEpochSecond(1_795_342_800);

    private final WhatsAppWebhook webhook = new WhatsAppWebhook("app-secret", "verify-me");

    private static byte[] file(String name) {
        return Objects.requireNonNull(Golden.file("events/whatsapp/" + name + ".json"))
                .getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource({"status-sent,SENT,0", "status-delivered,DELIVERED,2", "status-read,READ,60"})
    void readsStatuses_withTheTagsThatWereSentAlong(String name, MessageStatus status, int seconds) {
        assertThat(WhatsAppWebhook.read(file(name)))
                .containsExactly(
                        new WhatsAppNotice.StatusChanged(SENT_ID, status, AT.plusSeconds(seconds), TAGS, null));
    }

    @Test
    void readsAFailure_withItsReasonInWords() {
        assertThat(WhatsAppWebhook.read(file("status-failed")))
                .containsExactly(new WhatsAppNotice.StatusChanged(
                        SENT_ID,
                        MessageStatus.FAILED,
                        AT.plusSeconds(1),
                        TAGS,
                        Reason.of(Code.NOT_ON_WHATSAPP, "error", "131026")
                                .withDetails("131026 Message Undeliverable.")));
    }

    @Test
    void readsABatch_leavingOutWhatHasNoMeaningHere() {
        assertThat(WhatsAppWebhook.read(file("batch")))
                .containsExactly(
                        new WhatsAppNotice.StatusChanged(SENT_ID, MessageStatus.READ, AT.plusSeconds(60), TAGS, null),
                        new WhatsAppNotice.StatusChanged(
                                SENT_ID, MessageStatus.DELIVERED, AT.plusSeconds(2), TAGS, null),
                        new WhatsAppNotice.StatusChanged("wamid.OTHER", MessageStatus.SENT, AT, null, null));
    }

    @Test
    void readsReplies_withTheMessageTheyAnswer() {
        assertThat(WhatsAppWebhook.read(file("message-text-reply")))
                .containsExactly(new WhatsAppNotice.Received(
                        RECEIVED_ID,
                        "+4915112345678",
                        AT.plusSeconds(120),
                        SENT_ID,
                        Kind.TEXT,
                        "Is the bowl dishwasher safe?",
                        null,
                        null,
                        ReplyWord.NONE));
        assertThat(WhatsAppWebhook.read(file("message-button")))
                .containsExactly(new WhatsAppNotice.Received(
                        RECEIVED_ID,
                        "+4915112345678",
                        AT.plusSeconds(120),
                        SENT_ID,
                        Kind.BUTTON,
                        "Stop promotions",
                        null,
                        "STOP",
                        ReplyWord.STOP));
        assertThat(WhatsAppWebhook.read(file("message-stop")))
                .containsExactly(new WhatsAppNotice.Received(
                        RECEIVED_ID,
                        "+4915112345678",
                        AT.plusSeconds(130),
                        null,
                        Kind.TEXT,
                        " Stop! ",
                        null,
                        null,
                        ReplyWord.STOP));
    }

    @Test
    void readsAMessage_whenThePersonHidesTheNumber() {
        assertThat(WhatsAppWebhook.read(file("message-without-number")))
                .containsExactly(new WhatsAppNotice.Received(
                        RECEIVED_ID,
                        "DE.13491208655302741918",
                        AT.plusSeconds(140),
                        SENT_ID,
                        Kind.IMAGE,
                        null,
                        null,
                        null,
                        ReplyWord.NONE));
    }

    @Test
    void readsWhatAPersonToldWhatsAppItself() {
        assertThat(WhatsAppWebhook.read(file("user-preferences")))
                .containsExactly(new WhatsAppNotice.MarketingChosen("+4915112345678", AT.plusSeconds(150), false));
    }

    @Test
    void readsNothing_fromOtherJson() {
        assertThat(WhatsAppWebhook.read("{}".getBytes(StandardCharsets.UTF_8))).isEmpty();
        assertThat(WhatsAppWebhook.read("{\"entry\":[{\"changes\":[{\"value\":{\"statuses\":[{}],\"messages\":[7]}}]}]}"
                        .getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
        assertThatThrownBy(() -> WhatsAppWebhook.read("nope".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void takesOnlyWhatMetaSigned() {
        byte[] body = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);
        // printf '{"a":1}' | openssl dgst -sha256 -hmac app-secret
        String good = "sha256=a2ac6607a24977f9757e6d78319ae1660ad42ffeee0ee3f0dff30a92bcf85448";
        assertThat(webhook.signed(body, good)).isTrue();
        assertThat(webhook.signed("{\"a\":2}".getBytes(StandardCharsets.UTF_8), good))
                .isFalse();
        assertThat(new WhatsAppWebhook("other", "verify-me").signed(body, good)).isFalse();
        for (String bad : List.of("", "sha256=", "sha256=zz", good.substring(7), good.substring(0, 20))) {
            assertThat(webhook.signed(body, bad)).as(bad).isFalse();
        }
        assertThat(webhook.signed(body, null)).isFalse();
        assertThat(new WhatsAppWebhook("", "verify-me").signed(body, good)).isFalse();
    }

    @Test
    void answersTheVerification_onlyWithItsToken() {
        Map<String, String> query =
                Map.of("hub.mode", "subscribe", "hub.verify_token", "verify-me", "hub.challenge", "1158201444");
        assertThat(webhook.challenge(query)).isEqualTo("1158201444");
        assertThat(new WhatsAppWebhook("app-secret", "other").challenge(query)).isNull();
        assertThat(webhook.challenge(Map.of("hub.mode", "subscribe", "hub.challenge", "1")))
                .isNull();
        assertThat(webhook.challenge(Map.of("hub.verify_token", "verify-me", "hub.challenge", "1")))
                .isNull();
        assertThat(new WhatsAppWebhook("app-secret", "")
                        .challenge(Map.of("hub.mode", "subscribe", "hub.verify_token", "", "hub.challenge", "1")))
                .isNull();
    }
}
