package dev.homing.adapter.memory;

import dev.homing.app.port.Walks;

/** The walk through all customers in memory. */
public final class MemoryWalks implements Walks {
    private volatile Walk walk = Walk.NONE;

    @Override
    public Walk latest() {
        return walk;
    }

    @Override
    public void save(Walk newWalk) {
        walk = newWalk;
    }
}
