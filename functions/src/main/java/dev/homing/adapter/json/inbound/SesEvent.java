package dev.homing.adapter.json.inbound;

import dev.homing.adapter.json.MalformedJson;
import dev.homing.domain.Facts;
import dev.homing.domain.id.MessageId;
import dev.homing.domain.message.MessageStatus;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What SES says of an email, as its configuration set puts it on the bus.
 *
 * @param message Homing's own id, from the tag that the email was sent with; null for emails that are not Homing's
 * @param status null for what changes nothing, such as a delay or a transient bounce
 * @param reason of a failure; null for the others
 * @see <a href="https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html">Contents of event data</a>
 */
public record SesEvent(
        @Nullable MessageId message,
        @Nullable MessageStatus status,
        Instant at,
        @Nullable String reason) {

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
            case "complaint" -> new SesEvent(message, MessageStatus.COMPLAINED, at, null);
            case "reject" -> new SesEvent(message, MessageStatus.FAILED, at, "rejected by SES: " + said.text("reason"));
            case "rendering failure" ->
                new SesEvent(message, MessageStatus.FAILED, at, "not rendered by SES: " + said.text("errorMessage"));
            case "bounce" -> bounce(message, said, at);
            default -> new SesEvent(message, null, at, null);
        };
    }

    private static SesEvent bounce(@Nullable MessageId message, Facts bounce, Instant at) {
        List<Facts> recipients = bounce.list("bouncedRecipients");
        String diagnostic = recipients.isEmpty() ? null : recipients.getFirst().text("diagnosticCode");
        String kind = bounce.text("bounceSubType");
        boolean permanent = "Permanent".equals(bounce.text("bounceType"));
        // A full mailbox or a server that is down says nothing about the address.
        return new SesEvent(
                message,
                permanent ? MessageStatus.BOUNCED : null,
                at,
                "bounced (" + kind + ")" + (diagnostic == null ? "" : ": " + diagnostic));
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
