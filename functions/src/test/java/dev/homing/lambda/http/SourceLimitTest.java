package dev.homing.lambda.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceLimitTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final String ONE = "203.0.113.7";

    private final SourceLimit limit = SourceLimit.of("10/100");

    @Test
    void passesWhatFitsAtOnce_andThenSoMuchASecond() {
        assertThat(limit.take(ONE, 100, NOW)).isZero();
        assertThat(limit.take(ONE, 1, NOW)).isEqualTo(Duration.ofSeconds(1));
        assertThat(limit.take(ONE, 25, NOW)).isEqualTo(Duration.ofSeconds(3));
        assertThat(limit.take(ONE, 10, NOW.plusSeconds(1))).isZero();
        assertThat(limit.take(ONE, 1, NOW.plusSeconds(1))).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void whatWasRefusedCostsNothing_soThatWaitingAsToldHelps() {
        limit.take(ONE, 100, NOW);
        Duration wait = limit.take(ONE, 40, NOW);
        for (int i = 0; i < 50; i++) {
            limit.take(ONE, 40, NOW);
        }
        assertThat(limit.take(ONE, 40, NOW.plus(wait))).isZero();
    }

    @Test
    void saveUpNoMoreThanFitsAtOnce() {
        limit.take(ONE, 100, NOW);
        Instant later = NOW.plusSeconds(3_600);
        assertThat(limit.take(ONE, 100, later)).isZero();
        assertThat(limit.take(ONE, 1, later)).isPositive();
    }

    @Test
    void aBatchThatNeverFits_passesAfterARest() {
        assertThat(limit.take(ONE, 2_500, NOW)).isZero();
        assertThat(limit.take(ONE, 2_500, NOW)).isEqualTo(Duration.ofSeconds(10));
        assertThat(limit.take(ONE, 2_500, NOW.plusSeconds(10))).isZero();
    }

    @Test
    void addressesAreCountedApart_andThoseOfOneNetworkTogether() {
        limit.take(ONE, 100, NOW);
        assertThat(limit.take("203.0.113.8", 100, NOW)).isZero();
        assertThat(limit.take("2001:db8:1:2::1", 100, NOW)).isZero();
        assertThat(limit.take("2001:db8:1:2:ffff::9", 1, NOW))
                .as("of the same household")
                .isPositive();
        assertThat(limit.take("2001:db8:1:3::1", 100, NOW)).isZero();
        assertThat(limit.take("unknown", 100, NOW)).isZero();
        assertThat(limit.take("unknown", 1, NOW)).isPositive();
    }

    @Test
    void aClockThatGoesBackTakesNothingAway() {
        limit.take(ONE, 50, NOW);
        assertThat(limit.take(ONE, 50, NOW.minusSeconds(60))).isZero();
    }

    @Test
    void limitsNothing_whereNoneIsSet() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(SourceLimit.of(null).take(ONE, 2_500, NOW)).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "50", "0/10", "10/0", "-1/5", "a/b", "1/2/3"})
    void saysHowALimitIsWritten(String text) {
        assertThatThrownBy(() -> SourceLimit.of(text)).hasMessageContaining("50/2500");
    }
}
