package dev.homing.adapter.memory;

import dev.homing.app.port.RejectedEvents;
import dev.homing.app.port.RejectedEventsContract;

class MemoryRejectedEventsTest extends RejectedEventsContract {
    private final RejectedEvents rejected = new MemoryRejectedEvents();

    @Override
    protected RejectedEvents rejected() {
        return rejected;
    }
}
