package dev.homing.adapter.memory;

import dev.homing.app.port.Suppressions;
import dev.homing.app.port.SuppressionsContract;

class MemorySuppressionsTest extends SuppressionsContract {
    private final Suppressions suppressions = new MemorySuppressions();

    @Override
    protected Suppressions suppressions() {
        return suppressions;
    }
}
