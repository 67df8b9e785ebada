package dev.homing.adapter.memory;

import dev.homing.app.port.Roster;
import dev.homing.domain.run.Run;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The roster of runs in memory. */
public final class MemoryRoster implements Roster {
    private final MemoryRuns runs;

    public MemoryRoster(MemoryRuns runs) {
        this.runs = runs;
    }

    @Override
    public Page of(String campaign, Filter filter, @Nullable String after, int limit) {
        List<Run> found = runs.all().stream()
                .filter(run -> run.campaign().equals(campaign) && filter.accepts(run))
                .filter(run -> after == null || Roster.place(run).compareTo(after) < 0)
                .sorted(Comparator.comparing(Roster::place).reversed())
                .limit(limit + 1L)
                .toList();
        boolean more = found.size() > limit;
        List<Run> page = more ? found.subList(0, limit) : found;
        return new Page(page, more ? Roster.place(page.getLast()) : null);
    }
}
