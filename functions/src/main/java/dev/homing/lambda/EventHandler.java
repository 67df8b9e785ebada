package dev.homing.lambda;

import dev.homing.adapter.json.inbound.BusEvent;
import dev.homing.app.observe.ReceiveEvents;
import dev.homing.app.observe.ReceiveEvents.Delivery;
import dev.homing.domain.Facts;
import dev.homing.lambda.wiring.Wiring;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Queue {@code events}: what customers did, as the bus delivers it. */
public final class EventHandler implements JsonHandler {
    private final ReceiveEvents receiveEvents;
    private final Supplier<Instant> clock;

    public EventHandler() {
        this(Wiring.ofLambda().receiveEvents(), Instant::now);
    }

    public EventHandler(ReceiveEvents receiveEvents, Supplier<Instant> clock) {
        this.receiveEvents = receiveEvents;
        this.clock = clock;
    }

    @Override
    public byte[] handle(byte[] event) {
        Instant now = clock.get();
        List<Delivery> deliveries = new ArrayList<>();
        Map<String, RuntimeException> failed = new LinkedHashMap<>();
        for (SqsBatch.Delivered record : SqsBatch.read(event).records()) {
            try {
                BusEvent received = BusEvent.read(record.body());
                deliveries.add(new Delivery(
                        record.id(),
                        received.id(),
                        received.message(),
                        record.body(),
                        received.origin(),
                        received.time()));
            } catch (RuntimeException why) {
                // Nothing that the bus delivers, or that can be understood: kept with what else is no event.
                failed.putAll(receiveEvents.reject(
                        new Delivery(
                                record.id(),
                                record.id(),
                                Facts.NONE,
                                record.body(),
                                BusEvent.UNKNOWN_ORIGIN,
                                record.sentAt()),
                        String.valueOf(why.getMessage()),
                        now));
            }
        }
        failed.putAll(receiveEvents.receive(deliveries, now));
        return SqsBatch.answer(failed);
    }
}
