package dev.homing.domain.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class HoursTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    /** A Sunday. */
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    private static Hours hours(String from, String to, DayOfWeek... days) {
        return new Hours(
                days.length == 0 ? EnumSet.allOf(DayOfWeek.class) : Set.of(days),
                LocalTime.parse(from),
                LocalTime.parse(to));
    }

    @Test
    void nowWithinThem_andTheirNextBeginningOtherwise() {
        Hours office = hours("09:00", "18:00", DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
        assertThat(office.next(START, BERLIN)).isEqualTo(Instant.parse("2026-11-23T08:00:00Z"));
        assertThat(office.next(Instant.parse("2026-11-23T16:59:59Z"), BERLIN))
                .isEqualTo(Instant.parse("2026-11-23T16:59:59Z"));
        assertThat(office.next(Instant.parse("2026-11-23T17:00:00Z"), BERLIN))
                .isEqualTo(Instant.parse("2026-11-27T08:00:00Z"));
    }

    @Test
    void lastUntilTheEndOfTheDay_whereTheyEndAtMidnight() {
        Hours evening = hours("20:00", "00:00");
        assertThat(evening.next(Instant.parse("2026-11-22T22:59:59Z"), BERLIN))
                .isEqualTo(Instant.parse("2026-11-22T22:59:59Z"));
        assertThat(evening.next(Instant.parse("2026-11-22T23:00:00Z"), BERLIN))
                .isEqualTo(Instant.parse("2026-11-23T19:00:00Z"));
    }

    /** On the night on which clocks go forward there is no half past two, and on the one on which they go back it comes twice. */
    @Test
    void surviveTheChangeOfClocks() {
        Hours gone = hours("02:15", "02:45");
        assertThat(gone.next(Instant.parse("2027-03-28T00:30:00Z"), BERLIN))
                .isAfterOrEqualTo(Instant.parse("2027-03-28T01:00:00Z"))
                .isBefore(Instant.parse("2027-03-29T01:00:00Z"));
        Instant secondTime = Instant.parse("2026-10-25T01:30:00Z");
        assertThat(gone.next(secondTime, BERLIN)).isEqualTo(secondTime);
    }

    @Property(tries = 500)
    void areNeverLeft_andNeverLaterThanAWeekOn(
            @ForAll @IntRange(max = 60 * 24 * 400) int minutes,
            @ForAll @IntRange(max = 23) int from,
            @ForAll @IntRange(min = 1, max = 24) int length,
            @ForAll DayOfWeek day) {
        LocalTime begin = LocalTime.of(from, 0);
        LocalTime end = LocalTime.of(Math.min(24, from + length) % 24, 0);
        Hours hours = new Hours(Set.of(day), begin, end);
        Instant at = START.plus(Duration.ofMinutes(minutes));
        Instant next = hours.next(at, BERLIN);
        ZonedDateTime local = next.atZone(BERLIN);
        assertThat(next).isBetween(at, at.plus(Duration.ofDays(7).plusHours(1)));
        assertThat(local.getDayOfWeek()).isEqualTo(day);
        assertThat(hours.next(next, BERLIN)).isEqualTo(next);
    }

    @Test
    void refuseWhatIsNoTime() {
        assertThatThrownBy(() -> hours("18:00", "09:00")).hasMessage("Hours from 18:00 to 09:00 are none");
        assertThatThrownBy(() -> new Hours(Set.of(), LocalTime.MIDNIGHT, LocalTime.NOON))
                .hasMessageContaining("never come");
    }
}
