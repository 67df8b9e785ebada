package dev.homing.domain.event;

import dev.homing.domain.Facts;
import dev.homing.domain.event.CustomerEvent.Kind;
import dev.homing.domain.event.CustomerEvent.Origin;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What became of a message that came in: an event, or a reason why it is none. */
public sealed interface EventReading {
    /** From later than this an event is taken to have happened now. */
    Duration FUTURE_TOLERANCE = Duration.ofMinutes(5);

    /** The tables' keys have years of four digits. */
    Instant TOO_LATE = Instant.parse("+10000-01-01T00:00:00Z");

    /** Longest id that is taken; longer ones do not fit the tables' keys. */
    int LONGEST_ID = 256;

    record Accepted(CustomerEvent event) implements EventReading {}

    /** @param reason names the field and the remedy */
    record Rejected(String reason) implements EventReading {}

    /**
     * Reads a message of the Segment specification.
     *
     * @param message its fields
     * @param fallbackId its id where it brings none: the bus's own, which a redelivery keeps
     * @param receivedAt when it reached the bus; its time where it brings none
     */
    static EventReading read(Facts message, String fallbackId, Origin origin, Instant receivedAt, Instant now) {
        String type = message.text("type");
        Kind kind = kind(type == null ? "track" : type);
        if (kind == null) {
            return new Rejected(
                    "type: \"" + type + "\" is not known; use track, identify, page, screen, alias or group");
        }
        String userId = message.text("userId");
        String anonymousId = message.text("anonymousId");
        if (userId == null && anonymousId == null) {
            return new Rejected("userId, anonymousId: both are missing; send at least one of them");
        }
        String previousId = message.text("previousId");
        if (kind == Kind.ALIAS && (previousId == null || userId == null)) {
            return new Rejected("previousId, userId: an alias needs both");
        }
        String name = name(kind, message);
        if (name == null) {
            return new Rejected("event: the name of a track event is missing; send it as \"event\"");
        }
        String messageId = message.firstText("messageId", "message_id");
        String tooLong = tooLong(messageId, userId, anonymousId, previousId, name);
        if (tooLong != null) {
            return new Rejected(
                    tooLong + ": ids and names have at most " + LONGEST_ID + " characters; send a shorter one");
        }
        String stating = message.text("timestamp") == null ? "originalTimestamp" : "timestamp";
        Instant statedAt;
        try {
            statedAt = instant(message.text(stating));
        } catch (DateTimeException notATime) {
            return notATime(stating, message);
        }
        Instant sentAt;
        try {
            // Who brings both times on has put the one right by the other already: Segment and RudderStack.
            boolean corrected = message.text("timestamp") != null && message.text("originalTimestamp") != null;
            sentAt = corrected ? null : instant(message.text("sentAt"));
        } catch (DateTimeException notATime) {
            return notATime("sentAt", message);
        }
        // Those of a group call are the group's, a company's say, and not the customer's.
        Facts traits = kind == Kind.IDENTIFY
                ? message.map("traits")
                : message.map("context").map("traits");
        return new Accepted(new CustomerEvent(
                messageId == null ? fallbackId : messageId,
                kind,
                name,
                userId,
                anonymousId,
                previousId,
                statedAt,
                settle(statedAt, sentAt, receivedAt, now),
                receivedAt,
                origin,
                message.map("properties"),
                traits));
    }

    /**
     * The event's time: what the sender's clock said, put right by how far that clock was off when it sent (Segment: {@code timestamp =
     * receivedAt - (sentAt - originalTimestamp)}), and never in the future.
     */
    private static Instant settle(
            @Nullable Instant statedAt, @Nullable Instant sentAt, Instant receivedAt, Instant now) {
        Instant at = statedAt == null ? receivedAt : statedAt;
        if (statedAt != null && sentAt != null && !statedAt.isAfter(sentAt)) {
            Duration off = Duration.between(sentAt, receivedAt);
            if (off.abs().compareTo(FUTURE_TOLERANCE) > 0) {
                at = statedAt.plus(off);
            }
        }
        return at.isAfter(now) ? now : at;
    }

    private static Rejected notATime(String field, Facts message) {
        return new Rejected(field + ": \"" + message.text(field)
                + "\" is not an ISO 8601 date from 1970 to 9999 such as 2026-11-22T10:15:30Z");
    }

    private static @Nullable String tooLong(
            @Nullable String messageId,
            @Nullable String userId,
            @Nullable String anonymousId,
            @Nullable String previousId,
            String name) {
        if (tooLong(messageId)) {
            return "messageId";
        }
        if (tooLong(userId)) {
            return "userId";
        }
        if (tooLong(anonymousId)) {
            return "anonymousId";
        }
        return tooLong(previousId) ? "previousId" : tooLong(name) ? "event" : null;
    }

    private static boolean tooLong(@Nullable String id) {
        return id != null && id.length() > LONGEST_ID;
    }

    private static @Nullable Kind kind(String type) {
        return switch (type.toLowerCase(Locale.ROOT)) {
            case "track" -> Kind.TRACK;
            case "identify" -> Kind.IDENTIFY;
            case "page" -> Kind.PAGE;
            case "screen" -> Kind.SCREEN;
            case "alias" -> Kind.ALIAS;
            case "group" -> Kind.GROUP;
            default -> null;
        };
    }

    private static @Nullable String name(Kind kind, Facts message) {
        return switch (kind) {
            case TRACK -> message.firstText("event");
            case PAGE, SCREEN -> {
                String name = message.text("name");
                yield name == null ? kind.name().toLowerCase(Locale.ROOT) : name;
            }
            case IDENTIFY, ALIAS, GROUP -> kind.name().toLowerCase(Locale.ROOT);
        };
    }

    /** @throws DateTimeException where it is none, or so far off that it is none that anyone means */
    private static @Nullable Instant instant(@Nullable String text) {
        if (text == null) {
            return null;
        }
        Instant instant = parsed(text);
        if (instant.isBefore(Instant.EPOCH) || !instant.isBefore(TOO_LATE)) {
            throw new DateTimeException("Out of range");
        }
        return instant;
    }

    private static Instant parsed(String text) {
        if (text.length() <= 15 && text.chars().allMatch(Character::isDigit)) {
            long number = Long.parseLong(text);
            return text.length() <= 10 ? Instant.ofEpochSecond(number) : Instant.ofEpochMilli(number);
        }
        if (text.length() == 10) {
            return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        }
        String withT = text.replace(' ', 'T');
        boolean hasOffset = text.endsWith("Z") || text.lastIndexOf('+') > 10 || text.lastIndexOf('-') > 10;
        // ISO 8601 has +01:00 and +0100, the parser only the first.
        String withOffset = hasOffset ? withT.replaceFirst("([+-]\\d\\d)(\\d\\d)$", "$1:$2") : withT + "Z";
        return OffsetDateTime.parse(withOffset).toInstant();
    }
}
