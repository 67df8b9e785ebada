package dev.homing.app.react;

import dev.homing.app.port.Messages;
import dev.homing.domain.consent.Undoing;
import dev.homing.domain.id.MessageId;
import dev.homing.domain.message.MachineTells;
import dev.homing.domain.message.Message;
import dev.homing.domain.message.MessageStatus;
import dev.homing.domain.message.TrackedLinks;
import dev.homing.domain.reason.Reason;
import dev.homing.domain.reason.Reason.Code;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Takes in what the tracked addresses of a message tell: opening, clicks, unsubscribing. */
public final class TrackReactions {
    /** A scanner that followed one link follows the others within this time. */
    private static final Duration SCANNING_TAKES = Duration.ofSeconds(10);

    private final Messages messages;
    private final RecordFeedback recordFeedback;
    private final TrackedLinks links;

    public TrackReactions(Messages messages, RecordFeedback recordFeedback, TrackedLinks links) {
        this.messages = messages;
        this.recordFeedback = recordFeedback;
        this.links = links;
    }

    public void opened(String id, String signature, @Nullable String userAgent, Instant now) {
        MessageId message = id(id);
        if (message != null && links.openFits(message, signature)) {
            MessageStatus status =
                    MachineTells.opened(userAgent) ? MessageStatus.OPENED_BY_MACHINE : MessageStatus.OPENED;
            recordFeedback.record(message, status, now, null, now);
        }
    }

    /**
     * A browser showed a notification.
     *
     * @return false where the address is none of ours
     */
    public boolean shown(String id, String signature, Instant now) {
        MessageId message = id(id);
        if (message == null || !links.shownFits(message, signature)) {
            return false;
        }
        recordFeedback.record(message, MessageStatus.DELIVERED, now, null, now);
        return true;
    }

    /**
     * A browser could not show a notification. Where another of the customer's did, it reached them all the same.
     *
     * @return false where the address is none of ours
     */
    public boolean notShown(String id, String signature, Instant now) {
        MessageId message = id(id);
        if (message == null || !links.notShownFits(message, signature)) {
            return false;
        }
        Message found = messages.find(message);
        if (found != null && !found.has(MessageStatus.DELIVERED) && !found.has(MessageStatus.CLICKED)) {
            recordFeedback.record(message, MessageStatus.FAILED, now, Reason.of(Code.NOT_SHOWN), now);
        }
        return true;
    }

    /**
     * @param number of the link in its message
     * @return where it leads; null where it is no link of ours
     */
    public @Nullable String target(String id, int number, String signature) {
        Message found = found(id, number, signature);
        return found == null ? null : TrackedLinks.target(found, number);
    }

    private @Nullable Message found(String id, int number, String signature) {
        MessageId message = id(id);
        return message == null || !links.clickFits(message, number, signature) ? null : messages.find(message);
    }

    /**
     * @param number of the link in its message
     * @return where it leads; null where it is no link of ours
     */
    public @Nullable String clicked(
            String id, int number, String signature, String method, @Nullable String userAgent, Instant now) {
        Message found = found(id, number, signature);
        return found == null ? null : clicked(found, number, method, userAgent, now);
    }

    /** What a short link is of; null where it is none of ours. */
    public TrackedLinks.@Nullable Link link(String end) {
        return links.shortLink(end);
    }

    /** As {@link #clicked(String, int, String, String, String, Instant)}, of a short link. */
    public @Nullable String clicked(TrackedLinks.Link link, String method, @Nullable String userAgent, Instant now) {
        Message found = messages.find(link.message());
        return found == null ? null : clicked(found, link.number(), method, userAgent, now);
    }

    /** Where a short link leads; null where its message is not kept any more. */
    public @Nullable String target(TrackedLinks.Link link) {
        Message found = messages.find(link.message());
        return found == null ? null : TrackedLinks.target(found, link.number());
    }

    private @Nullable String clicked(
            Message found, int number, String method, @Nullable String userAgent, Instant now) {
        Instant scanned = found.at(MessageStatus.CLICKED_BY_MACHINE);
        boolean scanning = scanned != null && Duration.between(scanned, now).compareTo(SCANNING_TAKES) <= 0;
        MessageStatus status = MachineTells.clicked(method, userAgent, number, scanning)
                ? MessageStatus.CLICKED_BY_MACHINE
                : MessageStatus.CLICKED;
        String target = TrackedLinks.target(found, number);
        recordFeedback.record(found.id(), status, now, null, target, now);
        return target;
    }

    /**
     * Whether an unsubscribe address is one of ours; looking at it changes nothing.
     *
     * @return the message that it is of; null where it is none of ours
     */
    public @Nullable MessageId unsubscribing(String id, String signature) {
        MessageId message = id(id);
        return message != null && links.unsubscribeFits(message, signature) ? message : null;
    }

    /**
     * Whether an address of the page of preferences is one of ours.
     *
     * @return the message that it is of; null where it is none of ours
     */
    public @Nullable MessageId preferring(String id, String signature) {
        MessageId message = id(id);
        return message != null && links.preferencesFits(message, signature) ? message : null;
    }

    /**
     * @return false where the address is none of ours
     */
    public boolean unsubscribe(String id, String signature, Instant now) {
        MessageId message = id(id);
        if (message == null || !links.unsubscribeFits(message, signature)) {
            return false;
        }
        recordFeedback.record(message, MessageStatus.UNSUBSCRIBED, now, null, now);
        return true;
    }

    /** Takes back what the same address did. */
    public Undoing undo(String id, String signature, Instant now) {
        MessageId message = id(id);
        return message == null || !links.unsubscribeFits(message, signature)
                ? Undoing.NOTHING_TO_UNDO
                : recordFeedback.undo(message, now);
    }

    private static @Nullable MessageId id(String text) {
        try {
            return MessageId.parse(text);
        } catch (IllegalArgumentException notAnId) {
            return null;
        }
    }
}
