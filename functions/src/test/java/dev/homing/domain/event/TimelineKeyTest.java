package dev.homing.domain.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.domain.Events;
import dev.homing.domain.Facts;
import dev.homing.domain.event.CustomerEvent.Kind;
import dev.homing.domain.event.CustomerEvent.Origin;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TimelineKeyTest {
    private static CustomerEvent event(boolean stated, Instant at) {
        return Events.event(
                "m1", Kind.TRACK, "X", stated ? Events.NOON : null, at, Origin.SERVER, Facts.NONE, Facts.NONE);
    }

    @Test
    void isTheSame_whenTheEventComesAgainAndStatesItsTime() {
        assertThat(TimelineKey.of(event(true, Events.minutes(9))))
                .isEqualTo(TimelineKey.of(event(true, Events.minutes(2))));
        assertThat(TimelineKey.needsMarker(event(true, Events.NOON))).isFalse();
    }

    @Test
    void needsAMarker_whenTheEventStatesNoTime() {
        assertThat(TimelineKey.of(event(false, Events.minutes(9))))
                .isNotEqualTo(TimelineKey.of(event(false, Events.minutes(2))));
        assertThat(TimelineKey.needsMarker(event(false, Events.NOON))).isTrue();
    }

    @Test
    void sortsByTime() {
        assertThat(TimelineKey.of(Instant.parse("2026-01-02T00:00:00.050Z"), "a"))
                .isEqualTo("2026-01-02T00:00:00.050Z#a");
        assertThat(TimelineKey.of(Instant.parse("2026-01-02T00:00:00Z"), "b"))
                .isLessThan(TimelineKey.of(Instant.parse("2026-01-02T00:00:00.001Z"), "a"));
    }
}
