package dev.homing.adapter.memory;

import dev.homing.app.port.History;
import dev.homing.app.port.Timeline;
import dev.homing.domain.event.CustomerEvent;
import dev.homing.domain.event.TimelineKey;
import dev.homing.domain.id.CustomerId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** The timeline in memory. */
public final class MemoryTimeline implements Timeline {
    private final ConcurrentMap<CustomerId, NavigableMap<String, Entry>> entries = new ConcurrentHashMap<>();
    private final ConcurrentMap<CustomerId, ConcurrentMap<String, String>> markers = new ConcurrentHashMap<>();

    @Override
    public void put(Entry entry, Instant expiresAt) {
        String key = entry.key();
        CustomerEvent event = entry.event();
        if (event != null && TimelineKey.needsMarker(event)) {
            String first = markers.computeIfAbsent(entry.customer(), id -> new ConcurrentHashMap<>())
                    .putIfAbsent(event.knownBy(), key);
            key = first == null ? key : first;
        }
        Entry placed = new Entry(entry.customer(), key, entry.at(), event, entry.decisions(), entry.leftOut());
        entries.computeIfAbsent(entry.customer(), id -> new ConcurrentSkipListMap<>())
                .putIfAbsent(key, placed);
    }

    @Override
    public boolean has(CustomerId customer, CustomerEvent event) {
        if (TimelineKey.needsMarker(event)) {
            ConcurrentMap<String, String> known = markers.get(customer);
            return known != null && known.containsKey(event.knownBy());
        }
        return find(customer, TimelineKey.of(event)) != null;
    }

    @Override
    public @Nullable Entry find(CustomerId customer, String key) {
        NavigableMap<String, Entry> own = entries.get(customer);
        return own == null ? null : own.get(key);
    }

    @Override
    public List<Entry> newest(CustomerId customer, @Nullable String before, int limit) {
        NavigableMap<String, Entry> own = entries.get(customer);
        if (own == null) {
            return List.of();
        }
        NavigableMap<String, Entry> asked = before == null ? own : own.headMap(before, false);
        return asked.descendingMap().values().stream().limit(limit).toList();
    }

    /** What is kept of a customer. */
    public List<MemoryHistory.Thing> kept(CustomerId customer) {
        List<MemoryHistory.Thing> things = new ArrayList<>();
        NavigableMap<String, Entry> own = entries.getOrDefault(customer, new ConcurrentSkipListMap<>());
        own.forEach((key, entry) -> things.add(new MemoryHistory.Thing(
                new History.Kept("E#" + key, String.valueOf(entry), entry), () -> own.remove(key))));
        ConcurrentMap<String, String> known = markers.getOrDefault(customer, new ConcurrentHashMap<>());
        known.forEach((id, key) ->
                things.add(new MemoryHistory.Thing(new History.Kept("D#" + id, key, null), () -> known.remove(id))));
        return things;
    }
}
