package dev.homing.adapter.memory;

import dev.homing.app.port.Counters;
import dev.homing.domain.analytics.Counter;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Counters in memory. */
public final class MemoryCounters implements Counters {
    private final Map<String, Map<Counter, Long>> ledgers = new HashMap<>();
    private final Map<String, BigInteger> last = new HashMap<>();

    @Override
    public synchronized void add(String ledger, String shard, List<Change> changes) {
        Map<Counter, Long> counts = ledgers.computeIfAbsent(ledger, id -> new LinkedHashMap<>());
        String place = ledger + " " + shard;
        for (Change change : changes) {
            BigInteger sequence = new BigInteger(change.sequence());
            BigInteger seen = last.get(place);
            if (seen == null || sequence.compareTo(seen) > 0) {
                change.counts().forEach((counter, count) -> counts.merge(counter, count, Long::sum));
                last.put(place, sequence);
            }
        }
    }

    /** All counters are lost, and with them which records were counted. */
    public synchronized void erase() {
        ledgers.clear();
        last.clear();
    }

    @Override
    public Map<Counter, Long> totals(String ledger, LocalDate from, LocalDate to) {
        return those(ledger, counter -> counter.cut().total() && within(counter, from, to));
    }

    @Override
    public Map<Counter, Long> cuts(String ledger, String campaign, LocalDate from, LocalDate to) {
        return those(
                ledger,
                counter -> !counter.cut().total() && counter.campaign().equals(campaign) && within(counter, from, to));
    }

    @Override
    public Map<Counter, Long> standing(String ledger) {
        return those(ledger, counter -> counter.day() == null);
    }

    @Override
    public Map<Counter, Long> standing(String ledger, String campaign) {
        return those(
                ledger, counter -> counter.day() == null && counter.campaign().equals(campaign));
    }

    private synchronized Map<Counter, Long> those(String ledger, Predicate<Counter> which) {
        Map<Counter, Long> asked = new LinkedHashMap<>(ledgers.getOrDefault(ledger, Map.of()));
        asked.keySet().removeIf(which.negate());
        asked.values().removeIf(count -> count == 0);
        return asked;
    }

    private static boolean within(Counter counter, LocalDate from, LocalDate to) {
        return counter.day() != null
                && !counter.day().isBefore(from)
                && !counter.day().isAfter(to);
    }
}
