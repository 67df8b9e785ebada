package dev.homing.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountryTest {
    @ParameterizedTest
    @CsvSource({
        "DE, DE",
        "de, DE",
        "DEU, DE",
        "Germany, DE",
        "' germany ', DE",
        "US, US",
        "USA, US",
        "United States, US",
        "UK, GB",
        "GBR, GB",
        "United Kingdom, GB",
        "Switzerland, CH",
        "Narnia,",
        "XX,",
        "'',",
    })
    void readsCodesAndEnglishNames(String stated, @Nullable String code) {
        assertThat(Country.code(stated)).isEqualTo(code);
    }

    @Test
    void isNoneOfWhatIsNoText() {
        assertThat(Country.code(null)).isNull();
        assertThat(Country.code(List.of("DE"))).isNull();
    }
}
