package dev.homing.adapter.memory;

import dev.homing.app.port.TellQueue.TellJob;
import dev.homing.app.port.Tellings;
import dev.homing.domain.audience.Telling;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What destinations know, in memory. */
public final class MemoryTellings implements Tellings {
    private record Failure(String why, Instant at) {}

    private final Map<TellJob, Telling> tellings = new HashMap<>();
    private final Map<List<String>, Failure> failures = new HashMap<>();

    @Override
    public synchronized Telling find(TellJob about) {
        return tellings.getOrDefault(about, Telling.NONE);
    }

    @Override
    public synchronized boolean save(TellJob about, Telling telling) {
        if (find(about).revision() != telling.revision()) {
            return false;
        }
        tellings.put(about, telling.withRevision(telling.revision() + 1));
        if (telling.error() != null) {
            failures.put(
                    List.of(about.audience(), about.destination()), new Failure(telling.error(), telling.leaseUntil()));
        }
        return true;
    }

    @Override
    public synchronized Figures figures(String audience, String destination) {
        List<Telling> all = tellings.entrySet().stream()
                .filter(entry -> entry.getKey().audience().equals(audience)
                        && entry.getKey().destination().equals(destination))
                .map(Map.Entry::getValue)
                .toList();
        Failure failure = failures.get(List.of(audience, destination));
        return new Figures(
                all.stream()
                        .filter(telling -> telling.phase() == Telling.Phase.IN)
                        .count(),
                all.stream().filter(telling -> telling.phase().open()).count(),
                failure == null ? null : failure.why,
                failure == null ? null : failure.at);
    }

    @Override
    public synchronized void forget(TellJob about) {
        tellings.remove(about);
    }

    @Override
    public synchronized boolean clear(String audience, String destination, int limit) {
        tellings.keySet()
                .removeIf(about ->
                        about.audience().equals(audience) && about.destination().equals(destination));
        failures.remove(List.of(audience, destination));
        return false;
    }
}
