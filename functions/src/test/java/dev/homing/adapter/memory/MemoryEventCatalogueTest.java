package dev.homing.adapter.memory;

import dev.homing.app.port.EventCatalogue;
import dev.homing.app.port.EventCatalogueContract;

class MemoryEventCatalogueTest extends EventCatalogueContract {
    private final MemoryEventCatalogue catalogue = new MemoryEventCatalogue();

    @Override
    protected EventCatalogue catalogue() {
        return catalogue;
    }
}
