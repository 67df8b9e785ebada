package dev.homing.adapter.memory;

import dev.homing.app.port.ProviderSuppressions;
import dev.homing.domain.consent.Suppression.Why;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** A provider's list in memory. */
public final class MemoryProviderSuppressions implements ProviderSuppressions {
    private static final int PAGE = 2;

    private final NavigableMap<String, Refused> refused = new ConcurrentSkipListMap<>();

    public void refuse(String address, Why why, Instant at) {
        refused.put(address, new Refused(address, why, at));
    }

    @Override
    public Page since(Instant since, @Nullable String after) {
        List<Refused> later = (after == null ? refused : refused.tailMap(after, false))
                .values().stream().filter(one -> !one.at().isBefore(since)).toList();
        return later.size() <= PAGE
                ? new Page(later, null)
                : new Page(later.subList(0, PAGE), later.get(PAGE - 1).address());
    }

    @Override
    public void remove(String address) {
        refused.remove(address);
    }
}
