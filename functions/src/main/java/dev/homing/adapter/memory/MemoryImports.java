package dev.homing.adapter.memory;

import dev.homing.app.port.Imports;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Reports of imports in memory. */
public final class MemoryImports implements Imports {
    private final Map<String, Report> reports = new ConcurrentHashMap<>();

    @Override
    public void save(Report report, Instant expiresAt) {
        reports.put(report.id(), report);
    }

    @Override
    public @Nullable Report find(String id) {
        return reports.get(id);
    }

    @Override
    public Page page(@Nullable String before, int limit) {
        List<Report> found = reports.values().stream()
                .filter(report -> before == null || report.id().compareTo(before) < 0)
                .sorted(Comparator.comparing(Report::id).reversed())
                .limit(limit + 1L)
                .toList();
        return found.size() <= limit
                ? new Page(found, null)
                : new Page(found.subList(0, limit), found.get(limit - 1).id());
    }
}
