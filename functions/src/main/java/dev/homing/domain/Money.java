package dev.homing.domain;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An amount in one currency, with as many decimals as that currency has (ISO 4217). Amounts of different currencies are never
 * added.
 */
public record Money(BigDecimal amount, String currency) {
    /** A trillion: sums of what is not above it fit a counter. */
    public static final BigDecimal LARGEST = BigDecimal.valueOf(1_000_000_000_000L);

    public Money {
        currency = currency.toUpperCase(Locale.ROOT);
        amount = amount.setScale(decimals(currency), RoundingMode.HALF_UP);
    }

    /**
     * @param amount a decimal number, such as {@code 129.90}
     * @throws NumberFormatException where it is not one
     */
    public static Money of(String amount, String currency) {
        return new Money(new BigDecimal(amount), currency);
    }

    /** An amount that someone may mean, from data that anyone can send; null where there is none or it is beyond {@link #LARGEST}. */
    public static @Nullable Money plausible(@Nullable BigDecimal amount, String currency) {
        return amount == null || amount.abs().compareTo(LARGEST) > 0 ? null : new Money(amount, currency);
    }

    public static Money zero(String currency) {
        return new Money(BigDecimal.ZERO, currency);
    }

    /**
     * @throws IllegalArgumentException where the currencies differ
     */
    public Money plus(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("Cannot add " + other.currency + " to " + currency);
        }
        return new Money(amount.add(other.amount), currency);
    }

    public Money times(int quantity) {
        return new Money(amount.multiply(BigDecimal.valueOf(quantity)), currency);
    }

    public Money negated() {
        return new Money(amount.negate(), currency);
    }

    /** The amount in the currency's smallest unit (cents), as counters keep it. */
    public long minorUnits() {
        return amount.movePointRight(decimals(currency)).longValueExact();
    }

    public static Money ofMinorUnits(long minorUnits, String currency) {
        return new Money(BigDecimal.valueOf(minorUnits).movePointLeft(decimals(currency)), currency);
    }

    /** Whether this is a currency that ISO 4217 knows, in any case of letters. */
    public static boolean isCurrency(String code) {
        try {
            Currency.getInstance(code.toUpperCase(Locale.ROOT));
            return true;
        } catch (IllegalArgumentException unknown) {
            return false;
        }
    }

    private static int decimals(String currency) {
        try {
            return Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException(
                    "Unknown currency \"" + currency + "\": use an ISO 4217 code such as EUR");
        }
    }

    @Override
    public String toString() {
        return amount.toPlainString() + " " + currency;
    }
}
