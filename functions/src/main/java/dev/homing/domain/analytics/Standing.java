package dev.homing.domain.analytics;

import dev.homing.domain.run.Run;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where the runs of a version, or of a whole campaign, stand.
 *
 * @param active in progress
 * @param completed went their whole way, without an order that was attributed to them
 * @param exited ended before their flow was
 * @param converted brought an order
 */
public record Standing(long active, long completed, long exited, long converted) {
    public static final Standing NONE = new Standing(0, 0, 0, 0);

    /** Counts the runs whose flow is one message, whatever became of them. */
    static final String OF_ONE_MESSAGE = "one-message";

    /** Counts the messages of such runs that are settled: sent, skipped, failed or unknown. */
    static final String SETTLED = "settled";

    public Standing plus(Standing other) {
        return new Standing(
                active + other.active, completed + other.completed, exited + other.exited, converted + other.converted);
    }

    /** All runs together. */
    public long total() {
        return active + completed + exited + converted;
    }

    /**
     * Standing by campaign and version.
     *
     * @param counters those without a day; others are passed over
     */
    public static Map<String, Map<Integer, Standing>> byVersion(Map<Counter, Long> counters) {
        Map<String, Map<Integer, Map<String, Long>>> named = new TreeMap<>();
        counters.forEach((counter, count) -> {
            Integer version = counter.cut().version();
            if (counter.day() == null && version != null) {
                named.computeIfAbsent(counter.campaign(), key -> new TreeMap<>())
                        .computeIfAbsent(version, number -> new TreeMap<>())
                        .merge(counter.name(), count, Long::sum);
            }
        });
        Map<String, Map<Integer, Standing>> standing = new TreeMap<>();
        named.forEach((campaign, versions) -> {
            Map<Integer, Standing> each = new TreeMap<>();
            versions.forEach((version, counts) -> each.put(version, of(counts)));
            standing.put(campaign, each);
        });
        return standing;
    }

    /** A run of one message is in progress until its message is settled; nothing but the message says so. */
    private static Standing of(Map<String, Long> counts) {
        long single = count(counts, Run.Status.SINGLE.key());
        long unsettled = count(counts, OF_ONE_MESSAGE) - count(counts, SETTLED);
        // An exited run's message may be the one that is not settled yet, so no more than there are.
        long inProgress = Math.clamp(unsettled, 0, Math.max(0, single));
        return new Standing(
                count(counts, Run.Status.ACTIVE.key()) + inProgress,
                count(counts, Run.Status.COMPLETED.key()) + single - inProgress,
                count(counts, Run.Status.EXITED.key()),
                count(counts, Run.Status.CONVERTED.key()));
    }

    private static long count(Map<String, Long> counts, String name) {
        return counts.getOrDefault(name, 0L);
    }
}
