package dev.homing.domain.analytics;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which ledgers the shop's counters are kept in.
 *
 * @param ledgers those that are read, the oldest first; each has the days from its own first day to that of the next one, and the last one
 *     has the numbers without a day
 * @param rebuild the rebuild that is in progress; null where none is
 * @param revision counts the writes; 0 when it has not been stored
 */
public record CountingPlan(List<Ledger> ledgers, @Nullable Rebuild rebuild, long revision) {
    public static final CountingPlan FIRST = new CountingPlan(List.of(Ledger.FIRST), null, 0);

    /**
     * A rebuild on its way: it walks over all items, more than once, and takes in those that the new ledger does not count yet.
     *
     * @param ledger the new one
     * @param startsAt when the walk may begin: from then on every handler knows of the new ledger
     * @param cursor where the walk goes on; null: at the beginning of a pass
     * @param passes that are over. The last pass is the one that found nothing to take in
     * @param takenInThisPass items that this pass took in so far
     * @param seen items of all passes
     * @param taken items that were taken in by all passes
     * @param settlesAt when what the walk changed is certainly counted; null while it still walks
     */
    public record Rebuild(
            Ledger ledger,
            Instant startsAt,
            @Nullable String cursor,
            int passes,
            long takenInThisPass,
            long seen,
            long taken,
            @Nullable Instant settlesAt) {

        /** It is announced, and did nothing yet. */
        public static Rebuild into(Ledger ledger, Instant startsAt) {
            return new Rebuild(ledger, startsAt, null, 0, 0, 0, 0, null);
        }

        /**
         * Part of a pass is done.
         *
         * @param nextCursor null: this was the pass's last part
         * @param settles when the counters will have followed, where this was the last pass
         */
        public Rebuild walked(@Nullable String nextCursor, long nowSeen, long nowTaken, Instant settles) {
            long inThisPass = takenInThisPass + nowTaken;
            boolean passOver = nextCursor == null;
            return new Rebuild(
                    ledger,
                    startsAt,
                    nextCursor,
                    passOver ? passes + 1 : passes,
                    passOver ? 0 : inThisPass,
                    seen + nowSeen,
                    taken + nowTaken,
                    passOver && inThisPass == 0 ? settles : null);
        }
    }

    /** Days of one ledger that a report needs, both inclusive. */
    public record Stretch(Ledger ledger, LocalDate from, LocalDate to) {}

    public CountingPlan {
        ledgers = List.copyOf(ledgers);
        if (ledgers.isEmpty()) {
            throw new IllegalArgumentException("There is always a ledger");
        }
    }

    /** The ledger that has today's counters. */
    public Ledger current() {
        return ledgers.getLast();
    }

    /** Which ledger has which of some days, the oldest first. */
    public List<Stretch> stretches(LocalDate from, LocalDate to) {
        List<Stretch> stretches = new ArrayList<>();
        for (int i = 0; i < ledgers.size(); i++) {
            Ledger ledger = ledgers.get(i);
            LocalDate first = ledger.from().isAfter(from) ? ledger.from() : from;
            LocalDate last =
                    i + 1 < ledgers.size() && !ledgers.get(i + 1).from().isAfter(to)
                            ? ledgers.get(i + 1).from().minusDays(1)
                            : to;
            if (!first.isAfter(last)) {
                stretches.add(new Stretch(ledger, first, last));
            }
        }
        return stretches;
    }

    /**
     * What a change of an item adds to each ledger.
     *
     * @param before null: there was no such item
     * @param after null: there is no such item any more
     * @return ledgers' ids with what is added, without zeros and without ledgers to which nothing is added
     */
    public Map<String, Map<Counter, Long>> changes(@Nullable Counted before, @Nullable Counted after) {
        Map<String, Map<Counter, Long>> changes = new LinkedHashMap<>();
        for (Ledger ledger : ledgers) {
            add(changes, ledger, before, after);
        }
        if (rebuild != null) {
            add(changes, rebuild.ledger(), before, after);
        }
        return changes;
    }

    private void add(
            Map<String, Map<Counter, Long>> changes, Ledger ledger, @Nullable Counted before, @Nullable Counted after) {
        Map<Counter, Long> difference =
                Contributions.difference(contributions(ledger, before), contributions(ledger, after));
        difference.keySet().removeIf(counter -> !keeps(ledger, counter));
        if (!difference.isEmpty()) {
            changes.put(ledger.id(), difference);
        }
    }

    private static Map<Counter, Long> contributions(Ledger ledger, @Nullable Counted item) {
        return item == null || !ledger.takes(item) ? Map.of() : Contributions.of(item);
    }

    private boolean keeps(Ledger ledger, Counter counter) {
        LocalDate day = counter.day();
        boolean building = rebuild != null && ledger.equals(rebuild.ledger());
        if (day == null) {
            return building || ledger.equals(current());
        }
        if (building) {
            return !day.isBefore(ledger.from());
        }
        return stretches(day, day).stream().anyMatch(stretch -> stretch.ledger().equals(ledger));
    }

    /** A rebuild begins. */
    public CountingPlan rebuilding(Rebuild begun) {
        return new CountingPlan(ledgers, begun, revision);
    }

    /** The rebuild is over: its ledger is read from now on, and the ledgers that it replaces in full are left. */
    public CountingPlan rebuilt() {
        if (rebuild == null) {
            return this;
        }
        List<Ledger> kept = new ArrayList<>(ledgers.stream()
                .filter(ledger -> ledger.from().isBefore(rebuild.ledger().from()))
                .toList());
        kept.add(rebuild.ledger());
        return new CountingPlan(kept, null, revision);
    }

    public CountingPlan withRevision(long newRevision) {
        return new CountingPlan(ledgers, rebuild, newRevision);
    }
}
