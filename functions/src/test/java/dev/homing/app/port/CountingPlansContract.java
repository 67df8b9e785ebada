package dev.homing.app.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.domain.analytics.CountingPlan;
import dev.homing.domain.analytics.Ledger;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** There is one plan in a shop, so each test begins with none. */
public abstract class CountingPlansContract {
    private static final Instant NOW = Instant.parse("2026-11-22T10:15:30Z");

    private final CountingPlan.Rebuild rebuild =
            CountingPlan.Rebuild.into(new Ledger("b1", NOW, LocalDate.parse("2026-05-06")), NOW.plusSeconds(60));

    protected abstract CountingPlans plans();

    /** Time goes on, so that what was read is too old. */
    protected abstract void age();

    @Test
    void beginsWithTheFirstLedger() {
        assertThat(plans().current()).isEqualTo(CountingPlan.FIRST);
        assertThat(plans().latest()).isEqualTo(CountingPlan.FIRST);
    }

    @Test
    void keepsWhatWasSaved() {
        assertThat(plans().save(CountingPlan.FIRST.rebuilding(rebuild))).isTrue();

        CountingPlan expected = CountingPlan.FIRST.rebuilding(rebuild).withRevision(1);
        assertThat(plans().latest()).isEqualTo(expected);
        age();
        assertThat(plans().current()).isEqualTo(expected);
    }

    @Test
    void refuses_whenSomebodySavedSinceItWasRead() {
        plans().save(CountingPlan.FIRST.rebuilding(rebuild));

        assertThat(plans().save(CountingPlan.FIRST)).isFalse();
        assertThat(plans().save(plans().latest().rebuilt())).isTrue();
        assertThat(plans().latest().current()).isEqualTo(rebuild.ledger());
    }
}
