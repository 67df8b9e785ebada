package dev.homing.domain;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The text of an {@link Amount}: signs, grouping, decimals. */
final class AmountText {
    /** Signs that are one currency's alone, and names that are not its code. */
    static final Map<String, String> SIGNS = Map.ofEntries(
            Map.entry("€", "EUR"),
            Map.entry("£", "GBP"),
            Map.entry("₹", "INR"),
            Map.entry("rs.", "INR"),
            Map.entry("₩", "KRW"),
            Map.entry("₽", "RUB"),
            Map.entry("₺", "TRY"),
            Map.entry("₪", "ILS"),
            Map.entry("₫", "VND"),
            Map.entry("₴", "UAH"),
            Map.entry("₦", "NGN"),
            Map.entry("₱", "PHP"),
            Map.entry("฿", "THB"),
            Map.entry("₸", "KZT"),
            Map.entry("zł", "PLN"),
            Map.entry("kč", "CZK"),
            Map.entry("ft", "HUF"),
            Map.entry("r$", "BRL"),
            Map.entry("us$", "USD"),
            Map.entry("ca$", "CAD"),
            Map.entry("c$", "CAD"),
            Map.entry("a$", "AUD"),
            Map.entry("au$", "AUD"),
            Map.entry("nz$", "NZD"),
            Map.entry("hk$", "HKD"),
            Map.entry("s$", "SGD"),
            Map.entry("mx$", "MXN"),
            Map.entry("nt$", "TWD"));

    /** Signs that several currencies have. */
    static final Set<String> DOLLARS = Set.of("$", "¥", "￥", "kr", "kr.", "fr.");

    static final Set<String> SEVERAL = Set.of(
            "USD", "CAD", "AUD", "NZD", "HKD", "SGD", "TWD", "MXN", "ARS", "CLP", "COP", "UYU", "BBD", "BSD", "JMD",
            "TTD", "BZD", "FJD", "NAD", "XCD", "BMD", "KYD", "GYD", "SRD", "LRD", "SBD", "BND", "DOP", "JPY", "CNY",
            "SEK", "NOK", "DKK", "ISK", "CHF");

    static final Pattern PARTS =
            Pattern.compile("\\s*(?<minus>-)?\\s*(?<before>[^\\d\\s.,'+-][^\\d+-]*?)?\\s*(?<minus2>-)?\\s*"
                    + "(?<number>\\d[\\d.,' ]*?)(?:[.,]-{1,2})?\\s*(?<after>[^\\d\\s.,'+-][^\\d+-]*?)?\\s*");

    private static final Pattern THOUSANDS = Pattern.compile("\\d{1,3}(?:([., '])\\d{3})(?:\\1\\d{3})*");
    private static final Pattern INDIAN = Pattern.compile("\\d{1,2}(?:,\\d{2})+,\\d{3}");
    private static final int LONGEST_SHOWN = 40;

    private AmountText() {}

    /** Spaces of all kinds as one, apostrophes as one, digits of other scripts as ours. */
    static String inAscii(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (Character.isDigit(c)) {
                plain.append(Character.digit(c, 10));
            } else if (Character.isSpaceChar(c) || Character.isWhitespace(c)) {
                plain.append(' ');
            } else if (Character.getType(c) != Character.FORMAT) {
                switch (c) {
                    case '’', '‘', '´', '`' -> plain.append('\'');
                    case '−', '–', '—', '‐', '‑' -> plain.append('-');
                    case '٫' -> plain.append('.');
                    case '٬' -> plain.append(',');
                    default -> plain.appendCodePoint(c);
                }
            }
        });
        return plain.toString();
    }

    /**
     * A number with a decimal sign and signs between its thousands.
     *
     * @param threeDecimals whether three digits after a comma may be decimals, as in Kuwait
     * @return null where it is none, or can be read in two ways
     */
    static @Nullable BigDecimal grouped(String digits, boolean threeDecimals) {
        String number = digits.strip();
        int point = number.lastIndexOf('.');
        int comma = number.lastIndexOf(',');
        int last = Math.max(point, comma);
        boolean both = point >= 0 && comma >= 0;
        boolean once = last >= 0 && number.indexOf(number.charAt(last)) == last;
        String whole = number;
        String decimals = "";
        if (last >= 0 && once && (both || isDecimalSign(number, last))) {
            whole = number.substring(0, last);
            decimals = number.substring(last + 1);
        } else if (last >= 0 && once && threeDecimals) {
            return null;
        }
        boolean grouped =
                THOUSANDS.matcher(whole).matches() || INDIAN.matcher(whole).matches();
        if (!decimals.chars().allMatch(Character::isDigit)
                || !(grouped || whole.chars().allMatch(Character::isDigit))) {
            return null;
        }
        return Facts.decimal(whole.replaceAll("[., ']", "") + (decimals.isEmpty() ? "" : "." + decimals));
    }

    /** A point is, as in every program; a comma, unless exactly three digits follow it and one to three come before. */
    private static boolean isDecimalSign(String number, int at) {
        boolean thousands = at <= 3 && at > 0 && number.length() - at == 4 && number.charAt(0) != '0';
        return number.charAt(at) == '.' || !thousands;
    }

    static Amount agreed(BigDecimal number, @Nullable String own, @Nullable String with, Object stated) {
        return own != null && with != null && !own.equals(with)
                ? new Amount.Unreadable(shown(stated) + " is said to be in " + own)
                : new Amount.Read(number, own);
    }

    static String noCurrency(Object stated) {
        return shown(stated) + " is no currency; send an ISO 4217 code such as EUR";
    }

    static int decimals(String currency) {
        return Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
    }

    static @Nullable Object first(Facts facts, String... names) {
        for (String name : names) {
            Object value = facts.get(name);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    static String shown(@Nullable Object value) {
        String text = String.valueOf(value).replaceAll("\\p{Cntrl}", "?");
        return '"' + (text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "...") + '"';
    }
}
