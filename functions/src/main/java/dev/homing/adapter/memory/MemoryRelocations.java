package dev.homing.adapter.memory;

import dev.homing.app.port.Relocations;
import dev.homing.domain.run.Relocation;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Relocations in memory. */
public final class MemoryRelocations implements Relocations {
    private final Map<String, Relocation> latest = new HashMap<>();

    @Override
    public synchronized @Nullable Relocation latest(String campaign) {
        return latest.get(campaign);
    }

    @Override
    public synchronized boolean save(Relocation relocation, @Nullable Relocation before) {
        Relocation known = latest.get(relocation.campaign());
        if (known == null ? before != null : before == null || known.step() != before.step()) {
            return false;
        }
        latest.put(relocation.campaign(), relocation);
        return true;
    }
}
