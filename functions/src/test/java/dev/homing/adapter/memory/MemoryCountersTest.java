package dev.homing.adapter.memory;

import dev.homing.app.port.Counters;
import dev.homing.app.port.CountersContract;

class MemoryCountersTest extends CountersContract {
    private final Counters counters = new MemoryCounters();

    @Override
    protected Counters counters() {
        return counters;
    }
}
