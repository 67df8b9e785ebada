package dev.homing.adapter.json.inbound;

import dev.homing.domain.Facts;
import dev.homing.domain.id.MessageId;
import dev.homing.domain.message.MessageStatus;
import dev.homing.domain.reason.Reason;
import dev.homing.domain.reason.Reason.Code;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A bounce by SES's word. A permanent one is about the address, which gets nothing any more. A transient one that says what was wrong is
 * about this email alone: SES tried for hours and gave up. Any other may be an automatic answer (out of office) to a mail that arrived, and
 * changes nothing.
 *
 * @see <a href="https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html#bounce-types">Bounce types</a>
 */
final class SesBounce {
    static final String ON_ACCOUNT_LIST = "OnAccountSuppressionList";

    private SesBounce() {}

    static SesEvent read(@Nullable MessageId message, Facts bounce, Instant at) {
        List<Facts> recipients = bounce.list("bouncedRecipients");
        Facts recipient = recipients.isEmpty() ? Facts.NONE : recipients.getFirst();
        String type = String.valueOf(bounce.text("bounceType"));
        String subType = String.valueOf(bounce.text("bounceSubType"));
        String details = recipient.text("diagnosticCode");
        return switch (type.toLowerCase(Locale.ROOT)) {
            case "permanent" ->
                new SesEvent(
                        message,
                        MessageStatus.BOUNCED,
                        at,
                        Reason.of(permanent(subType, recipient.text("status"))).withDetails(details));
            case "transient" -> {
                Code code = passing(subType);
                yield code == null
                        ? new SesEvent(message, null, at, null)
                        : new SesEvent(
                                message,
                                MessageStatus.FAILED,
                                at,
                                Reason.of(code).withDetails(details));
            }
            default -> new SesEvent(message, null, at, null);
        };
    }

    private static Code permanent(String subType, @Nullable String status) {
        return switch (subType) {
            case ON_ACCOUNT_LIST -> Code.ON_ACCOUNT_LIST;
            case "Suppressed" -> Code.ON_PROVIDER_LIST;
            default -> byStatus(status);
        };
    }

    /** By the enhanced status code (RFC 3463), as servers' texts differ. */
    private static Code byStatus(@Nullable String status) {
        return switch (String.valueOf(status)) {
            case "5.1.1", "5.1.3", "5.1.6" -> Code.MAILBOX_NOT_FOUND;
            case "5.1.2", "5.1.10", "5.4.4" -> Code.DOMAIN_NOT_FOUND;
            case "5.2.1" -> Code.MAILBOX_DISABLED;
            case "5.2.2" -> Code.MAILBOX_FULL;
            case String refused when refused.startsWith("5.7.") -> Code.SERVER_REFUSES_SHOP;
            default -> Code.ADDRESS_REFUSED;
        };
    }

    private static @Nullable Code passing(String subType) {
        return switch (subType) {
            case "MailboxFull" -> Code.MAILBOX_FULL;
            case "MessageTooLarge" -> Code.MESSAGE_TOO_LARGE;
            case "ContentRejected", "AttachmentRejected" -> Code.CONTENT_REJECTED;
            case "CustomTimeoutExceeded" -> Code.SERVER_TOO_SLOW;
            default -> null;
        };
    }
}
