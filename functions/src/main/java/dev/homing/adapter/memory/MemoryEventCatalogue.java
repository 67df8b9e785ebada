package dev.homing.adapter.memory;

import dev.homing.app.port.EventCatalogue;
import dev.homing.domain.event.SeenEvent;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** What was seen, in memory. */
public final class MemoryEventCatalogue implements EventCatalogue {
    private final ConcurrentMap<String, SeenEvent> seen = new ConcurrentHashMap<>();

    @Override
    public List<SeenEvent> all() {
        return List.copyOf(seen.values());
    }

    @Override
    public void add(SeenEvent more) {
        seen.merge(more.name(), more, SeenEvent::and);
    }
}
