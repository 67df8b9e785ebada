package dev.homing.adapter.json.inbound;

import dev.homing.adapter.json.MalformedJson;
import dev.homing.domain.Facts;
import dev.homing.domain.id.MessageId;
import dev.homing.domain.message.MessageStatus;
import dev.homing.domain.reason.Reason;
import dev.homing.domain.reason.Reason.Code;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What SES says of an email, as its configuration set puts it on the bus.
 *
 * @param message Homing's own id, from the tag that the email was sent with; null for emails that are not Homing's
 * @param status null for what changes nothing, such as a delay, an automatic answer, or the word that a mail is no spam
 * @param reason of a failure; null for the others
 * @see <a href="https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html">Contents of event data</a>
 */
public record SesEvent(
        @Nullable MessageId message,
        @Nullable MessageStatus status,
        Instant at,
        @Nullable Reason reason) {

    /** The tag under which an email carries its id. */
    public static final String MESSAGE_TAG = "message";

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    /**
     * @param envelope of EventBridge
     * @throws MalformedJson where it is none of SES's
     */
    public static SesEvent read(Facts envelope) {
        Facts detail = envelope.map("detail");
        String type = detail.text("eventType");
        if (type == null) {
            throw new MalformedJson("\"detail.eventType\" is missing");
        }
        String kind = type.toLowerCase(Locale.ROOT);
        Facts said = detail.map(
                switch (kind) {
                    case "rendering failure" -> "failure";
                    default -> kind;
                });
        Instant stated = instant(said.text("timestamp"));
        Instant received = instant(envelope.text("time"));
        Instant at = stated != null ? stated : received != null ? received : Instant.EPOCH;
        MessageId message = message(detail.map("mail").map("tags"));
        return switch (kind) {
            case "send" -> new SesEvent(message, MessageStatus.SENT, at, null);
            case "delivery" -> new SesEvent(message, MessageStatus.DELIVERED, at, null);
            case "complaint" -> complaint(message, said, at);
            case "reject" -> failed(message, at, Code.VIRUS_FOUND, said.text("reason"));
            case "rendering failure" -> failed(message, at, Code.PROVIDER_REFUSED, said.text("errorMessage"));
            case "bounce" -> SesBounce.read(message, said, at);
            default -> new SesEvent(message, null, at, null);
        };
    }

    /** Null where it says none that an email can have been sent in: what became of it counts all the same. */
    private static @Nullable Instant instant(@Nullable String text) {
        try {
            Instant instant = text == null ? null : OffsetDateTime.parse(text).toInstant();
            return instant == null || instant.isBefore(Instant.EPOCH) || instant.isAfter(LATEST) ? null : instant;
        } catch (DateTimeException none) {
            return null;
        }
    }

    private static SesEvent failed(@Nullable MessageId message, Instant at, Code code, @Nullable String details) {
        return new SesEvent(message, MessageStatus.FAILED, at, Reason.of(code).withDetails(details));
    }

    /** Some mailboxes also tell when somebody takes a mail out of the spam folder; and of an address that complained before SES sends nothing. */
    private static SesEvent complaint(@Nullable MessageId message, Facts complaint, Instant at) {
        if ("not-spam".equalsIgnoreCase(complaint.text("complaintFeedbackType"))) {
            return new SesEvent(message, null, at, null);
        }
        return SesBounce.ON_ACCOUNT_LIST.equals(complaint.text("complaintSubType"))
                ? new SesEvent(message, MessageStatus.BOUNCED, at, Reason.of(Code.ON_ACCOUNT_LIST))
                : new SesEvent(message, MessageStatus.COMPLAINED, at, null);
    }

    private static @Nullable MessageId message(Facts tags) {
        if (!(tags.values().get(MESSAGE_TAG) instanceof List<?> values) || values.isEmpty()) {
            return null;
        }
        try {
            return MessageId.parse(String.valueOf(values.getFirst()));
        } catch (IllegalArgumentException foreign) {
            return null;
        }
    }
}
