package dev.homing.domain.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuietHoursTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final List<ZoneId> ZONES = List.of(
            BERLIN,
            ZoneId.of("America/New_York"),
            ZoneId.of("Asia/Kolkata"),
            ZoneId.of("Pacific/Apia"),
            ZoneId.of("UTC"));

    /** Berlin is an hour ahead of UTC in November. */
    @ParameterizedTest
    @CsvSource({
        "21:00,08:00,2026-11-22T19:59:59Z,",
        "21:00,08:00,2026-11-22T20:00:00Z,2026-11-23T07:00:00Z",
        "21:00,08:00,2026-11-22T23:30:00Z,2026-11-23T07:00:00Z",
        "21:00,08:00,2026-11-23T06:59:59Z,2026-11-23T07:00:00Z",
        "21:00,08:00,2026-11-23T07:00:00Z,",
        "12:00,14:00,2026-11-22T10:59:59Z,",
        "12:00,14:00,2026-11-22T11:00:00Z,2026-11-22T13:00:00Z",
        "12:00,14:00,2026-11-22T13:00:00Z,",
        // The night in which clocks go forward: three o'clock comes at two.
        "21:00,02:30,2026-03-29T00:45:00Z,2026-03-29T01:30:00Z",
        // Clocks go back: half past two comes twice, and ten past two the second time is still before it.
        "21:00,02:30,2026-10-25T01:10:00Z,2026-10-25T01:30:00Z"
    })
    void endsOnTheCustomersClock(LocalTime from, LocalTime to, Instant now, @Nullable Instant end) {
        assertThat(new QuietHours(from, to).end(now, BERLIN)).isEqualTo(end);
    }

    @Test
    void hasAnEnd() {
        assertThatThrownBy(() -> new QuietHours(LocalTime.NOON, LocalTime.NOON)).hasMessageContaining("no end");
    }

    @Property
    void whenTheyEnd_theyAreOver_andThatIsWithinADay(
            @ForAll @IntRange(min = 0, max = 1439) int from,
            @ForAll @IntRange(min = 1, max = 1439) int length,
            @ForAll @IntRange(min = 0, max = 4) int zone,
            @ForAll @IntRange(min = 0, max = 366 * 1440) int minute) {
        QuietHours hours =
                new QuietHours(LocalTime.MIN.plusMinutes(from), LocalTime.MIN.plusMinutes((from + length) % 1440));
        Instant now = Instant.parse("2026-01-01T00:00:00Z").plus(Duration.ofMinutes(minute));
        Instant end = hours.end(now, ZONES.get(zone));
        if (end != null) {
            assertThat(end).isAfter(now).isBefore(now.plus(Duration.ofHours(26)));
            assertThat(hours.end(end, ZONES.get(zone))).isNull();
        }
    }
}
