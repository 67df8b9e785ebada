package dev.homing.app.port;

import dev.homing.domain.analytics.Counter;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** The numbers behind the reports, ledger by ledger. Those that are zero may be left out of what is read. */
public interface Counters {
    /**
     * What one record of the activity stream adds.
     *
     * @param sequence the record's number in its shard, a decimal number of any length; they grow
     */
    record Change(String sequence, Map<Counter, Long> counts) {}

    /**
     * Adds what a shard's records say, each exactly once however often and in whatever batches they come.
     *
     * @param ledger id of the one that is written
     * @param changes in the order of the shard
     */
    void add(String ledger, String shard, List<Change> changes);

    /** The {@linkplain dev.homing.domain.analytics.Cut#total() totals} of all campaigns on some days, both inclusive. */
    Map<Counter, Long> totals(String ledger, LocalDate from, LocalDate to);

    /** Everything finer than totals, of one campaign on some days, both inclusive. */
    Map<Counter, Long> cuts(String ledger, String campaign, LocalDate from, LocalDate to);

    /** The counters without a day, of all campaigns. */
    Map<Counter, Long> standing(String ledger);

    /** The counters without a day, of one campaign. */
    Map<Counter, Long> standing(String ledger, String campaign);
}
