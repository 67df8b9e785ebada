package dev.homing.adapter.memory;

import dev.homing.app.port.RejectedEvents;
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
    public List<RejectedEvent> newest(int limit) {
        return events.values().stream()
                .sorted(Comparator.comparing(RejectedEvent::at)
                        .thenComparing(RejectedEvent::id)
                        .reversed())
                .limit(limit)
                .toList();
    }

    @Override
    public @Nullable RejectedEvent find(String id) {
        return events.get(id);
    }

    @Override
    public void remove(String id) {
        events.remove(id);
    }
}
