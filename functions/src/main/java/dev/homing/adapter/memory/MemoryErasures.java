package dev.homing.adapter.memory;

import dev.homing.app.port.Erasures;
import dev.homing.domain.care.Erasure;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** Erasures in memory. */
public final class MemoryErasures implements Erasures {
    private final ConcurrentMap<String, Erasure> erasures = new ConcurrentHashMap<>();

    @Override
    public @Nullable Erasure find(String id) {
        return erasures.get(id);
    }

    @Override
    public boolean save(Erasure erasure) {
        return Revisions.save(erasures, erasure.id(), erasure, Erasure::revision, Erasure::withRevision);
    }
}
