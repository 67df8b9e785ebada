package dev.homing.domain.state;

import dev.homing.domain.state.RecentEvents.Entry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * When a customer did what live conditions ask about: the latest times of each, as many as the conditions need, so that "three times in seven
 * days" is right to the second.
 *
 * @param all oldest first; the hash of an entry says what happened then
 * @param complete number of the configuration up to which the times are whole: what conditions ask about since then has to be looked up on the
 *     timeline first
 */
public record LatestTimes(List<Entry> all, long complete) {
    public static final LatestTimes NONE = new LatestTimes(List.of(), 0);

    /** About 14 stored bytes each. The oldest are cut. */
    public static final int MOST = 250;

    /** Of one thing, where it is not known how many are needed. */
    private static final int MOST_OF_ONE = 50;

    public LatestTimes {
        List<Entry> sorted = new ArrayList<>(all);
        sorted.sort(Comparator.comparing(Entry::at));
        all = List.copyOf(sorted.subList(Math.max(0, sorted.size() - MOST), sorted.size()));
    }

    /** Oldest first. */
    public List<Instant> of(long number) {
        return all.stream()
                .filter(entry -> entry.idHash() == number)
                .map(Entry::at)
                .toList();
    }

    /** @param most how many of the latest are kept of this */
    public LatestTimes with(long number, Instant at, int most) {
        List<Entry> changed = new ArrayList<>(all);
        changed.add(new Entry(number, at));
        changed.sort(Comparator.comparing(Entry::at));
        long same = changed.stream().filter(entry -> entry.idHash() == number).count();
        for (int i = 0; same > most && i < changed.size(); i++) {
            if (changed.get(i).idHash() == number) {
                changed.remove(i--);
                same--;
            }
        }
        return new LatestTimes(changed, complete);
    }

    public LatestTimes without(Set<Long> numbers) {
        return new LatestTimes(
                all.stream().filter(entry -> !numbers.contains(entry.idHash())).toList(), complete);
    }

    /** Whole as of a configuration. */
    public LatestTimes completeAt(long configuration) {
        return new LatestTimes(all, configuration);
    }

    LatestTimes merged(LatestTimes other) {
        List<Entry> both = new ArrayList<>(all);
        both.addAll(other.all);
        both.sort(Comparator.comparing(Entry::at).reversed());
        Map<Long, Integer> counts = new HashMap<>();
        both.removeIf(entry -> counts.merge(entry.idHash(), 1, Integer::sum) > MOST_OF_ONE);
        return new LatestTimes(both, Math.min(complete, other.complete));
    }
}
