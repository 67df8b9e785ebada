package dev.homing.adapter.memory;

import dev.homing.app.port.CountingPlans;
import dev.homing.domain.analytics.CountingPlan;

/** The counting plan in memory. */
public final class MemoryCountingPlans implements CountingPlans {
    private CountingPlan plan = CountingPlan.FIRST;

    @Override
    public synchronized CountingPlan current() {
        return plan;
    }

    @Override
    public synchronized CountingPlan latest() {
        return plan;
    }

    @Override
    public synchronized boolean save(CountingPlan changed) {
        if (changed.revision() != plan.revision()) {
            return false;
        }
        plan = changed.withRevision(changed.revision() + 1);
        return true;
    }
}
