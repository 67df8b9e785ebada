package dev.homing.app.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homing.app.port.Unavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TriesTest {
    private final List<Integer> waits = new ArrayList<>();
    private final Tries tries = new Tries(waits::add);

    @Test
    void waitsLongerEachTime_untilItIsWon() {
        AtomicInteger lost = new AtomicInteger();
        assertThat(tries.<String>until("It", () -> lost.incrementAndGet() < 4 ? null : "won"))
                .isEqualTo("won");
        assertThat(waits).containsExactly(1, 2, 3);
    }

    @Test
    void letsTheDeliveryComeAgain_whenEveryTryIsLost() {
        AtomicInteger attempts = new AtomicInteger();
        assertThatThrownBy(() -> tries.<String>until("The customer c1", () -> {
                    attempts.incrementAndGet();
                    return null;
                }))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("The customer c1");
        assertThat(attempts).hasValue(Tries.MOST);
    }

    @Test
    void doesNotWait_whenItIsWonAtOnce() {
        assertThat(tries.<String>until("It", () -> "won")).isEqualTo("won");
        assertThat(waits).isEmpty();
    }
}
