package dev.homing.adapter.json.inbound;

import dev.homing.adapter.json.MalformedJson;
import dev.homing.domain.Facts;
import dev.homing.domain.id.MessageId;
import dev.homing.domain.message.MessageStatus;
import dev.homing.domain.reason.Reason;
import dev.homing.domain.reason.Reason.Code;
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
        String time = said.text("timestamp") == null ? envelope.text("time") : said.text("timestamp");
        Instant at = time == null ? Instant.EPOCH : OffsetDateTime.parse(time).toInstant();
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
