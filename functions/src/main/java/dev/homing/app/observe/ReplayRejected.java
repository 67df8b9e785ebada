package dev.homing.app.observe;

import dev.homing.app.port.EventBus;
import dev.homing.app.port.RejectedEvents;
import dev.homing.app.port.RejectedEvents.RejectedEvent;
import dev.homing.domain.Facts;
import dev.homing.domain.event.CustomerEvent;
import dev.homing.domain.event.CustomerEvent.Origin;
import dev.homing.domain.event.EventReading;
import dev.homing.domain.event.Identities;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Puts a rejected event on the bus again, as it was or mended, where the reader understands it now. Whatever the mended event says, it keeps
 * the id that it is known by, so that it counts once however often it is replayed and by how many at once. It happened when it happened, not
 * when it was replayed; and it came by the door by which it came, so that a browser's event is trusted no more than it was.
 */
public final class ReplayRejected {
    /** The bus takes 256 KB, its own fields included. */
    static final int MOST_BYTES = 255 * 1024;

    private final RejectedEvents rejected;
    private final ReadEvent readEvent;
    private final EventBus bus;
    private final Function<Facts, String> json;

    /** @param json writes a message as the bus takes it */
    public ReplayRejected(RejectedEvents rejected, ReadEvent readEvent, EventBus bus, Function<Facts, String> json) {
        this.rejected = rejected;
        this.readEvent = readEvent;
        this.bus = bus;
        this.json = json;
    }

    /** What became of it. */
    public sealed interface Result {
        /** @param at when it was replayed first; the event counts once */
        record Replayed(Instant at) implements Result {}

        /** @param reason why it would be rejected again, naming the field and the remedy */
        record StillWrong(String reason) implements Result {}

        record NotFound() implements Result {}
    }

    /**
     * @param original reads the message out of what came; null where that is none
     * @param mended the message to take instead; null for the original one
     */
    public Result replay(
            String id, Function<RejectedEvent, @Nullable Facts> original, @Nullable Facts mended, Instant now) {
        RejectedEvent event = rejected.find(id);
        if (event == null) {
            return new Result.NotFound();
        }
        if (event.replayedAt() != null) {
            return new Result.Replayed(event.replayedAt());
        }
        Facts first = original.apply(event);
        Facts message = mended == null ? first : mended;
        if (message == null) {
            return new Result.StillWrong("event: what came is no event; write what it should have been");
        }
        message = with(message, Map.of("messageId", knownBy(first, event.id())));
        return switch (read(message, event.origin(), event, now)) {
            case EventReading.Accepted(CustomerEvent accepted) -> put(message, accepted.at(), event, now);
            case EventReading.OfProduct product -> put(message, product.at(), event, now);
            // It was taken in for what it says, and comes back for what it does not.
            case EventReading.Partly(CustomerEvent _, String reason) -> new Result.StillWrong(reason);
            case EventReading.Rejected(String reason) -> new Result.StillWrong(reason);
            case EventReading.OfOrder(String _, String reason) -> new Result.StillWrong(reason);
        };
    }

    private EventReading read(Facts message, Origin origin, RejectedEvent event, Instant now) {
        EventReading reading = readEvent.read(message, event.id(), origin, event.at(), now);
        return reading instanceof EventReading.OfOrder ofOrder
                ? readEvent.named(ofOrder, message, event.id(), origin, event.at(), now)
                : reading;
    }

    private Result put(Facts message, Instant at, RejectedEvent event, Instant now) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>(message.values());
        // The sender's clock was put right by the time of its first arrival, and must not be put right by that of the
        // second.
        values.remove("sentAt");
        values.put("timestamp", at.toString());
        String text = json.apply(new Facts(values));
        if (text.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            return new Result.StillWrong("event: it is larger than " + MOST_BYTES / 1024 + " KB; leave something out");
        }
        bus.put(List.of(text), event.origin());
        // After the bus has it: whoever is interrupted in between replays it again, and it counts once.
        rejected.replayed(event.id(), now);
        return new Result.Replayed(now);
    }

    /** The id that the sender gave the event; where that is none or too long, that of its delivery. */
    private static String knownBy(@Nullable Facts first, String deliveryId) {
        String stated = first == null ? null : EventReading.messageId(first);
        return stated == null || stated.length() > Identities.LONGEST ? deliveryId : stated;
    }

    private static Facts with(Facts message, Map<String, Object> more) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>(message.values());
        values.remove("message_id");
        values.putAll(more);
        return new Facts(values);
    }
}
