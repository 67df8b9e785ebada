package dev.homing.adapter.memory;

import dev.homing.app.port.Profiles;
import dev.homing.domain.care.KnownBy;
import dev.homing.domain.consent.ConsentChange;
import dev.homing.domain.consent.Consents;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.profile.Profile;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Profiles in memory. */
public final class MemoryProfiles implements Profiles {
    private final ConcurrentMap<CustomerId, Profile> profiles = new ConcurrentHashMap<>();

    private final ConcurrentMap<CustomerId, List<ConsentChange>> changes = new ConcurrentHashMap<>();

    @Override
    public List<ConsentChange> consentChanges(CustomerId id) {
        return List.copyOf(changes.getOrDefault(id, List.of()));
    }

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
        Consents before = load(profile.id()).consents();
        boolean saved = Revisions.save(profiles, profile.id(), profile, Profile::revision, Profile::withRevision);
        if (saved) {
            changes.computeIfAbsent(profile.id(), _ -> new CopyOnWriteArrayList<>())
                    .addAll(ConsentChange.between(before, profile.consents(), profile.revision() + 1, Instant.EPOCH));
        }
        return saved;
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

    @Override
    public void erase(CustomerId id, KnownBy known) {
        profiles.remove(id);
        changes.remove(id);
    }
}
