package dev.homing.app.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.domain.profile.ArmedTimer;
import dev.homing.domain.profile.CustomerId;
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
        String timer = ArmedTimer.timerId(id, "c", "", 1);
        timers().arm(id, timer, now().plus(Duration.ofMinutes(30)));
        timers().arm(id, timer, now().plus(Duration.ofMinutes(30)));

        assertThat(firedAfter(Duration.ofMinutes(29))).doesNotContain(timer);
        assertThat(firedAfter(Duration.ofMinutes(2))).containsOnlyOnce(timer);
        assertThat(firedAfter(Duration.ofHours(1))).doesNotContain(timer);
    }

    @Test
    void firesSoon_whenItsTimeIsPast() {
        String timer = ArmedTimer.timerId(id, "c", "", 2);
        timers().arm(id, timer, now().minus(Duration.ofHours(2)));

        assertThat(firedAfter(Duration.ofMinutes(1))).containsOnlyOnce(timer);
    }

    @Test
    void keepsFiringTimesApart() {
        String late = ArmedTimer.timerId(id, "c", "", 3);
        String early = ArmedTimer.timerId(id, "c", "", 4);
        timers().arm(id, late, now().plus(Duration.ofDays(89)));
        timers().arm(id, early, now().plus(Duration.ofDays(1)));

        assertThat(firedAfter(Duration.ofDays(2))).contains(early).doesNotContain(late);
        assertThat(firedAfter(Duration.ofDays(88))).contains(late).doesNotContain(early);
    }
}
