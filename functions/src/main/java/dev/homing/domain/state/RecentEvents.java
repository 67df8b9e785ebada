package dev.homing.domain.state;

import dev.homing.domain.Hash;
import dev.homing.domain.event.CustomerEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The latest events' ids, so that a second delivery is known without a look-up. Kept for ten minutes and at least {@value #AT_LEAST},
 * at most {@value #AT_MOST}; {@code evictedThrough} is the time of the newest one dropped, and an event not newer than it has to be looked
 * up on the timeline.
 *
 * @param evictedThrough null while nothing was dropped
 */
public record RecentEvents(List<Entry> entries, @Nullable Instant evictedThrough) {
    public static final RecentEvents NONE = new RecentEvents(List.of(), null);

    private static final int AT_LEAST = 16;
    private static final int AT_MOST = 24;
    private static final Duration KEPT = Duration.ofMinutes(10);

    public RecentEvents {
        entries = List.copyOf(entries);
    }

    /**
     * @param idHash eight bytes of the hash of its id
     * @param at what the sender stated, or when it arrived where nothing was stated
     */
    public record Entry(long idHash, Instant at) {}

    /** What can be said of an event without asking the timeline. */
    public enum Known {
        YES,
        NO,
        /** It may have been dropped: look it up. */
        LOOK_UP
    }

    public Known knows(CustomerEvent event) {
        if (has(event.knownBy())) {
            return Known.YES;
        }
        if (evictedThrough == null) {
            return Known.NO;
        }
        // Without a time of its own an event that comes again has another arrival, so its age proves nothing.
        return event.statedAt() == null || !event.statedAt().isAfter(evictedThrough) ? Known.LOOK_UP : Known.NO;
    }

    /** Whether an event that is known by this is among the latest. */
    public boolean has(String knownBy) {
        long hash = Hash.number(knownBy);
        return entries.stream().anyMatch(entry -> entry.idHash == hash);
    }

    public RecentEvents with(CustomerEvent event, Instant now) {
        Instant at = event.statedAt() == null ? event.receivedAt() : event.statedAt();
        List<Entry> all = new ArrayList<>(entries);
        all.add(new Entry(Hash.number(event.knownBy()), at));
        return trimmed(all, evictedThrough, now);
    }

    /** Both together, for two customers who turned out to be one. */
    public RecentEvents union(RecentEvents other, Instant now) {
        List<Entry> all = new ArrayList<>(entries);
        for (Entry entry : other.entries) {
            if (!all.contains(entry)) {
                all.add(entry);
            }
        }
        return trimmed(all, later(evictedThrough, other.evictedThrough), now);
    }

    private static RecentEvents trimmed(List<Entry> all, @Nullable Instant evictedThrough, Instant now) {
        all.sort(Comparator.comparing(Entry::at));
        Instant evicted = evictedThrough;
        Instant old = now.minus(KEPT);
        int first = 0;
        while (all.size() - first > AT_LEAST && (all.get(first).at.isBefore(old) || all.size() - first > AT_MOST)) {
            evicted = later(evicted, all.get(first).at);
            first++;
        }
        return new RecentEvents(all.subList(first, all.size()), evicted);
    }

    private static @Nullable Instant later(@Nullable Instant a, @Nullable Instant b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return a.isAfter(b) ? a : b;
    }
}
