package dev.homing.adapter.memory;

import dev.homing.app.port.Suppressions;
import dev.homing.domain.consent.AddressKey;
import dev.homing.domain.consent.Suppression;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Suppressed addresses in memory. */
public final class MemorySuppressions implements Suppressions {
    private final ConcurrentMap<AddressKey, Suppression> suppressions = new ConcurrentHashMap<>();

    @Override
    public Suppression of(AddressKey address) {
        Suppression stored = suppressions.get(address);
        return stored == null ? Suppression.none(address) : stored;
    }

    @Override
    public boolean save(Suppression suppression) {
        return Revisions.save(
                suppressions, suppression.address(), suppression, Suppression::revision, Suppression::withRevision);
    }
}
