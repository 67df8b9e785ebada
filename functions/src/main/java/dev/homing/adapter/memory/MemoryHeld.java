package dev.homing.adapter.memory;

import dev.homing.app.port.Held;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Kept places in memory. */
public final class MemoryHeld implements Held {
    private record Key(String campaign, Place place) {
        boolean isStep() {
            return place instanceof Place.Step;
        }
    }

    private final ConcurrentMap<Key, Instant> held = new ConcurrentHashMap<>();

    @Override
    public void put(String campaign, Place place, Instant heldAt) {
        held.putIfAbsent(new Key(campaign, place), heldAt);
    }

    @Override
    public List<Kept> of(String campaign, int limit) {
        return held.entrySet().stream()
                .filter(entry -> entry.getKey().campaign.equals(campaign))
                .sorted(Comparator.comparingInt((Map.Entry<Key, Instant> entry) ->
                                entry.getKey().isStep() ? 0 : 1)
                        .thenComparing(Map.Entry.comparingByValue())
                        .thenComparing(entry -> entry.getKey().place.toString()))
                .limit(limit)
                .map(entry -> new Kept(entry.getKey().place, entry.getValue()))
                .toList();
    }

    @Override
    public void remove(String campaign, Place place) {
        held.remove(new Key(campaign, place));
    }

    @Override
    public Waiting waiting(String campaign) {
        List<Key> all = held.keySet().stream()
                .filter(key -> key.campaign.equals(campaign))
                .toList();
        long steps = all.stream().filter(Key::isStep).count();
        return new Waiting(steps, all.size() - steps, false);
    }
}
