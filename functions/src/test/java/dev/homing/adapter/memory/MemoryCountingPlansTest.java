package dev.homing.adapter.memory;

import dev.homing.app.port.CountingPlans;
import dev.homing.app.port.CountingPlansContract;

class MemoryCountingPlansTest extends CountingPlansContract {
    private final CountingPlans plans = new MemoryCountingPlans();

    @Override
    protected CountingPlans plans() {
        return plans;
    }

    @Override
    protected void age() {}
}
