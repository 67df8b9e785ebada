package dev.homing.app.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.app.port.Held.Place;
import dev.homing.domain.id.RunId;
import dev.homing.domain.id.Visit;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

public abstract class HeldContract {
    private static final Instant NOW = Instant.parse("2026-11-22T10:15:30.123Z");

    private final String campaign = Samples.unique("held");

    protected abstract Held held();

    private List<Place> places(int limit) {
        return held().of(campaign, limit).stream().map(Held.Kept::place).toList();
    }

    @Test
    void givesTheOldestFirst() {
        List<Place> jobs = IntStream.range(0, 30).mapToObj(i -> job("t" + i)).toList();
        for (int i = 29; i >= 0; i--) {
            held().put(campaign, jobs.get(i), NOW.plusSeconds(i));
        }

        assertThat(places(100)).containsExactlyElementsOf(jobs);
        assertThat(places(4)).containsExactlyElementsOf(jobs.subList(0, 4));
    }

    @Test
    void keepsAJobOnce_whenItIsPutAgainLater() {
        Place job = job("t1");
        held().put(campaign, job, NOW);
        held().put(campaign, job("t2"), NOW.plusSeconds(1));
        held().put(campaign, job, NOW.plusSeconds(2));

        assertThat(held().of(campaign, 10))
                .as("it waits since it was kept first")
                .containsExactly(new Held.Kept(job, NOW), new Held.Kept(job("t2"), NOW.plusSeconds(1)));
    }

    @Test
    void keepsAMessageAgain_whenItIsHeldASecondTime() {
        held().put(campaign, job("t1"), NOW);
        held().remove(campaign, job("t1"));
        held().put(campaign, job("t2"), NOW);
        held().put(campaign, job("t1"), NOW.plusSeconds(1));

        assertThat(places(10)).containsExactly(job("t2"), job("t1"));
    }

    @Test
    void losesAJob_whenItIsRemoved() {
        held().put(campaign, job("t0"), NOW);
        held().remove(campaign, job("t1"));
        assertThat(places(10)).containsExactly(job("t0"));

        held().remove(campaign, job("t0"));
        assertThat(held().of(campaign, 10)).isEmpty();
    }

    @Test
    void givesRunsBeforeDelays_andCountsBoth() {
        Place delay = new Place.Delay(run.customer(), "timer-1");
        held().put(campaign, delay, NOW);
        held().put(campaign, job("t1"), NOW.plusSeconds(1));
        held().put(campaign, job("t2"), NOW.plusSeconds(2));

        assertThat(places(10)).containsExactly(job("t1"), job("t2"), delay);
        assertThat(places(2)).containsExactly(job("t1"), job("t2"));
        assertThat(held().waiting(campaign)).isEqualTo(new Held.Waiting(2, 1, false));
        held().remove(campaign, delay);
        assertThat(held().waiting(campaign)).isEqualTo(new Held.Waiting(2, 0, false));
        assertThat(held().waiting(Samples.unique("held"))).isEqualTo(new Held.Waiting(0, 0, false));
    }

    @Test
    void keepsCampaignsApart() {
        held().put(campaign, job("t1"), NOW);

        assertThat(held().of(Samples.unique("held"), 10)).isEmpty();
    }

    private final RunId run = RunId.of(Samples.customer(), "c", "", NOW);

    private Place job(String node) {
        return new Place.Step(new Visit(run, 2, node, 1));
    }
}
