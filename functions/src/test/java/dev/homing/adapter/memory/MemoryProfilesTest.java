package dev.homing.adapter.memory;

import dev.homing.app.port.Profiles;
import dev.homing.app.port.ProfilesContract;

class MemoryProfilesTest extends ProfilesContract {
    private final Profiles profiles = new MemoryProfiles();

    @Override
    protected Profiles profiles() {
        return profiles;
    }
}
