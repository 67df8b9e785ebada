package dev.homing.adapter.handlebars;

import dev.homing.domain.Facts;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Amounts and dates as people of a locale write them. */
final class Formats {
    private Formats() {}

    /** A number, also where it was sent as a text; null where it is none. */
    static @Nullable BigDecimal number(@Nullable Object value) {
        return switch (value) {
            case BigDecimal number -> number;
            case Number number -> new BigDecimal(number.toString());
            case CharSequence text -> Facts.decimal(text.toString());
            case null, default -> null;
        };
    }

    /**
     * An amount with its currency.
     *
     * @param value a map with {@code amount} and {@code currency}, or an amount
     * @param currency of an amount that is not a map; ISO 4217
     * @return null where there is no amount or no currency
     */
    static @Nullable String money(@Nullable Object value, @Nullable Object currency, Locale locale) {
        Object amount = value;
        Object code = currency;
        if (value instanceof Map<?, ?> money) {
            amount = money.get("amount");
            code = money.get("currency");
        }
        BigDecimal number = number(amount);
        if (number == null || code == null) {
            return null;
        }
        Currency unit;
        try {
            unit = Currency.getInstance(code.toString().strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            return null;
        }
        NumberFormat format = NumberFormat.getCurrencyInstance(locale);
        format.setCurrency(unit);
        int decimals = Math.max(0, unit.getDefaultFractionDigits());
        format.setMinimumFractionDigits(decimals);
        format.setMaximumFractionDigits(decimals);
        return format.format(number);
    }

    /**
     * A date, or a date and time, in the locale's own order.
     *
     * @param value ISO 8601
     * @param style {@code short}, {@code medium}, {@code long} (also where it is null), {@code full}: the date alone; {@code time}: the time
     *     of day alone
     * @param zone whose day and time it is; UTC where it is null or unknown
     * @return null where it is no date
     */
    static @Nullable String date(@Nullable Object value, @Nullable Object style, @Nullable Object zone, Locale locale) {
        ZonedDateTime at = value == null ? null : parsed(value.toString().strip(), zone(zone));
        if (at == null) {
            return null;
        }
        DateTimeFormatter formatter =
                switch (style == null ? "long" : style.toString()) {
                    case "short" -> DateTimeFormatter.ofLocalizedDate(FormatStyle.SHORT);
                    case "medium" -> DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM);
                    case "full" -> DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL);
                    case "time" -> DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT);
                    default -> DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG);
                };
        return formatter.withLocale(locale).format(at);
    }

    private static @Nullable ZonedDateTime parsed(String text, ZoneId zone) {
        try {
            if (text.length() == 10) {
                // A day is a day everywhere.
                return LocalDate.parse(text).atStartOfDay(zone);
            }
            if (text.endsWith("Z")) {
                return Instant.parse(text).atZone(zone);
            }
            boolean offset = text.lastIndexOf('+') > 10 || text.lastIndexOf('-') > 10;
            return offset
                    ? OffsetDateTime.parse(text).atZoneSameInstant(zone)
                    : LocalDateTime.parse(text).atZone(zone);
        } catch (DateTimeException notADate) {
            return null;
        }
    }

    private static ZoneId zone(@Nullable Object zone) {
        try {
            return zone == null ? ZoneOffset.UTC : ZoneId.of(zone.toString());
        } catch (DateTimeException unknown) {
            return ZoneOffset.UTC;
        }
    }
}
