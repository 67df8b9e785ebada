package dev.homing.adapter.memory;

import dev.homing.app.port.MemberWalks;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Walks through members in memory. */
public final class MemoryMemberWalks implements MemberWalks {
    private final Map<String, MemberWalk> walks = new HashMap<>();

    @Override
    public synchronized @Nullable MemberWalk find(String name) {
        return walks.get(name);
    }

    @Override
    public synchronized boolean save(MemberWalk walk, @Nullable MemberWalk before) {
        MemberWalk known = walks.get(walk.name());
        if (known == null ? before != null : before == null || known.step() != before.step()) {
            return false;
        }
        walks.put(walk.name(), walk);
        return true;
    }
}
