package dev.homing.adapter.memory;

import dev.homing.app.port.Broadcasts;
import dev.homing.app.port.BroadcastsContract;

class MemoryBroadcastsTest extends BroadcastsContract {
    private final MemoryBroadcasts broadcasts = new MemoryBroadcasts();

    @Override
    protected Broadcasts broadcasts() {
        return broadcasts;
    }
}
