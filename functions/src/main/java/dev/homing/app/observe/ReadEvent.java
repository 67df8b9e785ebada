package dev.homing.app.observe;

import dev.homing.domain.Facts;
import dev.homing.domain.event.CustomerEvent.Origin;
import dev.homing.domain.event.EventReading;
import dev.homing.domain.event.Identities;
import java.time.Instant;

/** The one reader of events, for what the bus delivers and for what is replayed from the rejected list. */
public final class ReadEvent {
    private final KeepOrders keepOrders;

    public ReadEvent(KeepOrders keepOrders) {
        this.keepOrders = keepOrders;
    }

    /** What cannot be read is rejected too: failing, it would come again and again, and all that is delivered with it. */
    EventReading read(Facts message, String fallbackId, Origin origin, Instant receivedAt, Instant now) {
        try {
            return EventReading.read(message, fallbackId, origin, receivedAt, now);
        } catch (RuntimeException why) {
            return new EventReading.Rejected("It cannot be read: " + why.getMessage());
        }
    }

    /** An event that names an order and nobody, as an event of whoever ordered. */
    EventReading named(
            EventReading.OfOrder ofOrder,
            Facts message,
            String fallbackId,
            Origin origin,
            Instant receivedAt,
            Instant now) {
        Identities by = keepOrders.whoOrdered(ofOrder.order());
        return by == null ? ofOrder : read(by.named(message), fallbackId, origin, receivedAt, now);
    }
}
