package dev.homing.app.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.domain.CountingBasis;
import dev.homing.domain.Facts;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.id.RunId;
import dev.homing.domain.reason.Reason;
import dev.homing.domain.run.Run;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

public abstract class RunsContract {
    private static final Instant NOW = Instant.parse("2026-11-22T10:15:30.123Z");
    private static final Instant EXPIRES = Instant.parse("2027-11-22T00:00:00Z");

    private final CustomerId id = Samples.customer();

    protected abstract Runs runs();

    @Test
    void comesBackWithTheNextRevision_whenSaved() {
        for (int seed = 0; seed < 20; seed++) {
            Run run = new Samples(seed).run(id, 0);

            assertThat(runs().save(run, EXPIRES)).isTrue();

            assertThat(runs().find(run.id())).isEqualTo(run.withRevision(1));
        }
    }

    @Test
    void refuses_whenItExistsAlready() {
        Run run = run("c1", NOW);
        assertThat(runs().save(run, EXPIRES)).isTrue();

        assertThat(runs().save(run, EXPIRES)).isFalse();
    }

    @Test
    void refuses_whenSomebodySavedSinceItWasLoaded() {
        Run run = run("c1", NOW);
        runs().save(run, EXPIRES);
        Run loaded = run.withRevision(1);
        assertThat(runs().save(loaded.exited(Reason.of(Reason.Code.ORDERED), NOW), EXPIRES))
                .isTrue();

        assertThat(runs().save(loaded.completed(NOW), EXPIRES)).isFalse();

        Run stored = runs().find(run.id());
        assertThat(stored)
                .isEqualTo(loaded.exited(Reason.of(Reason.Code.ORDERED), NOW).withRevision(2));
    }

    @Test
    void listsACustomersOwn_oldestFirst() {
        Run second = run("c2", NOW.plusSeconds(1));
        Run first = run("c1", NOW);
        runs().save(second, EXPIRES);
        runs().save(first, EXPIRES);

        assertThat(runs().of(id)).containsExactly(first.withRevision(1), second.withRevision(1));
        assertThat(runs().of(Samples.customer())).isEmpty();
    }

    @Test
    void findsNothing_whereNothingIs() {
        assertThat(runs().find(run("c1", NOW).id())).isNull();
    }

    private Run run(String campaign, Instant at) {
        return Run.started(
                RunId.of(id, campaign, "", at),
                campaign,
                1,
                "",
                at,
                at,
                Facts.NONE,
                false,
                new CountingBasis(ZoneId.of("Europe/Berlin"), at));
    }
}
