package dev.homing.domain.event;

import dev.homing.domain.Facts;
import dev.homing.domain.event.CustomerEvent.Kind;
import dev.homing.domain.event.CustomerEvent.Origin;
import dev.homing.domain.id.Placeholder;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What became of a message that came in: an event, or a reason why it is none. */
public sealed interface EventReading {
    /** From later than this an event is taken to have happened now. */
    Duration FUTURE_TOLERANCE = Duration.ofMinutes(5);

    String ORDERED_ALL_THE_SAME =
            ". It counts as an order without an amount until it is sent again in a way that can be read";

    /** What was left out is named as often; whoever sends a hundred bad lines knows by then. */
    int MOST_LEFT_OUT = 10;

    record Accepted(CustomerEvent event) implements EventReading {}

    /**
     * An event of which a part that counts cannot be read: what can be read of it counts, and it is on the rejected list as well, where it can be
     * sent again.
     *
     * @param reason names the field and the remedy
     */
    record Partly(CustomerEvent event, String reason) implements EventReading {}

    /** @param reason names the field and the remedy */
    record Rejected(String reason) implements EventReading {}

    /**
     * It tells of a product, and of nobody.
     *
     * @param properties of the product, read
     * @param statement by which it is known again
     */
    record OfProduct(String product, Facts properties, Instant at, String statement) implements EventReading {}

    /**
     * It names an order and nobody: whoever ordered that is meant.
     *
     * @param reason why it is none where nobody is known to have ordered it
     */
    record OfOrder(String order, String reason) implements EventReading {}

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
        String name = name(kind, message);
        if (name == null) {
            return new Rejected("event: the name of a track event is missing; send it as \"event\"");
        }
        String messageId = messageId(message);
        if (tooLong(messageId) || tooLong(name)) {
            return new Rejected((tooLong(messageId) ? "messageId" : "event") + ": ids and names have at most "
                    + Identities.LONGEST + " characters; send a shorter one");
        }
        if (kind == Kind.TRACK && !origin.trusted() && OwnEvents.isToldByHoming(name)) {
            return new Rejected("event: Homing itself tells of \"" + name + "\"; a browser cannot");
        }
        if (kind == Kind.TRACK && name.equals(OwnEvents.PRODUCT_UPDATED)) {
            return product(message, messageId == null ? fallbackId : messageId, origin, receivedAt, now);
        }
        return switch (Identities.read(message, kind, origin)) {
            case Identities.Reading.Refused(String reason) -> new Rejected(reason);
            case Identities.Reading.Unnamed(String reason) -> {
                String order = message.map("properties").firstText("order_id", "orderId");
                yield order == null || kind != Kind.TRACK || !origin.trusted()
                        ? new Rejected(reason)
                        : new OfOrder(
                                order,
                                "order_id: nobody is known to have ordered \"" + order
                                        + "\"; send its Order Completed first, or name the customer by userId");
            }
            case Identities.Reading.Named(Identities ids) ->
                switch (kind == Kind.TRACK
                        ? Happening.read(name, message.map("properties"))
                        : new Happening.Read(message.map("properties"), List.of())) {
                    case Happening.Refused(String reason) -> new Rejected(reason);
                    case Happening.Read happening ->
                        timed(
                                message,
                                messageId == null ? fallbackId : messageId,
                                kind,
                                name,
                                ids,
                                happening,
                                origin,
                                receivedAt,
                                now);
                };
        };
    }

    private static EventReading product(
            Facts message, String statement, Origin origin, Instant receivedAt, Instant now) {
        if (!origin.trusted()) {
            return new Rejected(
                    "event: only the shop's own servers tell of products; send Product Updated with a server's key");
        }
        Facts properties = message.map("properties");
        String id = properties.firstText("product_id", "productId", "sku", "id");
        if (id == null || tooLong(id)) {
            return new Rejected("properties.product_id: it is missing or longer than " + Identities.LONGEST
                    + " characters; send the shop's id of the product");
        }
        return switch (Happening.read(OwnEvents.PRODUCT_UPDATED, properties)) {
            case Happening.Refused(String reason) -> new Rejected(reason);
            case Happening.Read(Facts read, List<String> _) -> {
                try {
                    Instant stated = instant(message, "timestamp");
                    yield new OfProduct(id, read, settle(stated, null, receivedAt, now), statement);
                } catch (DateTimeException notATime) {
                    yield notATime("timestamp", message);
                }
            }
        };
    }

    /**
     * By what a sender knows an event again.
     *
     * @return null where it says nothing: all that were sent with {@code undefined} as their id would be taken for one
     */
    static @Nullable String messageId(Facts message) {
        String id = message.firstText("messageId", "message_id");
        return id == null || (!tooLong(id) && Placeholder.isId(id)) ? null : id;
    }

    private static EventReading timed(
            Facts message,
            String messageId,
            Kind kind,
            String name,
            Identities ids,
            Happening.Read happening,
            Origin origin,
            Instant receivedAt,
            Instant now) {
        boolean stated = message.text("timestamp") != null || !(message.get("timestamp") instanceof String);
        String stating = message.get("timestamp") != null && stated ? "timestamp" : "originalTimestamp";
        Instant statedAt;
        try {
            statedAt = instant(message, stating);
        } catch (DateTimeException notATime) {
            return notATime(stating, message);
        }
        Instant sentAt;
        try {
            // Who brings both times on has put the one right by the other already: Segment and RudderStack.
            boolean corrected = message.text("timestamp") != null && message.text("originalTimestamp") != null;
            sentAt = corrected ? null : instant(message, "sentAt");
        } catch (DateTimeException notATime) {
            return notATime("sentAt", message);
        }
        CustomerEvent event = new CustomerEvent(
                messageId,
                kind,
                name,
                ids,
                statedAt,
                settle(statedAt, sentAt, receivedAt, now),
                receivedAt,
                origin,
                happening.properties(),
                traits(message, kind, ids),
                device(message.map("context").map("device")),
                shortened(happening.leftOut()),
                imported(message, origin));
        return event.unreadAmount()
                ? new Partly(event, event.properties().text(CustomerEvent.UNREAD_AMOUNT) + ORDERED_ALL_THE_SAME)
                : new Accepted(event);
    }

    private static CustomerEvent.Import imported(Facts message, Origin origin) {
        String said = message.map("context").map("homing").text("import");
        if (said == null || origin != Origin.BUS) {
            return CustomerEvent.Import.NONE;
        }
        return said.equals("starts") ? CustomerEvent.Import.STARTS : CustomerEvent.Import.QUIET;
    }

    private static List<String> shortened(List<String> leftOut) {
        return leftOut.size() <= MOST_LEFT_OUT
                ? leftOut
                : Stream.concat(
                                leftOut.stream().limit(MOST_LEFT_OUT),
                                Stream.of("and " + (leftOut.size() - MOST_LEFT_OUT) + " more"))
                        .toList();
    }

    /** What the event says of who the customer is. Traits of a group call are the group's, a company's say, and not the customer's. */
    private static Facts traits(Facts message, Kind kind, Identities ids) {
        Facts context = message.map("context");
        Facts stated = kind == Kind.IDENTIFY ? message.map("traits") : context.map("traits");
        Map<String, @Nullable Object> traits = new LinkedHashMap<>(stated.values());
        if (context.get("consent") != null) {
            traits.putIfAbsent("consent", context.get("consent"));
        }
        if (ids.email() != null) {
            traits.putIfAbsent("email", ids.email());
        }
        return new Facts(traits);
    }

    /** Mobile SDKs tell of the device with every event; it says something of the customer where it can be written to. */
    private static Facts device(Facts stated) {
        Map<String, @Nullable Object> device = new LinkedHashMap<>(stated.values());
        device.keySet().retainAll(List.of("type", "token", "subscription"));
        boolean reachable = stated.text("token") != null || stated.get("subscription") != null;
        return reachable ? new Facts(device) : Facts.NONE;
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
        return new Rejected(field + ": \"" + message.get(field)
                + "\" is no time from 1970 to 9999; send ISO 8601 such as 2026-11-22T10:15:30Z");
    }

    private static boolean tooLong(@Nullable String id) {
        return id != null && id.length() > Identities.LONGEST;
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
            case TRACK -> {
                String event = message.firstText("event");
                yield event == null ? null : EventNames.standard(event);
            }
            case PAGE, SCREEN -> {
                String name = message.text("name");
                yield name == null ? kind.name().toLowerCase(Locale.ROOT) : name;
            }
            case IDENTIFY, ALIAS, GROUP -> kind.name().toLowerCase(Locale.ROOT);
        };
    }

    /** @throws DateTimeException where something is stated and is no time */
    private static @Nullable Instant instant(Facts message, String field) {
        String text = message.text(field);
        if (text == null) {
            Object stated = message.get(field);
            if (stated != null && !(stated instanceof String)) {
                throw new DateTimeException("Neither a text nor a number");
            }
            return null;
        }
        return StatedTime.read(text);
    }
}
