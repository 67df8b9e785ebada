package dev.homing.emulator.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronExpressionTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    0 10 * * ? *          | UTC              | 2026-11-22T09:00:00Z | 2026-11-22T10:00:00Z
                    0 10 * * ? *          | UTC              | 2026-11-22T10:00:00Z | 2026-11-22T10:00:00Z
                    0 10 * * ? *          | UTC              | 2026-11-22T10:00:01Z | 2026-11-23T10:00:00Z
                    0/15 * * * ? *        | UTC              | 2026-11-22T10:01:00Z | 2026-11-22T10:15:00Z
                    5,35 14 * * ? *       | UTC              | 2026-11-22T14:06:00Z | 2026-11-22T14:35:00Z
                    0 18 ? * MON-FRI *    | UTC              | 2026-11-21T00:00:00Z | 2026-11-23T18:00:00Z
                    0 0 1 * ? *           | UTC              | 2026-11-22T00:00:00Z | 2026-12-01T00:00:00Z
                    0 0 L * ? *           | UTC              | 2027-02-01T00:00:00Z | 2027-02-28T00:00:00Z
                    0 0 1W * ? *          | UTC              | 2026-10-31T00:00:01Z | 2026-11-02T00:00:00Z
                    0 0 ? * 6L *          | UTC              | 2026-11-01T00:00:00Z | 2026-11-27T00:00:00Z
                    0 0 ? * 3#2 *         | UTC              | 2026-11-01T00:00:00Z | 2026-11-10T00:00:00Z
                    0 0 29 2 ? *          | UTC              | 2026-11-01T00:00:00Z | 2028-02-29T00:00:00Z
                    0 8 1 1 ? 2030        | UTC              | 2026-11-01T00:00:00Z | 2030-01-01T08:00:00Z
                    0 8 * * ? *           | America/New_York | 2026-07-01T12:00:01Z | 2026-07-02T12:00:00Z
                    0 8 * * ? *           | America/New_York | 2026-12-01T12:00:01Z | 2026-12-01T13:00:00Z
                    30 2 * * ? *          | Europe/Berlin    | 2026-03-28T23:00:00Z | 2026-03-30T00:30:00Z
                    30 2 * * ? *          | Europe/Berlin    | 2026-10-24T22:00:00Z | 2026-10-25T00:30:00Z
                    """)
    void findsTheNextTime(String expression, String zone, Instant from, Instant expected) {
        assertThat(CronExpression.parse(expression).firstAtOrAfter(from, ZoneId.of(zone)))
                .hasValue(expected);
    }

    @Test
    void findsNothing_whenItsYearsAreOver() {
        assertThat(CronExpression.parse("0 0 1 1 ? 2020")
                        .firstAtOrAfter(Instant.parse("2026-01-01T00:00:00Z"), ZoneId.of("UTC")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0 0 * * *",
                "0 0 * * * *",
                "0 0 ? * ? *",
                "60 0 * * ? *",
                "0 0 5-2 * ? *",
                "0 0 ? * MOO *",
                "x 0 * * ? *"
            })
    void refusesWhatIsNone(String expression) {
        assertThatThrownBy(() -> CronExpression.parse(expression)).isInstanceOf(IllegalArgumentException.class);
    }
}
