package dev.homing.adapter.memory;

import java.util.concurrent.ConcurrentMap;
import java.util.function.ToLongFunction;

/** The optimistic write that all ports have in common. */
final class Revisions {
    interface Advance<V> {
        V with(V value, long revision);
    }

    private Revisions() {}

    /** Stores a value with the next revision, if what is stored has the value's own; nothing stored has revision 0. */
    static <K, V> boolean save(
            ConcurrentMap<K, V> stored, K key, V value, ToLongFunction<V> revision, Advance<V> advance) {
        long expected = revision.applyAsLong(value);
        V next = advance.with(value, expected + 1);
        if (expected == 0) {
            return stored.putIfAbsent(key, next) == null;
        }
        V current = stored.get(key);
        return current != null && revision.applyAsLong(current) == expected && stored.replace(key, current, next);
    }
}
