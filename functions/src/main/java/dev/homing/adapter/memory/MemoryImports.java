package dev.homing.adapter.memory;

import dev.homing.app.port.Imports;
import java.time.Instant;
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
}
