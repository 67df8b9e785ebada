package dev.homing.adapter.memory;

import dev.homing.app.port.EventBus;
import dev.homing.app.port.EventBusContract;
import dev.homing.domain.event.CustomerEvent.Origin;
import java.util.List;

class MemoryEventBusTest extends EventBusContract {
    private final MemoryEventBus bus = new MemoryEventBus();

    @Override
    protected EventBus bus() {
        return bus;
    }

    @Override
    protected List<String> arrived(Origin origin) {
        return bus.messages().stream()
                .filter(put -> put.origin() == origin)
                .map(MemoryEventBus.Put::message)
                .toList();
    }
}
