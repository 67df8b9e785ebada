package dev.homing.domain.broadcast;

import dev.homing.domain.id.Group;
import java.util.LinkedHashSet;
import java.util.SequencedSet;

/**
 * Which customers a broadcast is meant for.
 *
 * @param include audiences and lists; empty: everyone of whom anything is known
 * @param exclude audiences and lists whose members are left out, as they are when the broadcast begins
 */
public record Reach(SequencedSet<Group> include, SequencedSet<Group> exclude) {
    public static final Reach EVERYONE = new Reach(new LinkedHashSet<>(), new LinkedHashSet<>());

    public Reach {
        include = new LinkedHashSet<>(include);
        exclude = new LinkedHashSet<>(exclude);
    }

    public boolean everyone() {
        return include.isEmpty();
    }
}
