package dev.homing.app.report;

import dev.homing.app.customer.Tries;
import dev.homing.app.port.Backoff;
import dev.homing.app.port.CountedItems;
import dev.homing.app.port.CountingPlans;
import dev.homing.domain.analytics.Counted;
import dev.homing.domain.analytics.CountingPlan;
import dev.homing.domain.analytics.Ledger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Makes the counters again from the items that they count, while everything goes on.
 *
 * <p>It begins a new ledger, which counts items whose {@linkplain dev.homing.domain.CountingBasis basis} is not older than the ledger. Items made from
 * then on are counted in both ledgers as they change. Then it walks over all items and takes in those that are older: each is saved with a new
 * basis, and the stream counts that change like any other, as everything that the item contributes. So an item is counted exactly once in
 * the new ledger whatever happens to it meanwhile, and however often the walk is begun again. When a whole pass finds nothing to take in, the new
 * ledger is read in the place of the old one.
 */
public final class RebuildCounters {
    /**
     * A ledger is announced so long before it begins: until then every handler that counts knows of it, also one that read the plan right before
     * and takes its longest time.
     */
    static final Duration ANNOUNCED_BEFORE = CountingPlans.OLDEST.plus(Duration.ofSeconds(100));

    /** The walk begins so long after the ledger: a handler may take its longest time, a minute, from making an item to saving it. */
    static final Duration WALKS_AFTER = Duration.ofMinutes(2);

    /** The stream has counted what the walk changed. If it is later than that, figures are too low for as long, and then right. */
    static final Duration SETTLES_AFTER = Duration.ofMinutes(1);

    /**
     * Days that are counted again. Earlier ones stay in the ledger before: items are kept for 400 days from their run's start, and a run takes up
     * to 180, so of earlier days some items may be gone.
     */
    static final int DAYS = 200;

    private static final int PAGE = 100;

    private final CountingPlans plans;
    private final CountedItems items;
    private final Tries tries;

    public RebuildCounters(CountingPlans plans, CountedItems items, Backoff backoff) {
        this.tries = new Tries(backoff);
        this.plans = plans;
        this.items = items;
    }

    /** How far the rebuild is. */
    public sealed interface State {
        /** None is in progress. */
        record Idle() implements State {}

        /** The walk may not begin yet. */
        record Announced(Instant until) implements State {}

        /** @param pass from 1 */
        record Walking(int pass, long seen, long takenIn) implements State {}

        /** All is taken in, and is being counted. */
        record Settling(Instant until, long seen, long takenIn) implements State {}
    }

    /**
     * Begins a rebuild; one that is in progress goes on as it is.
     *
     * @throws dev.homing.app.port.Unavailable where others changed the plan at each try
     */
    public State begin(Instant now) {
        return tries.until("The counting plan", () -> {
            CountingPlan plan = plans.latest();
            if (plan.rebuild() != null) {
                return state(plan.rebuild(), now);
            }
            Instant since = now.plus(ANNOUNCED_BEFORE);
            LocalDate from = LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(DAYS);
            String id = Long.toString(since.toEpochMilli(), Character.MAX_RADIX);
            CountingPlan.Rebuild rebuild =
                    CountingPlan.Rebuild.into(new Ledger(id, since, from), since.plus(WALKS_AFTER));
            return plans.save(plan.rebuilding(rebuild)) ? state(rebuild, now) : null;
        });
    }

    public State state(Instant now) {
        CountingPlan.Rebuild rebuild = plans.latest().rebuild();
        return rebuild == null ? new State.Idle() : state(rebuild, now);
    }

    /**
     * Goes on a little: over a page of items, or to the end of what had to be waited for. Two that go on at once do no harm.
     *
     * @return {@link State.Idle} where the rebuild is over
     */
    public State goOn(Instant now) {
        CountingPlan plan = plans.latest();
        CountingPlan.Rebuild rebuild = plan.rebuild();
        if (rebuild == null) {
            return new State.Idle();
        }
        if (now.isBefore(rebuild.startsAt())) {
            return state(rebuild, now);
        }
        Instant settles = rebuild.settlesAt();
        if (settles != null) {
            if (!now.isBefore(settles)) {
                plans.save(plan.rebuilt());
            }
            return state(now);
        }
        plans.save(plan.rebuilding(walked(rebuild, now)));
        return state(now);
    }

    private CountingPlan.Rebuild walked(CountingPlan.Rebuild rebuild, Instant now) {
        CountedItems.Page page = items.walk(rebuild.cursor(), PAGE);
        Instant since = rebuild.ledger().since();
        long taken = 0;
        for (Counted item : page.items()) {
            if (item.counting().since().isBefore(since)) {
                // Where somebody else saved it meanwhile, the next pass finds it again; it is not counted as a pass
                // without finds.
                items.takeIn(item, since);
                taken++;
            }
        }
        return rebuild.walked(page.next(), page.items().size(), taken, now.plus(SETTLES_AFTER));
    }

    private static State state(CountingPlan.Rebuild rebuild, Instant now) {
        @Nullable Instant settles = rebuild.settlesAt();
        if (settles != null) {
            return new State.Settling(settles, rebuild.seen(), rebuild.taken());
        }
        return now.isBefore(rebuild.startsAt())
                ? new State.Announced(rebuild.startsAt())
                : new State.Walking(rebuild.passes() + 1, rebuild.seen(), rebuild.taken());
    }
}
