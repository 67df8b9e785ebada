package dev.homing.domain.state;

import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * In which audiences and on which lists a customer is.
 *
 * @param in numbers of the groups
 * @param evaluated number of the configuration as of which every audience was asked; what was made or changed since has to be asked first
 */
public record Groups(SortedSet<Long> in, long evaluated) {
    public static final Groups NONE = new Groups(new TreeSet<>(), 0);

    /** About 11 stored bytes each. Nobody is put into more. */
    public static final int MOST = 200;

    public Groups {
        in = new TreeSet<>(in);
    }

    public boolean has(long group) {
        return in.contains(group);
    }

    public boolean hasRoom() {
        return in.size() < MOST;
    }

    public Groups with(long group) {
        SortedSet<Long> more = new TreeSet<>(in);
        more.add(group);
        return new Groups(more, evaluated);
    }

    public Groups without(long group) {
        SortedSet<Long> fewer = new TreeSet<>(in);
        fewer.remove(group);
        return new Groups(fewer, evaluated);
    }

    /** Those alone that still exist. */
    public Groups keeping(Set<Long> known) {
        SortedSet<Long> kept = new TreeSet<>(in);
        kept.retainAll(known);
        return new Groups(kept, evaluated);
    }

    public Groups evaluatedAt(long configuration) {
        return new Groups(in, configuration);
    }

    /** On all lists of both; audiences have to be asked again. */
    Groups merged(Groups other) {
        SortedSet<Long> both = new TreeSet<>(in);
        both.addAll(other.in);
        return new Groups(both, 0);
    }
}
