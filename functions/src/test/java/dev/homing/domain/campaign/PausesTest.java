package dev.homing.domain.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homing.domain.campaign.Pauses.Interval;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PausesTest {
    private static final Instant T = Instant.parse("2026-11-21T08:00:00Z");

    private static Instant day(int day) {
        return T.plus(Duration.ofDays(day));
    }

    @Test
    void countsTheOverlap_ofEveryPause() {
        Pauses pauses = Pauses.NONE
                .begun(day(1))
                .ended(day(3), Resume.CONTINUE)
                .begun(day(5))
                .ended(day(8), Resume.CONTINUE);
        assertThat(pauses.within(day(0), day(10))).isEqualTo(Duration.ofDays(5));
        assertThat(pauses.within(day(2), day(6))).isEqualTo(Duration.ofDays(2));
        assertThat(pauses.within(day(3), day(5))).isZero();
        assertThat(pauses.within(day(8), day(20))).isZero();
        assertThat(pauses.within(day(6), day(2))).isZero();
    }

    @Test
    void countsUntilNow_whileAPauseGoesOn() {
        Pauses pauses = Pauses.NONE.begun(day(1));
        assertThat(pauses.open()).isTrue();
        assertThat(pauses.within(day(0), day(4))).isEqualTo(Duration.ofDays(3));
        assertThat(pauses.within(day(2), day(4))).isEqualTo(Duration.ofDays(2));
    }

    @Test
    void staysTheSame_whenToldTwice() {
        Pauses pauses = Pauses.NONE.begun(day(1));
        assertThat(pauses.begun(day(2))).isEqualTo(pauses);
        Pauses ended = pauses.ended(day(3), Resume.CONTINUE);
        assertThat(ended.ended(day(4), Resume.CONTINUE)).isEqualTo(ended);
        assertThat(Pauses.NONE.ended(day(1), Resume.CONTINUE)).isEqualTo(Pauses.NONE);
    }

    @Test
    void knowsWhatBecomesOfThoseWhoWaited_byTheLastResume() {
        Pauses once = Pauses.NONE.begun(day(1)).ended(day(3), Resume.END);
        assertThat(once.resumed(day(2))).isEqualTo(Resume.END);
        assertThat(once.resumed(day(3))).isEqualTo(Resume.END);
        assertThat(once.resumed(day(4))).as("who began to wait after it").isEqualTo(Resume.CONTINUE);
        assertThat(once.at(day(2))).isTrue();
        assertThat(once.at(day(4))).isFalse();
        Pauses twice = once.begun(day(5));
        assertThat(twice.resumed(day(5))).isEqualTo(Resume.CONTINUE);
        assertThat(twice.ended(day(6), Resume.SKIP_OVERDUE).resumed(day(2))).isEqualTo(Resume.SKIP_OVERDUE);
        assertThat(Pauses.NONE.resumed(day(1))).isEqualTo(Resume.CONTINUE);
    }

    @Test
    void neverRunsBackwards_whenClocksDiffer() {
        Pauses pauses = Pauses.NONE.begun(day(3)).ended(day(2), Resume.CONTINUE).begun(day(1));
        assertThat(pauses.intervals()).containsExactly(new Interval(day(3), day(3)), new Interval(day(3), null));
    }

    @Test
    void forgets_whatNothingWaitsFor() {
        Pauses pauses = Pauses.NONE.begun(day(1)).ended(day(2), Resume.CONTINUE).begun(day(500));
        assertThat(pauses.intervals()).containsExactly(new Interval(day(500), null));
    }

    @Test
    void staysSmall_andCountsNoPauseLess_howeverOftenSomeonePauses() {
        Pauses pauses = Pauses.NONE;
        for (int i = 0; i < 200; i++) {
            pauses = pauses.begun(T.plusSeconds(i * 100L)).ended(T.plusSeconds(i * 100L + 50), Resume.CONTINUE);
        }
        assertThat(pauses.intervals()).hasSizeLessThanOrEqualTo(30);
        assertThat(pauses.within(T, T.plusSeconds(20_000))).isGreaterThanOrEqualTo(Duration.ofSeconds(200 * 50));
    }

    @Test
    void refuses_whatOverlaps() {
        assertThatThrownBy(() -> new Pauses(List.of(new Interval(day(1), day(3)), new Interval(day(2), day(4)))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Interval(day(2), day(1))).isInstanceOf(IllegalArgumentException.class);
    }
}
