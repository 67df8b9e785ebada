package dev.homing.domain.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimingTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource({
        "2027-01-31T09:00, P1M, 2027-02-28 2027-03-31 2027-04-30 2027-05-31",
        "2027-01-30T09:00, P1M, 2027-02-28 2027-03-30 2027-04-30 2027-05-30",
        "2027-12-29T09:00, P1M, 2028-01-29 2028-02-29 2028-03-29 2028-04-29",
        "2027-01-31T09:00, P7D, 2027-02-07 2027-02-14 2027-02-21 2027-02-28"
    })
    void eachMonthOnTheDayOnWhichItBegan_orTheLastOfAShorterOne(String at, String every, String days) {
        Timing timing = new Timing(LocalDateTime.parse(at), BERLIN, false, Period.parse(every), 0);
        List<String> found = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Instant now = Objects.requireNonNull(timing.at()).atZone(BERLIN).toInstant();
            timing = Objects.requireNonNull(timing.next(Instant.EPOCH, now));
            found.add(String.valueOf(Objects.requireNonNull(timing.at()).toLocalDate()));
        }
        assertThat(String.join(" ", found)).isEqualTo(days);
    }
}
