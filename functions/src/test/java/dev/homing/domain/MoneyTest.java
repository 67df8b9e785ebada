package dev.homing.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyTest {
    @ParameterizedTest
    @CsvSource({
        "129.9, EUR, 129.90 EUR, 12990",
        "129.905, eur, 129.91 EUR, 12991",
        "129.904, EUR, 129.90 EUR, 12990",
        "1500, JPY, 1500 JPY, 1500",
        "1.2345, BHD, 1.235 BHD, 1235",
        "-3.5, USD, -3.50 USD, -350",
        "7, XXX, 7 XXX, 7",
    })
    void hasAsManyDecimalsAsItsCurrency(String amount, String currency, String text, long minorUnits) {
        Money money = Money.of(amount, currency);
        assertThat(money).hasToString(text);
        assertThat(money.minorUnits()).isEqualTo(minorUnits);
    }

    @Property(tries = 200)
    void comesBackFromItsSmallestUnit(
            @ForAll @LongRange(min = -1_000_000_000_000L, max = 1_000_000_000_000L) long minor) {
        for (String currency : new String[] {"EUR", "JPY", "BHD"}) {
            assertThat(Money.ofMinorUnits(minor, currency).minorUnits()).isEqualTo(minor);
        }
    }

    @Test
    void addsAndMultipliesWithinItsCurrency() {
        Money price = Money.of("10.10", "EUR");
        assertThat(price.plus(Money.of("0.90", "EUR"))).isEqualTo(Money.of("11.00", "EUR"));
        assertThat(price.times(3)).isEqualTo(Money.of("30.30", "EUR"));
        assertThat(price.negated().plus(price)).isEqualTo(Money.zero("EUR"));
    }

    @Test
    void refusesToAddAnotherCurrency() {
        assertThatThrownBy(() -> Money.of("1", "EUR").plus(Money.of("1", "USD")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("USD")
                .hasMessageContaining("EUR");
    }

    @Test
    void refusesACurrencyThatIsNone_andSaysWhatToUse() {
        assertThatThrownBy(() -> Money.of("1", "EURO"))
                .hasMessageContaining("EURO")
                .hasMessageContaining("ISO 4217");
        assertThat(Money.isCurrency("eur")).isTrue();
        assertThat(Money.isCurrency("usdc")).isFalse();
        assertThat(Money.isCurrency("")).isFalse();
    }

    @Test
    void takesNoAmountThatNoShopAsks() {
        assertThat(Money.plausible(new BigDecimal("999999999999.999"), "EUR"))
                .isEqualTo(Money.of("1000000000000.00", "EUR"));
        assertThat(Money.plausible(new BigDecimal("-5"), "EUR")).isEqualTo(Money.of("-5", "EUR"));
        assertThat(Money.plausible(new BigDecimal("1000000000000.01"), "EUR")).isNull();
        assertThat(Money.plausible(null, "EUR")).isNull();
    }
}
