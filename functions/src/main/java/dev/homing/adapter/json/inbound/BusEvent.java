package dev.homing.adapter.json.inbound;

import dev.homing.adapter.json.Json;
import dev.homing.adapter.json.MalformedJson;
import dev.homing.domain.Facts;
import dev.homing.domain.event.CustomerEvent.Origin;
import dev.homing.domain.event.Products;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A customer's event as EventBridge delivers it, whoever put it there: its detail is a message of the Segment specification, or, without a
 * type, the fields of a track event that the detail-type names.
 *
 * @param id the bus's own, which a redelivery keeps
 * @param message fields of the Segment message
 * @param time when the bus received it; up to a second late, so that it can lie in the future
 */
public record BusEvent(String id, Facts message, Origin origin, Instant time) {
    /** By its source an event says through which of Homing's own doors it came. */
    public static final String BROWSER_SOURCE = "homing.collect.browser";

    public static final String SERVER_SOURCE = "homing.collect.server";

    private static final Duration REST_OF_THE_SECOND = Duration.ofMillis(999);

    /** What cannot be read at all is trusted least. */
    public static final Origin UNKNOWN_ORIGIN = Origin.BROWSER;

    /**
     * @param text the envelope
     * @throws MalformedJson where it is none
     */
    public static BusEvent read(String text) {
        Facts envelope = Json.object(text);
        String id = envelope.text("id");
        String detailType = envelope.text("detail-type");
        String time = envelope.text("time");
        if (id == null || detailType == null || time == null) {
            throw new MalformedJson("Not an event of EventBridge: id, detail-type or time is missing");
        }
        String source = String.valueOf(envelope.text("source"));
        Facts detail = envelope.map("detail");
        // What came by our own doors is a Segment message; anyone could make it look like Shopify's or Stripe's.
        Facts message = ours(source) ? detail : SourceMappings.mapped(source, detailType, detail);
        message = unpacked(message.values());
        return new BusEvent(
                id,
                message.text("type") == null ? asTrack(detailType, message) : message,
                origin(source),
                receivedAt(source, message, time));
    }

    /** What storefronts put in as a text of JSON, where an object or a list belongs. */
    private static final Set<String> OBJECTS = Set.of("properties", "traits", "context");

    /** A message's fields, with the texts of JSON in it read. */
    public static Facts unpacked(Map<?, ?> message) {
        Map<String, @Nullable Object> unpacked = unpacked(message, OBJECTS);
        if (unpacked.get("properties") instanceof Map<?, ?> properties) {
            unpacked.put("properties", unpacked(properties, Set.copyOf(Products.NAMES)));
        }
        if (unpacked.get("context") instanceof Map<?, ?> context) {
            unpacked.put("context", withSubscription(Facts.of(context)));
        }
        return new Facts(unpacked);
    }

    /** The Segment specification has a text as a device's token: a browser's is its subscription, as JSON. */
    private static Map<String, @Nullable Object> withSubscription(Facts context) {
        Map<String, @Nullable Object> changed = new LinkedHashMap<>(context.values());
        Facts device = context.map("device");
        if (device.get("token") instanceof String token && parsed(token) instanceof Map<?, ?> subscription) {
            Map<String, @Nullable Object> known = new LinkedHashMap<>(device.values());
            known.remove("token");
            known.put("subscription", subscription);
            changed.put("device", known);
        }
        return changed;
    }

    private static Map<String, @Nullable Object> unpacked(Map<?, ?> values, Set<String> names) {
        Map<String, @Nullable Object> unpacked = new LinkedHashMap<>();
        values.forEach((name, value) -> unpacked.put(
                String.valueOf(name),
                names.contains(String.valueOf(name)) && value instanceof String text ? parsed(text) : value));
        return unpacked;
    }

    /** The same text where it is no JSON of an object or a list: whoever reads it says what is wrong with it. */
    private static @Nullable Object parsed(String text) {
        String json = text.strip();
        if (!json.startsWith("{") && !json.startsWith("[")) {
            return text;
        }
        try {
            return Json.parse(json);
        } catch (MalformedJson notJson) {
            return text;
        }
    }

    /**
     * Our own doors say it to the millisecond. The bus keeps whole seconds, cut off: what others put there was received by the end of that
     * second. Were it taken for its beginning, an order would come before the click half a second earlier that led to it.
     */
    private static Instant receivedAt(String source, Facts message, String time) {
        String exact = message.text("receivedAt");
        if (ours(source) && exact != null) {
            return OffsetDateTime.parse(exact).toInstant();
        }
        Instant stated = OffsetDateTime.parse(time).toInstant();
        return stated.equals(stated.truncatedTo(ChronoUnit.SECONDS)) ? stated.plus(REST_OF_THE_SECOND) : stated;
    }

    private static boolean ours(String source) {
        return source.equals(BROWSER_SOURCE) || source.equals(SERVER_SOURCE);
    }

    private static Origin origin(String source) {
        return switch (source) {
            case BROWSER_SOURCE -> Origin.BROWSER;
            case SERVER_SOURCE -> Origin.SERVER;
            default -> Origin.BUS;
        };
    }

    private static Facts asTrack(String detailType, Facts detail) {
        Map<String, @Nullable Object> message = new LinkedHashMap<>(detail.values());
        message.put("type", "track");
        message.putIfAbsent("event", detailType);
        return new Facts(message);
    }
}
