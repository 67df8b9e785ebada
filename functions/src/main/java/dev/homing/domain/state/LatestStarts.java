package dev.homing.domain.state;

import dev.homing.domain.Hash;
import dev.homing.domain.state.RecentEvents.Entry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When campaigns that do not start again for a while last started for a customer, by campaign and key. The latest {@link #MOST} are kept: who
 * starts more of them within the time may be started once more.
 *
 * @param all oldest first; hashes are those of campaign and key
 */
public record LatestStarts(List<Entry> all) {
    public static final LatestStarts NONE = new LatestStarts(List.of());

    /** About 14 stored bytes each. */
    public static final int MOST = 12;

    public LatestStarts {
        List<Entry> sorted = new ArrayList<>(all);
        sorted.sort(Comparator.comparing(Entry::at));
        all = List.copyOf(sorted.subList(Math.max(0, sorted.size() - MOST), sorted.size()));
    }

    /** Event time of what started it last; null where that is not known, or was never. */
    public @Nullable Instant of(String campaign, String key) {
        long hash = Hash.number(campaign, key);
        return all.stream()
                .filter(entry -> entry.idHash() == hash)
                .map(Entry::at)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    LatestStarts with(String campaign, String key, Instant at) {
        long hash = Hash.number(campaign, key);
        List<Entry> changed = new ArrayList<>(all);
        changed.removeIf(entry -> entry.idHash() == hash && !entry.at().isAfter(at));
        changed.add(new Entry(hash, at));
        return new LatestStarts(changed);
    }

    LatestStarts merged(LatestStarts other) {
        List<Entry> both = new ArrayList<>(all);
        other.all.stream().filter(entry -> !both.contains(entry)).forEach(both::add);
        return new LatestStarts(both);
    }
}
