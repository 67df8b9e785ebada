package dev.homing.adapter.memory;

import dev.homing.app.port.RejectedEvents;
import dev.homing.domain.event.TimelineKey;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** Rejected events in memory. */
public final class MemoryRejectedEvents implements RejectedEvents {
    private final ConcurrentMap<String, RejectedEvent> events = new ConcurrentHashMap<>();

    @Override
    public void put(RejectedEvent event, Instant expiresAt) {
        events.putIfAbsent(event.id(), event);
    }

    @Override
    public Page page(@Nullable String before, int limit) {
        List<RejectedEvent> found = events.values().stream()
                .filter(event -> before == null || place(event).compareTo(before) < 0)
                .sorted(Comparator.comparing(MemoryRejectedEvents::place).reversed())
                .limit(limit + 1L)
                .toList();
        return found.size() <= limit
                ? new Page(found, null)
                : new Page(found.subList(0, limit), place(found.get(limit - 1)));
    }

    private static String place(RejectedEvent event) {
        return TimelineKey.of(event.at(), event.id());
    }

    @Override
    public @Nullable RejectedEvent find(String id) {
        return events.get(id);
    }

    @Override
    public void replayed(String id, Instant at) {
        events.computeIfPresent(id, (_, event) -> event.replayedAt() == null ? event.replayed(at) : event);
    }

    @Override
    public void forget(String id) {
        events.remove(id);
    }
}
