package dev.homing.app.port;

import dev.homing.domain.analytics.CountingPlan;
import java.time.Duration;

/** Where the shop's {@link CountingPlan} is kept. */
public interface CountingPlans {
    /** How old a plan may be that is counted by. A rebuild begins only after everybody knows of it. */
    Duration OLDEST = Duration.ofSeconds(20);

    /** At most {@link #OLDEST} old; {@link CountingPlan#FIRST} where none was saved. For whoever counts and reads. */
    CountingPlan current();

    /** As last saved, for whoever changes it. */
    CountingPlan latest();

    /**
     * Saves under the condition that nobody did since.
     *
     * @return false where that is not so
     */
    boolean save(CountingPlan plan);
}
