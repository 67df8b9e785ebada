package dev.homing.app.observe;

import dev.homing.app.port.RejectedEvents;
import dev.homing.domain.Facts;
import dev.homing.domain.Retention;
import dev.homing.domain.event.CustomerEvent;
import dev.homing.domain.event.CustomerEvent.Origin;
import dev.homing.domain.event.EventReading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Takes deliveries from the bus: what is a valid event is observed, what is not goes to the rejected list with its reason. */
public final class ReceiveEvents {
    private final ObserveEvents observeEvents;
    private final RejectedEvents rejected;

    public ReceiveEvents(ObserveEvents observeEvents, RejectedEvents rejected) {
        this.observeEvents = observeEvents;
        this.rejected = rejected;
    }

    /**
     * @param id of this delivery, for the answer
     * @param eventId the bus's own id of the event; the event's where it brings none
     * @param message the fields of a message of the Segment specification
     * @param text the same as it came, for the rejected list
     */
    public record Delivery(String id, String eventId, Facts message, String text, Origin origin, Instant receivedAt) {}

    /**
     * @return ids of the deliveries that are to come again, with the reason
     */
    public Map<String, RuntimeException> receive(List<Delivery> deliveries, Instant now) {
        List<CustomerEvent> events = new ArrayList<>();
        Map<String, Set<String>> deliveriesOf = new HashMap<>();
        Map<String, RuntimeException> failed = new HashMap<>();
        for (Delivery delivery : deliveries) {
            switch (read(delivery, now)) {
                case EventReading.Accepted(CustomerEvent event) -> {
                    events.add(event);
                    deliveriesOf
                            .computeIfAbsent(event.messageId(), _ -> new LinkedHashSet<>())
                            .add(delivery.id());
                }
                case EventReading.Rejected(String reason) -> failed.putAll(reject(delivery, reason, now));
            }
        }
        for (ObserveEvents.Failure failure : observeEvents.observe(events, now)) {
            for (String id : deliveriesOf.getOrDefault(failure.event().messageId(), Set.of())) {
                failed.put(id, failure.why());
            }
        }
        return failed;
    }

    /** What cannot be read is rejected too: failing, it would come again and again, and all that is delivered with it. */
    private static EventReading read(Delivery delivery, Instant now) {
        try {
            return EventReading.read(
                    delivery.message(), delivery.eventId(), delivery.origin(), delivery.receivedAt(), now);
        } catch (RuntimeException why) {
            return new EventReading.Rejected("It cannot be read: " + why.getMessage());
        }
    }

    /**
     * Keeps a delivery that is no event, with the reason.
     *
     * @return the delivery's id and why, where it has to come again for that
     */
    public Map<String, RuntimeException> reject(Delivery delivery, String reason, Instant now) {
        try {
            rejected.put(
                    new RejectedEvents.RejectedEvent(
                            delivery.eventId(), delivery.receivedAt(), reason, delivery.text()),
                    now.plus(Retention.REJECTED));
            return Map.of();
        } catch (RuntimeException why) {
            return Map.of(delivery.id(), why);
        }
    }
}
