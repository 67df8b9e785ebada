package dev.homing.domain.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatedTimeTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2026-11-27T20:11:15Z                              | 2026-11-27T20:11:15Z
            2026-11-27t20:11:15z                              | 2026-11-27T20:11:15Z
            2026-11-27T20:11Z                                 | 2026-11-27T20:11:00Z
            2026-11-27T20:11:15,5Z                            | 2026-11-27T20:11:15.5Z
            2026-11-27T20:11:15.123456789012Z                 | 2026-11-27T20:11:15.123456789Z
            2026-11-27T21:11:15+01:00[Europe/Berlin]          | 2026-11-27T20:11:15Z
            2026-11-27 20:11:15 UTC                           | 2026-11-27T20:11:15Z
            2026-11-27 20:11:15 GMT                           | 2026-11-27T20:11:15Z
            2026-11-27 20:11:15 Z                             | 2026-11-27T20:11:15Z
            2026-11-27 20:11:15 +0000                         | 2026-11-27T20:11:15Z
            2026-11-27 21:11:15 +0100                         | 2026-11-27T20:11:15Z
            2026-11-27 15:11:15 -05:00                        | 2026-11-27T20:11:15Z
            2026-11-27 20:11:15.123 +0000                     | 2026-11-27T20:11:15.123Z
            2026/11/27 20:11:15                               | 2026-11-27T20:11:15Z
            2026/11/27                                        | 2026-11-27T00:00:00Z
            20261127T201115Z                                  | 2026-11-27T20:11:15Z
            20261127T201115.250Z                              | 2026-11-27T20:11:15.250Z
            20261127T211115+0100                              | 2026-11-27T20:11:15Z
            20261127                                          | 2026-11-27T00:00:00Z
            20261127201115                                    | 2026-11-27T20:11:15Z
            1795810275                                        | 2026-11-27T20:11:15Z
            1795810275.25                                     | 2026-11-27T20:11:15.250Z
            1795810275.1234567                                | 2026-11-27T20:11:15.123456700Z
            1795810275123                                     | 2026-11-27T20:11:15.123Z
            1795810275123.5                                   | 2026-11-27T20:11:15.123500Z
            1795810275123456                                  | 2026-11-27T20:11:15.123456Z
            1795810275123456789                               | 2026-11-27T20:11:15.123456789Z
            0                                                 | 1970-01-01T00:00:00Z
            Fri, 27 Nov 2026 20:11:15 GMT                     | 2026-11-27T20:11:15Z
            Fri, 27 Nov 2026 21:11:15 +0100                   | 2026-11-27T20:11:15Z
            27 Nov 2026 20:11:15 UTC                          | 2026-11-27T20:11:15Z
            Fri Nov 27 2026 21:11:15 GMT+0100 (Central European Standard Time) | 2026-11-27T20:11:15Z
            """)
    void readsTimesInAllShapes(String stated, Instant at) {
        assertThat(StatedTime.read(stated)).isEqualTo(at);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yesterday",
                "now",
                "27.11.2026",
                "11/27/2026",
                "27/11/2026",
                "2026-13-01",
                "2026-02-30T00:00:00Z",
                "2026-11-27T25:00:00Z",
                "20261399",
                "Fri, 27 Foo 2026 20:11:15 GMT",
                "Mon, 27 Nov 2026 20:11:15 GMT",
                "-1",
                "-1795810275",
                "1e9",
                "NaN",
                "99999999999999999999",
                "1969-12-31T23:59:59Z",
                "10000-01-01",
                "true",
                "2026-11-27T20:11:15+99:00",
                "20:11:15"
            })
    void doesNotGuess(String stated) {
        assertThatThrownBy(() -> StatedTime.read(stated)).isInstanceOf(DateTimeException.class);
    }
}
