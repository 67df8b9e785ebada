package dev.homing.adapter.aws;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homing.adapter.json.Json;
import dev.homing.adapter.json.inbound.BusEvent;
import dev.homing.app.port.EventBus;
import dev.homing.app.port.EventBusContract;
import dev.homing.domain.event.CustomerEvent.Origin;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnEmulator.class)
class EventBridgeBusTest extends EventBusContract {
    private final List<BusEvent> arrived = new ArrayList<>();

    @Override
    protected EventBus bus() {
        return new EventBridgeBus(OnEmulator.clients().events(), OnEmulator.BUS);
    }

    @Override
    protected List<String> arrived(Origin origin) {
        OnEmulator.emulator().settle();
        OnEmulator.drain("events").forEach(body -> arrived.add(BusEvent.read(body)));
        return arrived.stream()
                .filter(event -> event.origin() == origin)
                .map(event -> Json.write(event.message()))
                .toList();
    }

    @Test
    void refusesAMessageThatNoCallCanTake() {
        String large = "{\"event\":\"" + "x".repeat(256 * 1024) + "\"}";

        assertThatThrownBy(() -> bus().put(List.of(large), Origin.SERVER))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("too large");
    }
}
