package dev.homing.app.report;

import dev.homing.app.port.Counters;
import dev.homing.app.port.CountingPlans;
import dev.homing.domain.analytics.Counter;
import dev.homing.domain.analytics.CountingPlan;
import dev.homing.domain.analytics.Standing;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads counters, each day from the ledger that has it. */
public final class ReadCounters {
    private final Counters counters;
    private final CountingPlans plans;

    public ReadCounters(Counters counters, CountingPlans plans) {
        this.counters = counters;
        this.plans = plans;
    }

    /** Totals of all campaigns on some days, both inclusive. */
    public Map<Counter, Long> totals(LocalDate from, LocalDate to) {
        Map<Counter, Long> counts = new LinkedHashMap<>();
        for (CountingPlan.Stretch stretch : plans.current().stretches(from, to)) {
            counts.putAll(counters.totals(stretch.ledger().id(), stretch.from(), stretch.to()));
        }
        return counts;
    }

    /** Everything finer than totals, of one campaign on some days, both inclusive. */
    public Map<Counter, Long> cuts(String campaign, LocalDate from, LocalDate to) {
        Map<Counter, Long> counts = new LinkedHashMap<>();
        for (CountingPlan.Stretch stretch : plans.current().stretches(from, to)) {
            counts.putAll(counters.cuts(stretch.ledger().id(), campaign, stretch.from(), stretch.to()));
        }
        return counts;
    }

    /** Where the runs of each campaign stand; campaigns that never had a run are left out. */
    public Map<String, Standing> standing() {
        Map<String, Standing> standing = new LinkedHashMap<>();
        Standing.byVersion(counters.standing(plans.current().current().id()))
                .forEach((campaign, versions) ->
                        standing.put(campaign, versions.values().stream().reduce(Standing.NONE, Standing::plus)));
        return standing;
    }

    /** Where the runs of a campaign's versions stand; versions that never had a run are left out. */
    public Map<Integer, Standing> standing(String campaign) {
        Map<Counter, Long> counts = counters.standing(plans.current().current().id(), campaign);
        return Standing.byVersion(counts).getOrDefault(campaign, Map.of());
    }
}
