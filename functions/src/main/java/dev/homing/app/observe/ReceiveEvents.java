package dev.homing.app.observe;

import dev.homing.app.port.RejectedEvents;
import dev.homing.app.port.Unavailable;
import dev.homing.app.product.UpdateProduct;
import dev.homing.domain.Facts;
import dev.homing.domain.Retention;
import dev.homing.domain.event.CustomerEvent;
import dev.homing.domain.event.CustomerEvent.Origin;
import dev.homing.domain.event.EventReading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Takes deliveries from the bus: what is a valid event is observed, what is not, and what is only in part, goes to the rejected list with its reason. */
public final class ReceiveEvents {
    private final ObserveEvents observeEvents;
    private final ReadEvent readEvent;
    private final UpdateProduct updateProduct;
    private final NoteEvents noteEvents;
    private final RejectedEvents rejected;

    public ReceiveEvents(
            ObserveEvents observeEvents,
            ReadEvent readEvent,
            UpdateProduct updateProduct,
            NoteEvents noteEvents,
            RejectedEvents rejected) {
        this.observeEvents = observeEvents;
        this.readEvent = readEvent;
        this.updateProduct = updateProduct;
        this.noteEvents = noteEvents;
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
        Map<String, RuntimeException> failed = new HashMap<>();
        List<CustomerEvent> events = new ArrayList<>();
        Map<String, Set<String>> deliveriesOf = new HashMap<>();
        Map<Delivery, EventReading.OfOrder> ofOrders = new LinkedHashMap<>();
        for (Delivery delivery : deliveries) {
            switch (read(delivery, now)) {
                case EventReading.Accepted(CustomerEvent event) -> accept(event, delivery, events, deliveriesOf);
                case EventReading.Partly(CustomerEvent event, String reason) -> {
                    failed.putAll(reject(delivery, reason, now));
                    accept(event, delivery, events, deliveriesOf);
                }
                case EventReading.Rejected(String reason) -> failed.putAll(reject(delivery, reason, now));
                case EventReading.OfOrder ofOrder -> ofOrders.put(delivery, ofOrder);
                case EventReading.OfProduct ofProduct -> failed.putAll(update(delivery, ofProduct));
            }
        }
        observe(events, deliveriesOf, failed, now);
        List<CustomerEvent> seen = new ArrayList<>(events);
        // After the others: the order that they name may be one of these.
        if (!ofOrders.isEmpty()) {
            events.clear();
            deliveriesOf.clear();
            boolean perhapsLater = !failed.isEmpty();
            ofOrders.forEach((delivery, ofOrder) -> {
                switch (readEvent.named(
                        ofOrder,
                        delivery.message(),
                        delivery.eventId(),
                        delivery.origin(),
                        delivery.receivedAt(),
                        now)) {
                    case EventReading.Accepted(CustomerEvent event) -> accept(event, delivery, events, deliveriesOf);
                    case EventReading.Partly(CustomerEvent event, String reason) -> {
                        failed.putAll(reject(delivery, reason, now));
                        accept(event, delivery, events, deliveriesOf);
                    }
                    case EventReading.Rejected(String reason) -> unknown(delivery, reason, perhapsLater, failed, now);
                    case EventReading.OfOrder(String _, String reason) ->
                        unknown(delivery, reason, perhapsLater, failed, now);
                    case EventReading.OfProduct ofProduct -> failed.putAll(update(delivery, ofProduct));
                }
            });
            observe(events, deliveriesOf, failed, now);
            seen.addAll(events);
        }
        noteEvents.note(seen);
        return failed;
    }

    private Map<String, RuntimeException> update(Delivery delivery, EventReading.OfProduct product) {
        try {
            updateProduct.update(product.product(), product.properties(), product.at(), product.statement());
            return Map.of();
        } catch (RuntimeException why) {
            return Map.of(delivery.id(), why);
        }
    }

    private static void accept(
            CustomerEvent event, Delivery delivery, List<CustomerEvent> events, Map<String, Set<String>> deliveriesOf) {
        events.add(event);
        deliveriesOf
                .computeIfAbsent(event.knownBy(), _ -> new LinkedHashSet<>())
                .add(delivery.id());
    }

    private void observe(
            List<CustomerEvent> events,
            Map<String, Set<String>> deliveriesOf,
            Map<String, RuntimeException> failed,
            Instant now) {
        for (ObserveEvents.Failure failure : observeEvents.observe(events, now)) {
            for (String id : deliveriesOf.getOrDefault(failure.event().knownBy(), Set.of())) {
                failed.put(id, failure.why());
            }
        }
    }

    /** @param perhapsLater whether something of the same batch is to come again, which may be the order */
    private void unknown(
            Delivery delivery, String reason, boolean perhapsLater, Map<String, RuntimeException> failed, Instant now) {
        if (perhapsLater) {
            failed.put(delivery.id(), new Unavailable(reason));
        } else {
            failed.putAll(reject(delivery, reason, now));
        }
    }

    private EventReading read(Delivery delivery, Instant now) {
        return readEvent.read(delivery.message(), delivery.eventId(), delivery.origin(), delivery.receivedAt(), now);
    }

    /**
     * Keeps a delivery that is no event, or not the whole of one, with the reason.
     *
     * @return the delivery's id and why, where it has to come again for that
     */
    public Map<String, RuntimeException> reject(Delivery delivery, String reason, Instant now) {
        try {
            rejected.put(
                    new RejectedEvents.RejectedEvent(
                            delivery.eventId(),
                            delivery.receivedAt(),
                            delivery.origin(),
                            reason,
                            delivery.text(),
                            null),
                    now.plus(Retention.REJECTED));
            return Map.of();
        } catch (RuntimeException why) {
            return Map.of(delivery.id(), why);
        }
    }
}
