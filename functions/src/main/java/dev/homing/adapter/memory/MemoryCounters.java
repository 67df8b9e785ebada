package dev.homing.adapter.memory;

import dev.homing.app.port.Counters;
import dev.homing.domain.analytics.Counter;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counters in memory. */
public final class MemoryCounters implements Counters {
    private final Map<Counter, Long> counts = new LinkedHashMap<>();
    private final Map<String, BigInteger> last = new HashMap<>();

    @Override
    public synchronized void add(String shard, List<Change> changes) {
        for (Change change : changes) {
            BigInteger sequence = new BigInteger(change.sequence());
            BigInteger seen = last.get(shard);
            if (seen == null || sequence.compareTo(seen) > 0) {
                change.counts().forEach((counter, count) -> counts.merge(counter, count, Long::sum));
                last.put(shard, sequence);
            }
        }
    }

    @Override
    public synchronized Map<Counter, Long> read(LocalDate from, LocalDate to) {
        Map<Counter, Long> asked = new LinkedHashMap<>(counts);
        asked.keySet()
                .removeIf(counter -> counter.day() == null
                        || counter.day().isBefore(from)
                        || counter.day().isAfter(to));
        return asked;
    }

    @Override
    public synchronized Map<Counter, Long> current() {
        Map<Counter, Long> asked = new LinkedHashMap<>(counts);
        asked.keySet().removeIf(counter -> counter.day() != null);
        return asked;
    }
}
