package dev.homing.app.report;

import dev.homing.app.port.Counters;
import dev.homing.app.port.CountingPlans;
import dev.homing.domain.analytics.Counted;
import dev.homing.domain.analytics.CountingPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Brings the counters up to date with what changed in the activity table. */
public final class CountActivity {
    private final Counters counters;
    private final CountingPlans plans;

    public CountActivity(Counters counters, CountingPlans plans) {
        this.counters = counters;
        this.plans = plans;
    }

    /**
     * A change of an item.
     *
     * @param sequence its number in the shard
     * @param before null: it is new, or was none that counts
     * @param after null: as {@code before}; items that expire are no change, and are not given here
     */
    public record Change(
            String sequence,
            @Nullable Counted before,
            @Nullable Counted after) {}

    /**
     * Counts a batch of one shard, each change once however often it comes.
     *
     * @param changes in the order of the shard
     */
    public void count(String shard, List<Change> changes) {
        CountingPlan plan = plans.current();
        Map<String, List<Counters.Change>> ledgers = new LinkedHashMap<>();
        for (Change change : changes) {
            plan.changes(change.before(), change.after())
                    .forEach((ledger, counts) -> ledgers.computeIfAbsent(ledger, id -> new ArrayList<>())
                            .add(new Counters.Change(change.sequence(), counts)));
        }
        ledgers.forEach((ledger, counts) -> counters.add(ledger, shard, counts));
    }
}
