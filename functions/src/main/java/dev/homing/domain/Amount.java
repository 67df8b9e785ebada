package dev.homing.domain;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/** Reads amounts as other systems write them: never a little off, never zero for what was not said, and never a guess. */
public sealed interface Amount {
    /** Nothing was said. */
    record Absent() implements Amount {}

    /** @param currency that stands with the amount itself, ISO 4217; null where none does */
    record Read(BigDecimal number, @Nullable String currency) implements Amount {}

    /** @param why a clause about the value, such as {@code "cheap" is no amount} */
    record Unreadable(String why) implements Amount {}

    /**
     * Reads a number, a text ({@code 1,299.00}, {@code 1.299,00}, {@code 12,50 €}, {@code EUR 12.50}) or an object with an amount and a currency:
     * {@code {"amount": "9.00", "currency_code": "EUR"}}, a set of these of which the shop's own counts, or {@code centAmount} in the smallest
     * unit.
     *
     * @param value as it was sent
     * @param currency of the event or the product; decides what a sign such as $ and a comma before three digits can mean. Null where it is not
     *     known
     */
    static Amount read(@Nullable Object value, @Nullable String currency) {
        return switch (value) {
            case null -> new Absent();
            case BigDecimal number -> bounded(number, null, value);
            case Number number -> bounded(new BigDecimal(number.toString()), null, value);
            case String text -> text.isBlank() ? new Absent() : text(text, currency);
            case Map<?, ?> map -> object(Facts.of(map), currency);
            case Object other -> new Unreadable(AmountText.shown(other) + " is no amount");
        };
    }

    /**
     * An amount that is stated in the currency's smallest unit, such as cents.
     *
     * @param currency ISO 4217; null where it is not known, and then it cannot be read
     */
    static Amount ofMinorUnits(@Nullable Object value, @Nullable String currency) {
        Amount read = read(value, currency);
        if (!(read instanceof Read(BigDecimal number, String _))) {
            return read;
        }
        if (currency == null) {
            return new Unreadable(
                    AmountText.shown(value) + " is in a currency's smallest unit, and no currency is named");
        }
        BigDecimal moved = number.movePointLeft(AmountText.decimals(currency));
        return new Read(moved, currency);
    }

    /** The ISO 4217 code that a text names, by code or by a sign that is one currency's alone; null where it names none. */
    static @Nullable String currency(@Nullable Object stated) {
        if (!(stated instanceof String text)) {
            return null;
        }
        String name = text.strip();
        if (name.length() == 3 && Money.isCurrency(name)) {
            return name.toUpperCase(Locale.ROOT);
        }
        return AmountText.SIGNS.get(name.toLowerCase(Locale.ROOT));
    }

    private static Amount object(Facts object, @Nullable String currency) {
        for (String set : List.of("shop_money", "shopMoney", "presentment_money", "presentmentMoney")) {
            if (object.get(set) instanceof Map<?, ?> money) {
                return object(Facts.of(money), currency);
            }
        }
        Object named = AmountText.first(object, "currency_code", "currencyCode", "currency");
        String own = currency(named);
        if (own == null && named != null && !named.toString().isBlank()) {
            return new Unreadable(AmountText.noCurrency(named));
        }
        Object cents =
                AmountText.first(object, "centAmount", "cent_amount", "amount_cents", "amountCents", "minor_units");
        if (cents != null) {
            return ofMinorUnits(cents, own == null ? currency : own);
        }
        Object amount = AmountText.first(object, "amount", "value");
        if (amount == null || amount instanceof Map) {
            return new Unreadable("the object has no \"amount\" that is a number");
        }
        Amount read = read(amount, own == null ? currency : own);
        return read instanceof Read(BigDecimal number, String with)
                ? AmountText.agreed(number, own == null ? with : own, with, amount)
                : read;
    }

    private static Amount text(String text, @Nullable String currency) {
        BigDecimal plain = Facts.decimal(text);
        if (plain != null) {
            return bounded(plain, null, text);
        }
        Matcher parts = AmountText.PARTS.matcher(AmountText.inAscii(text));
        if (!parts.matches()) {
            return new Unreadable(AmountText.shown(text) + " is no amount");
        }
        String sign = (AmountText.text(parts.group("before")) + " " + AmountText.text(parts.group("after"))).strip();
        String own = null;
        if (!sign.isEmpty()) {
            own = currency(sign);
            if (own == null && AmountText.DOLLARS.contains(sign.toLowerCase(Locale.ROOT))) {
                if (currency == null || !AmountText.SEVERAL.contains(currency)) {
                    return new Unreadable(AmountText.shown(text)
                            + " has a sign that several currencies have; send the currency's code");
                }
                own = currency;
            }
            if (own == null) {
                return new Unreadable(AmountText.shown(text) + " is no amount in a currency that is known");
            }
        }
        String counted = own == null ? currency : own;
        BigDecimal number =
                AmountText.grouped(parts.group("number"), counted != null && AmountText.decimals(counted) == 3);
        if (number == null) {
            return new Unreadable(AmountText.shown(text) + " can be read in two ways or in none; send it as 1299.00");
        }
        boolean minus = parts.group("minus") != null || parts.group("minus2") != null;
        return bounded(minus ? number.negate() : number, own, text);
    }

    private static Amount bounded(BigDecimal number, @Nullable String own, Object stated) {
        return Facts.decimal(number.toString()) == null || number.abs().compareTo(Money.LARGEST) > 0
                ? new Unreadable(AmountText.shown(stated) + " is more than anything costs")
                : new Read(number, own);
    }
}
