package dev.homing.adapter.memory;

import dev.homing.app.port.Profiles;
import dev.homing.app.port.ProfilesContract;
import java.time.Instant;

class MemoryProfilesTest extends ProfilesContract {
    private final Profiles profiles = new MemoryProfiles();

    @Override
    protected Profiles profiles() {
        return profiles;
    }

    @Override
    protected Instant now() {
        return Instant.parse("2026-11-22T10:15:30.123Z");
    }
}
