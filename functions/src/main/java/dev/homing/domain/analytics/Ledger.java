package dev.homing.domain.analytics;

import java.time.Instant;
import java.time.LocalDate;

/**
 * One set of counters. There is more than one only because a rebuild of the counters writes into a new ledger while the old one is still read.
 *
 * @param id unlike that of any other ledger, and part of every key of its counters; lower-case letters and digits
 * @param since it counts items whose {@linkplain dev.homing.domain.CountingBasis basis} is not older than this
 * @param from its first day: what happened before is in the ledger before it, because its items may have expired
 */
public record Ledger(String id, Instant since, LocalDate from) {
    /** The ledger of a shop that never rebuilt its counters. */
    public static final Ledger FIRST = new Ledger("0", Instant.EPOCH, LocalDate.EPOCH);

    boolean takes(Counted item) {
        return !item.counting().since().isBefore(since);
    }
}
