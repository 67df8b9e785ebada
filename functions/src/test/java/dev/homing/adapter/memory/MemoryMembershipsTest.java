package dev.homing.adapter.memory;

import dev.homing.app.port.Memberships;
import dev.homing.app.port.MembershipsContract;

class MemoryMembershipsTest extends MembershipsContract {
    private final MemoryMemberships memberships = new MemoryMemberships();

    @Override
    protected Memberships memberships() {
        return memberships;
    }
}
