package dev.homing.adapter.memory;

import dev.homing.app.port.Held;
import dev.homing.app.port.SendJob;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Held messages in memory. */
public final class MemoryHeld implements Held {
    private record Key(String campaign, SendJob job) {}

    private final ConcurrentMap<Key, Instant> held = new ConcurrentHashMap<>();

    @Override
    public void put(String campaign, SendJob job, Instant heldAt) {
        held.putIfAbsent(new Key(campaign, job), heldAt);
    }

    @Override
    public List<SendJob> of(String campaign, int limit) {
        return held.entrySet().stream()
                .filter(entry -> entry.getKey().campaign.equals(campaign))
                .sorted(Map.Entry.<Key, Instant>comparingByValue()
                        .thenComparing(entry -> entry.getKey().job.message().toString(), Comparator.naturalOrder()))
                .limit(limit)
                .map(entry -> entry.getKey().job)
                .toList();
    }

    @Override
    public void remove(String campaign, SendJob job) {
        held.remove(new Key(campaign, job));
    }
}
