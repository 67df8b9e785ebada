package dev.homing.app.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.domain.channel.Channel;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.id.RunId;
import dev.homing.domain.id.Visit;
import dev.homing.domain.state.ArmedTimer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

public abstract class TimersContract {
    private final CustomerId id = Samples.customer();

    protected abstract Timers timers();

    protected abstract Instant now();

    /** Ids of the timers that have fired after time went on; each once, as often as it fired. */
    protected abstract List<String> firedAfter(Duration time);

    @Test
    void firesOnce_whenArmedTwice() {
        Instant at = now().plus(Duration.ofMinutes(30));
        String timer = ArmedTimer.timerId(id, "c", "", 1, at);
        timers().arm(id, timer, at);
        timers().arm(id, timer, at);

        assertThat(firedAfter(Duration.ofMinutes(29))).doesNotContain(timer);
        assertThat(firedAfter(Duration.ofMinutes(2))).containsOnlyOnce(timer);
        assertThat(firedAfter(Duration.ofHours(1))).doesNotContain(timer);
    }

    /** Jobs that were handed over after time went on; each once, as often as it was. */
    protected abstract List<SendJob> sentAfter(Duration time);

    @Test
    void handsAJobOver_whenItsTimeHasCome() {
        RunId run = RunId.of(id, "c", "", Instant.EPOCH);
        SendJob job = new SendJob(Visit.first(run, "email"), Channel.EMAIL, null);
        Instant at = now().plus(Duration.ofHours(9));
        timers().sendLater(job, at);
        timers().sendLater(job, at);

        assertThat(sentAfter(Duration.ofHours(8))).doesNotContain(job);
        assertThat(sentAfter(Duration.ofHours(2))).containsOnlyOnce(job);
    }

    @Test
    void firesSoon_whenItsTimeIsPast() {
        Instant at = now().minus(Duration.ofHours(2));
        String timer = ArmedTimer.timerId(id, "c", "", 2, at);
        timers().arm(id, timer, at);

        assertThat(firedAfter(Duration.ofMinutes(1))).containsOnlyOnce(timer);
    }

    @Test
    void keepsFiringTimesApart() {
        Instant inMonths = now().plus(Duration.ofDays(89));
        Instant tomorrow = now().plus(Duration.ofDays(1));
        String late = ArmedTimer.timerId(id, "c", "", 3, inMonths);
        String early = ArmedTimer.timerId(id, "c", "", 4, tomorrow);
        timers().arm(id, late, inMonths);
        timers().arm(id, early, tomorrow);

        assertThat(firedAfter(Duration.ofDays(2))).contains(early).doesNotContain(late);
        assertThat(firedAfter(Duration.ofDays(88))).contains(late).doesNotContain(early);
    }
}
