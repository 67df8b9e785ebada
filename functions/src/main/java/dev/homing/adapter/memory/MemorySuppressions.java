package dev.homing.adapter.memory;

import dev.homing.app.port.Suppressions;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.consent.AddressKey;
import dev.homing.domain.consent.Suppression;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

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

    @Override
    public Page of(Channel channel, @Nullable String after, int limit) {
        List<Suppression> page = suppressions.values().stream()
                .filter(one ->
                        one.address().channel() == channel && !one.reasons().isEmpty())
                .filter(one -> after == null || one.address().hash().compareTo(after) > 0)
                .sorted(Comparator.comparing(one -> one.address().hash()))
                .limit(limit)
                .toList();
        return new Page(
                page, page.size() < limit ? null : page.getLast().address().hash());
    }
}
