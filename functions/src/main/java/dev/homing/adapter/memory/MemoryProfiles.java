package dev.homing.adapter.memory;

import dev.homing.app.port.Profiles;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.profile.Profile;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** Profiles in memory. */
public final class MemoryProfiles implements Profiles {
    private final ConcurrentMap<CustomerId, Profile> profiles = new ConcurrentHashMap<>();

    @Override
    public Profile load(CustomerId id) {
        Profile stored = profiles.get(id);
        return stored == null ? Profile.unknown(id) : stored;
    }

    @Override
    public List<Profile> loadAll(Set<CustomerId> ids) {
        return profiles.values().stream()
                .filter(profile -> ids.contains(profile.id()))
                .toList();
    }

    @Override
    public boolean save(Profile profile) {
        return Revisions.save(profiles, profile.id(), profile, Profile::revision, Profile::withRevision);
    }

    @Override
    public List<Profile> withPhone(String phone, int limit) {
        List<Profile> found = profiles.values().stream()
                .filter(profile -> phone.equals(profile.phone()))
                .toList();
        return Profiles.withoutMerged(found).stream().limit(limit).toList();
    }

    @Override
    public List<Profile> withDevice(String token, int limit) {
        return profiles.values().stream()
                .filter(profile -> profile.devices().of(token) != null)
                .limit(limit)
                .toList();
    }

    @Override
    public List<Profile> search(String query, @Nullable String phone, int limit) {
        List<Profile> found = profiles.values().stream()
                .filter(profile -> Profiles.matches(profile, query, phone))
                .toList();
        return Profiles.withoutMerged(found).stream().limit(limit).toList();
    }
}
