package dev.homing.adapter.memory;

import dev.homing.app.port.Roster;
import dev.homing.app.port.RosterContract;
import dev.homing.app.port.Runs;

class MemoryRosterTest extends RosterContract {
    private final MemoryRuns runs = new MemoryRuns();

    @Override
    protected Roster roster() {
        return new MemoryRoster(runs);
    }

    @Override
    protected Runs runs() {
        return runs;
    }
}
