package dev.homing.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AmountTest {
    /** With {@code |} between text, currency of the event, number, and the currency that stands with it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", quoteCharacter = '"', textBlock = """
            1299.00         | EUR | 1299.00    | -
            19.989999       | EUR | 19.989999  | -
            1e3             | EUR | 1000       | -
            1,299.00        | EUR | 1299.00    | -
            1.299,00        | EUR | 1299.00    | -
            1.299.000       | EUR | 1299000    | -
            1,299,000       | EUR | 1299000    | -
            1,29,900        | INR | 129900     | -
            1.234.567,89    | EUR | 1234567.89 | -
            1 299,00        | EUR | 1299.00    | -
            1\u00a0299,00   | EUR | 1299.00    | -
            1\u202f299,00   | EUR | 1299.00    | -
            1'299.00        | CHF | 1299.00    | -
            1’299.00        | CHF | 1299.00    | -
            12,50           | EUR | 12.50      | -
            12,5            | EUR | 12.5       | -
            0,129           | EUR | 0.129      | -
            1,299           | EUR | 1299       | -
            1,299           | -   | 1299       | -
            1.299           | EUR | 1.299      | -
            €12.50          | -   | 12.50      | EUR
            12,50 €         | EUR | 12.50      | EUR
            12.50 EUR       | -   | 12.50      | EUR
            12.50eur        | -   | 12.50      | EUR
            EUR 1.299,00    | -   | 1299.00    | EUR
            £9.99           | -   | 9.99       | GBP
            $12.50          | USD | 12.50      | USD
            $12.50          | CAD | 12.50      | CAD
            US$12.50        | -   | 12.50      | USD
            12,50 kr        | SEK | 12.50      | SEK
            99 zł           | -   | 99         | PLN
            -12.50          | EUR | -12.50     | -
            -€12.50         | -   | -12.50     | EUR
            −12,50 €        | -   | -12.50     | EUR
            12,-            | EUR | 12         | -
            12.– €          | -   | 12         | EUR
            ١٢٫٥            | EGP | 12.5       | -
            0               | EUR | 0          | -
            """)
    void readsExactly(String text, @Nullable String currency, BigDecimal number, @Nullable String own) {
        assertThat(Amount.read(text, currency)).isInstanceOfSatisfying(Amount.Read.class, read -> {
            assertThat(read.number()).isEqualByComparingTo(number);
            assertThat(read.currency()).isEqualTo(own);
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            cheap                | EUR
            free                 | EUR
            null                 | EUR
            undefined            | EUR
            NaN                  | EUR
            12 apples            | EUR
            12.50 EURO           | EUR
            $12.50               | EUR
            $12.50               | -
            1,299                | KWD
            1,2,3                | EUR
            12.50.30             | EUR
            1.29,9.00            | EUR
            12..50               | EUR
            12-50                | EUR
            1/2                  | EUR
            1e999999999          | EUR
            9999999999999        | EUR
            €                    | EUR
            """)
    void saysWhatCannotBeRead(String text, @Nullable String currency) {
        assertThat(Amount.read(text, currency))
                .isInstanceOfSatisfying(Amount.Unreadable.class, unreadable -> assertThat(unreadable.why())
                        .contains(text.substring(0, 1)));
    }

    static Stream<Arguments> objects() {
        return Stream.of(
                Arguments.of(
                        Map.of("amount", "9.00", "currency_code", "EUR"),
                        new Amount.Read(new BigDecimal("9.00"), "EUR")),
                Arguments.of(Map.of("amount", 9, "currency", "usd"), new Amount.Read(new BigDecimal(9), "USD")),
                Arguments.of(
                        Map.of(
                                "shop_money", Map.of("amount", "40.00", "currency_code", "EUR"),
                                "presentment_money", Map.of("amount", "44.00", "currency_code", "USD")),
                        new Amount.Read(new BigDecimal("40.00"), "EUR")),
                Arguments.of(
                        Map.of("centAmount", 1299, "currencyCode", "EUR"),
                        new Amount.Read(new BigDecimal("12.99"), "EUR")),
                Arguments.of(
                        Map.of("centAmount", 1299, "currencyCode", "JPY"),
                        new Amount.Read(new BigDecimal("1299"), "JPY")));
    }

    @ParameterizedTest
    @MethodSource("objects")
    void readsObjects(Map<String, Object> object, Amount amount) {
        assertThat(Amount.read(object, null)).isEqualTo(amount);
    }

    static Stream<Object> nothingOfTheKind() {
        return Stream.of(
                true,
                List.of(12),
                Map.of(),
                Map.of("amount", Map.of()),
                Map.of("amount", "9.00", "currency_code", "EURO"),
                Map.of("amount", "€9.00", "currency_code", "USD"));
    }

    @ParameterizedTest
    @MethodSource("nothingOfTheKind")
    void refusesWhatIsNoAmount(Object value) {
        assertThat(Amount.read(value, null)).isInstanceOf(Amount.Unreadable.class);
    }

    @ParameterizedTest
    @CsvSource({"'',", "'  ',", ","})
    void isAbsent_whereNothingIsSaid(@Nullable String text) {
        assertThat(Amount.read(text, "EUR")).isEqualTo(new Amount.Absent());
    }
}
