package dev.homing.adapter.memory;

import dev.homing.app.port.Held;
import dev.homing.app.port.HeldContract;

class MemoryHeldTest extends HeldContract {
    private final Held held = new MemoryHeld();

    @Override
    protected Held held() {
        return held;
    }
}
