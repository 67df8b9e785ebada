package dev.homing.domain.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UntilTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void someTime_countsFromTheBeginning() {
        Instant from = Instant.parse("2026-03-28T10:00:00Z");
        assertThat(new Until.After(Duration.ofDays(1)).end(from, BERLIN))
                .as("a day is 24 hours, whatever the clocks do")
                .isEqualTo("2026-03-29T10:00:00Z");
    }

    @ParameterizedTest
    @CsvSource({
        // 2026-11-22 is a Sunday.
        "2026-11-22T07:59:59Z, 09:00, any, Europe/Berlin, 2026-11-22T08:00:00Z",
        "2026-11-22T08:00:00Z, 09:00, any, Europe/Berlin, 2026-11-22T08:00:00Z",
        "2026-11-22T08:00:01Z, 09:00, any, Europe/Berlin, 2026-11-23T08:00:00Z",
        "2026-11-22T08:00:01Z, 09:00, any, America/New_York, 2026-11-22T14:00:00Z",
        "2026-11-22T08:00:01Z, 09:00, MONDAY FRIDAY, Europe/Berlin, 2026-11-23T08:00:00Z",
        "2026-11-23T08:00:01Z, 09:00, MONDAY FRIDAY, Europe/Berlin, 2026-11-27T08:00:00Z",
        "2026-11-22T08:00:01Z, 09:00, SUNDAY, Europe/Berlin, 2026-11-29T08:00:00Z",
        // It is Monday there already.
        "2026-11-22T12:00:00Z, 09:00, MONDAY, Pacific/Auckland, 2026-11-22T20:00:00Z",
        // There is no 02:30 that night, and 02:30 comes twice in the other.
        "2026-03-28T22:00:00Z, 02:30, any, Europe/Berlin, 2026-03-29T01:30:00Z",
        "2026-10-25T00:15:00Z, 02:30, any, Europe/Berlin, 2026-10-25T00:30:00Z",
        "2026-10-25T00:45:00Z, 02:30, any, Europe/Berlin, 2026-10-25T01:30:00Z",
    })
    void aTimeOfDay_isTheNextOneOnTheCustomersClock(Instant from, LocalTime at, String days, ZoneId zone, Instant end) {
        Until until = days.equals("any")
                ? Until.TimeOfDay.onAnyDay(at)
                : new Until.TimeOfDay(
                        at,
                        Arrays.stream(days.split(" ", -1))
                                .map(DayOfWeek::valueOf)
                                .collect(Collectors.toSet()));
        assertThat(until.end(from, zone)).isEqualTo(end);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T10:00:00Z, Europe/Berlin, 2026-12-24T08:00:00Z",
        "2026-11-22T10:00:00Z, America/New_York, 2026-12-24T14:00:00Z",
        "2026-12-24T08:00:01Z, Europe/Berlin, 2026-12-24T08:00:01Z",
    })
    void aDate_isOnTheCustomersClock_andIsNotWaitedForOnceItIsOver(Instant from, ZoneId zone, Instant end) {
        assertThat(new Until.Date(LocalDateTime.parse("2026-12-24T09:00")).end(from, zone))
                .isEqualTo(end);
    }

    @ParameterizedTest
    @CsvSource({"MONDAY, 7", "MONDAY TUESDAY, 6", "MONDAY THURSDAY, 4", "MONDAY WEDNESDAY FRIDAY, 3"})
    void takesAsLongAsTheLongestGapBetweenItsDays(String names, int days) {
        Set<DayOfWeek> of =
                Arrays.stream(names.split(" ", -1)).map(DayOfWeek::valueOf).collect(Collectors.toSet());
        assertThat(new Until.TimeOfDay(LocalTime.NOON, of)
                        .longest(Instant.EPOCH)
                        .toDays())
                .isEqualTo(days);
    }

    @Test
    void neverEndsBeforeItBegins_norTakesLongerThanItSays() {
        Random random = new Random(12);
        String[] zones = ZoneId.getAvailableZoneIds().stream().sorted().toArray(String[]::new);
        for (int i = 0; i < 20_000; i++) {
            Instant from = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(random.nextInt(365 * 86_400));
            Set<DayOfWeek> days = EnumSet.of(DayOfWeek.of(1 + random.nextInt(7)), DayOfWeek.of(1 + random.nextInt(7)));
            Until until =
                    switch (random.nextInt(3)) {
                        case 0 -> Until.TimeOfDay.onAnyDay(LocalTime.ofSecondOfDay(random.nextInt(1_440) * 60L));
                        case 1 -> new Until.TimeOfDay(LocalTime.ofSecondOfDay(random.nextInt(1_440) * 60L), days);
                        default ->
                            new Until.Date(
                                    LocalDateTime.parse("2026-01-01T00:00").plusMinutes(random.nextInt(525_600)));
                    };
            ZoneId zone = ZoneId.of(zones[random.nextInt(zones.length)]);
            Instant end = until.end(from, zone);
            assertThat(end).isAfterOrEqualTo(from);
            assertThat(end)
                    .as(until + " from " + from + " in " + zone)
                    .isBeforeOrEqualTo(from.plus(until.longest(from)));
        }
    }

    @Test
    void needsADay() {
        assertThatThrownBy(() -> new Until.TimeOfDay(LocalTime.NOON, Set.of())).hasMessageContaining("needs a day");
    }
}
