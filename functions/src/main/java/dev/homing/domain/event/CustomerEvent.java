package dev.homing.domain.event;

import dev.homing.domain.Facts;
import dev.homing.domain.id.CustomerId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One thing a customer did, valid and with its time settled.
 *
 * @param messageId by which it is known: delivered twice, it counts once
 * @param name the track event's name, or the page's or screen's; the kind in lower case for the others
 * @param ids whom it names
 * @param statedAt when it happened by the sender's own clock, unchanged, so that a second delivery has it too; null where the sender said
 *     nothing
 * @param at when it happened: corrected for a wrong clock of the sender where that is known, and never in the future
 * @param receivedAt when it reached the bus
 * @param properties of what happened, read: amounts are numbers, products a list
 * @param device on which it happened, as far as it takes push notifications: {@code type} and {@code token} or {@code subscription}. It is not
 *     put on the timeline
 * @param leftOut what was sent and not taken in, each with its reason; for people
 * @param imported whether it came with a file: then it takes back no no, and perhaps starts nothing
 */
public record CustomerEvent(
        String messageId,
        Kind kind,
        String name,
        Identities ids,
        @Nullable Instant statedAt,
        Instant at,
        Instant receivedAt,
        Origin origin,
        Facts properties,
        Facts traits,
        Facts device,
        List<String> leftOut,
        Import imported) {

    /** Whether it came with a file. */
    public enum Import {
        /** It happened now. */
        NONE,
        /** It came with a file, and starts nothing. */
        QUIET,
        /** It came with a file, and starts what it would start. */
        STARTS
    }

    /** One that came with no file, and names no device. */
    public CustomerEvent(
            String messageId,
            Kind kind,
            String name,
            Identities ids,
            @Nullable Instant statedAt,
            Instant at,
            Instant receivedAt,
            Origin origin,
            Facts properties,
            Facts traits,
            List<String> leftOut) {
        this(
                messageId,
                kind,
                name,
                ids,
                statedAt,
                at,
                receivedAt,
                origin,
                properties,
                traits,
                Facts.NONE,
                leftOut,
                Import.NONE);
    }

    /** A property of refunds, ours: all that was refunded of the order so far, this time included. Payment providers tell that. */
    public static final String REFUNDED_TOTAL = "refunded_total";

    /** A property of orders, ours: why what they are worth cannot be read. They are orders all the same. */
    public static final String UNREAD_AMOUNT = "unread_amount";

    /** Older ones update the customer and start nothing. */
    public static final Duration STARTS_NOTHING_AFTER = Duration.ofHours(24);

    public CustomerEvent {
        leftOut = List.copyOf(leftOut);
    }

    /** The calls of the Segment specification. */
    public enum Kind {
        TRACK,
        IDENTIFY,
        PAGE,
        SCREEN,
        ALIAS,
        GROUP
    }

    /** Through which door it came, and so how far its sender is trusted. */
    public enum Origin {
        /** With the public write key of a browser or app: anyone can send it. */
        BROWSER,
        /** With a server's secret write key. */
        SERVER,
        /** Put on the bus by someone with the account's permission to do so. */
        BUS;

        /** Whether it may change a known customer's contacts and consent. */
        public boolean trusted() {
            return this != BROWSER;
        }
    }

    /**
     * By what it is known again: its id, apart for what anyone can have sent. Ids of a shop's events can often be guessed, and whoever sent
     * one before the shop does would make the shop's event a second delivery. An order whose amount could not be read is another event than the
     * same one once it can be: that one brings the revenue.
     */
    public String knownBy() {
        return unreadAmount() ? "u:" + knownByIfRead() : knownByIfRead();
    }

    private String knownByIfRead() {
        return origin.trusted() ? messageId : "b:" + messageId;
    }

    /** What this order would have been known by, had its amount been unreadable. */
    public String knownByIfUnread() {
        return "u:" + knownByIfRead();
    }

    /** Whether it is an order that says in a way that cannot be read what it is worth. */
    public boolean unreadAmount() {
        return is(EventNames.ORDER_COMPLETED) && properties.get(UNREAD_AMOUNT) != null;
    }

    /** Whom it names. Never changes for an event, whatever is merged later. */
    public CustomerId customer() {
        return ids.customer();
    }

    public @Nullable String userId() {
        return ids.userId();
    }

    public @Nullable String anonymousId() {
        return ids.anonymousId();
    }

    public @Nullable String previousId() {
        return ids.previousId();
    }

    /** The shop's id of the order that it is about; null where it names none. */
    public @Nullable String orderId() {
        return properties.firstText("order_id", "orderId");
    }

    public boolean startsNothing(Instant now) {
        return imported == Import.QUIET || Duration.between(at, now).compareTo(STARTS_NOTHING_AFTER) > 0;
    }

    /** Whether it may tell how the customer can be reached. */
    public boolean saysWho() {
        return kind == Kind.IDENTIFY || kind == Kind.ALIAS || !traits.isEmpty() || !device.isEmpty();
    }

    /** What patterns call it: the name of a track event, and one name for each of the other calls. */
    public String title() {
        return switch (kind) {
            case TRACK -> name;
            case PAGE -> OwnEvents.PAGE_VIEWED;
            case SCREEN -> OwnEvents.SCREEN_VIEWED;
            case IDENTIFY, ALIAS, GROUP -> kind.name().toLowerCase(Locale.ROOT);
        };
    }

    /** Whether the customer did something themselves, and not the shop or a message to them. */
    public boolean isDeed() {
        return switch (kind) {
            case TRACK -> !EventNames.TOLD_BY_OTHERS.contains(name);
            case PAGE, SCREEN -> true;
            case IDENTIFY, ALIAS, GROUP -> false;
        };
    }

    /** Whether it says that a page or a screen was looked at. */
    public boolean isPage() {
        return kind == Kind.PAGE || kind == Kind.SCREEN;
    }

    /** With other properties. */
    public CustomerEvent with(Facts newProperties) {
        return new CustomerEvent(
                messageId,
                kind,
                name,
                ids,
                statedAt,
                at,
                receivedAt,
                origin,
                newProperties,
                traits,
                device,
                leftOut,
                imported);
    }

    public boolean is(String eventName) {
        return kind == Kind.TRACK && name.equals(eventName);
    }
}
