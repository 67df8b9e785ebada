package dev.homing.adapter.memory;

import dev.homing.app.port.MemberWalks;
import dev.homing.app.port.MemberWalksContract;

class MemoryMemberWalksTest extends MemberWalksContract {
    private final MemoryMemberWalks walks = new MemoryMemberWalks();

    @Override
    protected MemberWalks walks() {
        return walks;
    }
}
