package dev.homing.app.port;

import dev.homing.domain.analytics.Counter;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** The numbers behind the reports. */
public interface Counters {
    /**
     * What one record of the activity stream adds.
     *
     * @param sequence the record's number in its shard; they grow, as text of equal length or by length first
     */
    record Change(String sequence, Map<Counter, Long> counts) {}

    /**
     * Adds what a shard's records say, each exactly once however often and in whatever batches they come.
     *
     * @param changes in the order of the shard
     */
    void add(String shard, List<Change> changes);

    /** All counters of some days, both inclusive. */
    Map<Counter, Long> read(LocalDate from, LocalDate to);

    /** Counters that have no day. */
    Map<Counter, Long> current();
}
