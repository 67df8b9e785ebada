package dev.homing.domain.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StandingTest {
    private final Map<Counter, Long> counters = new HashMap<>();

    private void count(int version, String name, long count) {
        counters.put(new Counter(null, "c", Cut.of(version), name), count);
    }

    private Standing standing(int version) {
        return Standing.byVersion(counters).getOrDefault("c", Map.of()).getOrDefault(version, Standing.NONE);
    }

    @Test
    void saysWhereEachVersionsRunsStand() {
        count(1, "active", 3);
        count(1, "completed", 4);
        count(2, "exited", 5);
        count(2, "converted", 6);
        assertThat(standing(1)).isEqualTo(new Standing(3, 4, 0, 0));
        assertThat(standing(2)).isEqualTo(new Standing(0, 0, 5, 6));
        assertThat(standing(1).plus(standing(2))).isEqualTo(new Standing(3, 4, 5, 6));
        assertThat(standing(1).plus(standing(2)).total()).isEqualTo(18);
    }

    @Test
    void takesARunOfOneMessageAsInProgress_untilItsMessageIsSettled() {
        count(1, "single", 10);
        count(1, "one-message", 10);
        assertThat(standing(1)).isEqualTo(new Standing(10, 0, 0, 0));
        count(1, "settled", 7);
        assertThat(standing(1)).isEqualTo(new Standing(3, 7, 0, 0));
    }

    @Test
    void takesNoRunAsInProgressThatIsOver_thoughItsMessageIsNotSettledYet() {
        count(1, "exited", 2);
        count(1, "single", 1);
        count(1, "one-message", 3);
        count(1, "settled", 1);
        assertThat(standing(1)).isEqualTo(new Standing(1, 0, 2, 0));
    }

    @Test
    void passesOverWhatHasADay() {
        counters.put(new Counter(LocalDate.EPOCH, "c", Cut.of(1), "active"), 9L);
        assertThat(Standing.byVersion(counters)).isEmpty();
    }
}
