package dev.homing.adapter.memory;

import dev.homing.app.port.Interests;
import dev.homing.app.port.InterestsContract;

class MemoryInterestsTest extends InterestsContract {
    private final MemoryInterests interests = new MemoryInterests();

    @Override
    protected Interests interests() {
        return interests;
    }
}
