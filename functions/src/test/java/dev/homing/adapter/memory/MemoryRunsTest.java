package dev.homing.adapter.memory;

import dev.homing.app.port.Runs;
import dev.homing.app.port.RunsContract;

class MemoryRunsTest extends RunsContract {
    private final Runs runs = new MemoryRuns();

    @Override
    protected Runs runs() {
        return runs;
    }
}
