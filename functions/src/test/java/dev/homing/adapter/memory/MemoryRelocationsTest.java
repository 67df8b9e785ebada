package dev.homing.adapter.memory;

import dev.homing.app.port.Relocations;
import dev.homing.app.port.RelocationsContract;

class MemoryRelocationsTest extends RelocationsContract {
    private final MemoryRelocations relocations = new MemoryRelocations();

    @Override
    protected Relocations relocations() {
        return relocations;
    }
}
