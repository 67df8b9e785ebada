package dev.homing.adapter.aws;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What was read last and never changes, up to so many entries and so much weight; what was used longest ago goes first. Safe for threads: two
 * that miss the same entry at the same time both read it.
 */
final class Bounded<K, V> {
    private final int most;
    private final long heaviest;
    private final ToLongFunction<V> weight;
    private final LinkedHashMap<K, V> entries = new LinkedHashMap<>(16, 0.75f, true);
    private long total;

    /**
     * @param most entries
     * @param heaviest sum of the weights; one entry is kept, whatever it weighs
     */
    Bounded(int most, long heaviest, ToLongFunction<V> weight) {
        this.most = most;
        this.heaviest = heaviest;
        this.weight = weight;
    }

    /** Null where it is not known. */
    synchronized @Nullable V find(K key) {
        return entries.get(key);
    }

    synchronized void put(K key, V value) {
        V before = entries.put(key, value);
        total += weight.applyAsLong(value) - (before == null ? 0 : weight.applyAsLong(before));
        var eldestFirst = entries.entrySet().iterator();
        while ((entries.size() > most || total > heaviest) && entries.size() > 1) {
            Map.Entry<K, V> eldest = eldestFirst.next();
            total -= weight.applyAsLong(eldest.getValue());
            eldestFirst.remove();
        }
    }

    synchronized int size() {
        return entries.size();
    }
}
