package dev.homing.adapter.memory;

import dev.homing.app.port.History;
import dev.homing.app.port.Runs;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.id.RunId;
import dev.homing.domain.run.Run;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** Runs in memory. */
public final class MemoryRuns implements Runs {
    private final ConcurrentMap<RunId, Run> runs = new ConcurrentHashMap<>();

    @Override
    public @Nullable Run find(RunId id) {
        return runs.get(id);
    }

    @Override
    public boolean save(Run run, Instant expiresAt) {
        return Revisions.save(runs, run.id(), run, Run::revision, Run::withRevision);
    }

    @Override
    public List<Run> of(CustomerId customer) {
        return runs.values().stream()
                .filter(run -> run.id().customer().equals(customer))
                .sorted(Comparator.comparing(Run::startedAt)
                        .thenComparing(run -> run.id().hash()))
                .toList();
    }

    /** All there are. */
    public List<Run> all() {
        return List.copyOf(runs.values());
    }

    /** What is kept of a customer. */
    public List<MemoryHistory.Thing> kept(CustomerId customer) {
        return of(customer).stream()
                .map(run -> new MemoryHistory.Thing(
                        new History.Kept("R#" + run.id(), run.toString(), null), () -> runs.remove(run.id())))
                .toList();
    }
}
