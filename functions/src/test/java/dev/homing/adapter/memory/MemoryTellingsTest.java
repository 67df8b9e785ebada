package dev.homing.adapter.memory;

import dev.homing.app.port.Tellings;
import dev.homing.app.port.TellingsContract;

class MemoryTellingsTest extends TellingsContract {
    private final MemoryTellings tellings = new MemoryTellings();

    @Override
    protected Tellings tellings() {
        return tellings;
    }
}
