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
import org.jspecify.annotations.Nullable;

/**
 * What AWS End User Messaging says of a text message, as it puts it on the account's default bus. A carrier may take three days to say it.
 *
 * @param message Homing's own id, from the context that the message was sent with; null for messages that are not Homing's
 * @param status null for what changes nothing: that it waits to be delivered, or that nobody knows
 * @param reason of a failure; null for the others
 * @see <a href="https://docs.aws.amazon.com/sms-voice/latest/userguide/monitor-event-bridge.html">Monitoring with EventBridge</a>
 * @see <a href="https://docs.aws.amazon.com/sms-voice/latest/userguide/configuration-sets-event-types.html">Event types</a>
 */
public record SmsEvent(
        @Nullable MessageId message,
        @Nullable MessageStatus status,
        Instant at,
        @Nullable Reason reason) {
    /** What EventBridge names as the source of these. */
    public static final String SOURCE = "aws.sms-voice";

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    /** Whether an envelope is one of these. */
    public static boolean is(Facts envelope) {
        return SOURCE.equals(envelope.text("source"));
    }

    /**
     * @param envelope of EventBridge
     * @throws MalformedJson where it says no type
     */
    public static SmsEvent read(Facts envelope) {
        Facts detail = envelope.map("detail");
        String type = detail.text("eventType");
        if (type == null) {
            throw new MalformedJson("\"detail.eventType\" is missing");
        }
        MessageId message = message(detail.map("context").text("message"));
        Instant at = at(detail.get("eventTimestamp"), envelope.text("time"));
        return switch (type) {
            // Which of the two there is depends on the country: they stand for one another, as AWS says.
            case "TEXT_SUCCESSFUL", "TEXT_DELIVERED" -> new SmsEvent(message, MessageStatus.DELIVERED, at, null);
            // About the number itself, so it is not tried again: each try costs.
            case "TEXT_INVALID" ->
                new SmsEvent(message, MessageStatus.BOUNCED, at, reason(Code.PHONE_NOT_VALID, detail));
            case "TEXT_INVALID_MESSAGE" -> failed(message, at, Code.PARAMETER_NOT_VALID, detail);
            case "TEXT_UNREACHABLE" -> failed(message, at, Code.PHONE_OUT_OF_REACH, detail);
            case "TEXT_CARRIER_UNREACHABLE" -> failed(message, at, Code.CARRIER_OUT_OF_REACH, detail);
            case "TEXT_BLOCKED" -> failed(message, at, Code.PHONE_BLOCKS, detail);
            case "TEXT_CARRIER_BLOCKED" -> failed(message, at, Code.CARRIER_REFUSED, detail);
            case "TEXT_SPAM" -> failed(message, at, Code.TAKEN_FOR_SPAM, detail);
            case "TEXT_TTL_EXPIRED" -> failed(message, at, Code.DELIVERED_TOO_LATE, detail);
            case "TEXT_PROTECT_BLOCKED" -> failed(message, at, Code.SMS_COUNTRY_NOT_ALLOWED, detail);
            case "TEXT_OPTED_OUT" -> failed(message, at, Code.OPTED_OUT, detail);
            // Queued, pending, and TEXT_UNKNOWN, which also says that no carrier said anything for three days.
            default -> new SmsEvent(message, null, at, null);
        };
    }

    private static SmsEvent failed(@Nullable MessageId message, Instant at, Code code, Facts detail) {
        boolean optedOut = "OPTED_OUT".equals(detail.text("messageStatus"));
        return new SmsEvent(message, MessageStatus.FAILED, at, reason(optedOut ? Code.OPTED_OUT : code, detail));
    }

    private static Reason reason(Code code, Facts detail) {
        return Reason.of(code).withDetails(detail.text("messageStatusDescription"));
    }

    /** Milliseconds since 1970 in the event itself, else the bus's own time. */
    private static Instant at(@Nullable Object millis, @Nullable String time) {
        if (millis instanceof Number number && number.longValue() >= 0 && number.longValue() <= LATEST.toEpochMilli()) {
            return Instant.ofEpochMilli(number.longValue());
        }
        try {
            Instant received =
                    time == null ? Instant.EPOCH : OffsetDateTime.parse(time).toInstant();
            return received.isBefore(Instant.EPOCH) || received.isAfter(LATEST) ? Instant.EPOCH : received;
        } catch (DateTimeException none) {
            return Instant.EPOCH;
        }
    }

    private static @Nullable MessageId message(@Nullable String text) {
        try {
            return text == null ? null : MessageId.parse(text);
        } catch (IllegalArgumentException foreign) {
            return null;
        }
    }
}
