package dev.homing.adapter.json.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.domain.Facts;
import dev.homing.domain.message.MessageStatus;
import dev.homing.domain.reason.Reason;
import dev.homing.domain.reason.Reason.Code;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every kind of bounce and complaint that SES documents, and what it means here. */
class SesEventTest {
    private static final String AT = "2026-11-22T10:30:03.700Z";
    private static final String ID = "cmhlncvqv7nqctlqilv3b-ks4pu7jxxgdq6e4g";

    private static SesEvent read(String type, Map<String, Object> said) {
        return SesEvent.read(Facts.of(Map.of(
                "time",
                AT,
                "detail",
                Map.of(
                        "eventType",
                        type,
                        "mail",
                        Map.of("tags", Map.of("message", List.of(ID))),
                        type.toLowerCase(Locale.ROOT),
                        said))));
    }

    private static SesEvent bounce(String type, String subType, String status) {
        return read(
                "Bounce",
                Map.of(
                        "bounceType",
                        type,
                        "bounceSubType",
                        subType,
                        "timestamp",
                        AT,
                        "bouncedRecipients",
                        List.of(Map.of("status", status, "diagnosticCode", "smtp; " + status + " said so"))));
    }

    @ParameterizedTest
    @CsvSource({
        "Permanent, General, 5.1.1, BOUNCED, MAILBOX_NOT_FOUND",
        "Permanent, General, 5.1.6, BOUNCED, MAILBOX_NOT_FOUND",
        "Permanent, General, 5.1.2, BOUNCED, DOMAIN_NOT_FOUND",
        "Permanent, General, 5.1.10, BOUNCED, DOMAIN_NOT_FOUND",
        "Permanent, General, 5.4.4, BOUNCED, DOMAIN_NOT_FOUND",
        "Permanent, General, 5.2.1, BOUNCED, MAILBOX_DISABLED",
        "Permanent, General, 5.7.1, BOUNCED, SERVER_REFUSES_SHOP",
        "Permanent, General, 5.0.0, BOUNCED, ADDRESS_REFUSED",
        "Permanent, NoEmail, 5.1.1, BOUNCED, MAILBOX_NOT_FOUND",
        "Permanent, Suppressed, 5.1.1, BOUNCED, ON_PROVIDER_LIST",
        "Permanent, OnAccountSuppressionList, 5.1.1, BOUNCED, ON_ACCOUNT_LIST",
        "Permanent, SomethingNew, 5.9.9, BOUNCED, ADDRESS_REFUSED",
        "Transient, MailboxFull, 5.2.2, FAILED, MAILBOX_FULL",
        "Transient, MessageTooLarge, 5.3.4, FAILED, MESSAGE_TOO_LARGE",
        "Transient, ContentRejected, 5.7.1, FAILED, CONTENT_REJECTED",
        "Transient, AttachmentRejected, 5.7.1, FAILED, CONTENT_REJECTED",
        "Transient, CustomTimeoutExceeded, 4.4.7, FAILED, SERVER_TOO_SLOW"
    })
    void tellsWhatCameBack_withTheServersWordsApart(
            String type, String subType, String status, MessageStatus becomes, Code code) {
        SesEvent event = bounce(type, subType, status);

        assertThat(event.status()).isEqualTo(becomes);
        assertThat(event.reason()).isEqualTo(Reason.of(code).withDetails("smtp; " + status + " said so"));
        assertThat(event.at()).isEqualTo(Instant.parse(AT));
    }

    @ParameterizedTest
    @CsvSource({"Transient, General", "Transient, SomethingNew", "Undetermined, Undetermined"})
    void changesNothing_whenItMayBeAnAutomaticAnswer(String type, String subType) {
        assertThat(bounce(type, subType, "4.0.0").status()).isNull();
    }

    @Test
    void readsABounce_withoutAnyRecipient() {
        SesEvent event = read("Bounce", Map.of("bounceType", "Permanent", "timestamp", AT));

        assertThat(event.status()).isEqualTo(MessageStatus.BOUNCED);
        assertThat(event.reason()).isEqualTo(Reason.of(Code.ADDRESS_REFUSED));
    }

    @ParameterizedTest
    @CsvSource({
        "abuse, COMPLAINED",
        "fraud, COMPLAINED",
        "virus, COMPLAINED",
        "other, COMPLAINED",
        "auth-failure, COMPLAINED",
        "something-new, COMPLAINED",
        "not-spam,",
        "Not-Spam,"
    })
    void isAComplaint_unlessItSaysTheOpposite(String feedbackType, @Nullable MessageStatus becomes) {
        SesEvent event = read("Complaint", Map.of("complaintFeedbackType", feedbackType, "timestamp", AT));

        assertThat(event.status()).isEqualTo(becomes);
        assertThat(event.message()).isNotNull();
    }

    @Test
    void isAComplaint_whenNoTypeIsGiven() {
        assertThat(read("Complaint", Map.of("timestamp", AT)).status()).isEqualTo(MessageStatus.COMPLAINED);
    }

    @Test
    void didNotGoOut_whenTheAccountsListHasTheAddressForAComplaint() {
        SesEvent event = read("Complaint", Map.of("complaintSubType", "OnAccountSuppressionList", "timestamp", AT));

        assertThat(event.status()).isEqualTo(MessageStatus.BOUNCED);
        assertThat(event.reason()).isEqualTo(Reason.of(Code.ON_ACCOUNT_LIST));
    }

    @Test
    void failed_whenSesRejectsIt() {
        SesEvent event = read("Reject", Map.of("reason", "Bad content"));

        assertThat(event.status()).isEqualTo(MessageStatus.FAILED);
        assertThat(event.reason()).isEqualTo(Reason.of(Code.VIRUS_FOUND).withDetails("Bad content"));
    }
}
