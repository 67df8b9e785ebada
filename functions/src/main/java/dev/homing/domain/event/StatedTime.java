package dev.homing.domain.event;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the times that senders state: ISO 8601 in its many forms, seconds or parts of them since 1970, and what mails and browsers write. */
public final class StatedTime {
    /** The tables' keys have years of four digits. */
    private static final Instant TOO_LATE = Instant.parse("+10000-01-01T00:00:00Z");

    private static final Pattern NUMBER = Pattern.compile("(\\d{1,19})(\\.\\d*)?");
    private static final Pattern DATE = Pattern.compile("(\\d{4})([-/.]?)(\\d{2})\\2(\\d{2})");
    private static final Pattern DATE_AND_TIME = Pattern.compile(
            "(\\d{4})([-/.]?)(\\d{2})\\2(\\d{2})[Tt ]\\s*(\\d{2}):?(\\d{2})"
                    + "(?::?(\\d{2})(?:[.,](\\d+))?)?\\s*(Z|z|UTC|GMT|(?:UTC|GMT)?[+-]\\d{2}(?::?\\d{2})?)?(?:\\[[^]]+])?");

    /** What JavaScript makes of a Date: {@code Fri Nov 27 2026 20:11:15 GMT+0100 (CET)}. */
    private static final Pattern BROWSERS = Pattern.compile(
            "[A-Z][a-z]{2} ([A-Z][a-z]{2} \\d{2} \\d{4} \\d{2}:\\d{2}:\\d{2}) (?:GMT|UTC)([+-]\\d{4})(?: \\(.*\\))?");

    private static final DateTimeFormatter BROWSERS_DATE =
            DateTimeFormatter.ofPattern("MMM dd uuuu HH:mm:ss xx", Locale.ENGLISH);

    /** Digits of 2001 to 2286: seconds have 10, thousandths 13, millionths 16, and so on. */
    private static final int DIGITS_OF_SECONDS = 10;

    private static final int DIGITS_OF_MILLIS = 14;
    private static final int DIGITS_OF_MICROS = 17;
    private static final int BASIC_DATE = 8;
    private static final int BASIC_DATE_AND_TIME = 14;
    private static final BigInteger NANOS_A_SECOND = BigInteger.valueOf(1_000_000_000);

    private StatedTime() {}

    /**
     * @param stated without blanks around it
     * @throws DateTimeException where it is no time, or so far off that it is none that anyone means
     */
    public static Instant read(String stated) {
        Instant instant = parsed(stated);
        if (instant.isBefore(Instant.EPOCH) || !instant.isBefore(TOO_LATE)) {
            throw new DateTimeException("Out of range");
        }
        return instant;
    }

    private static Instant parsed(String text) {
        Matcher number = NUMBER.matcher(text);
        if (number.matches()) {
            return number(number.group(1), text, number.group(2) == null);
        }
        Matcher date = DATE.matcher(text);
        if (date.matches()) {
            return LocalDate.of(digits(date, 1), digits(date, 3), digits(date, 4))
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant();
        }
        Matcher dateAndTime = DATE_AND_TIME.matcher(text);
        if (dateAndTime.matches()) {
            return dateAndTime(dateAndTime);
        }
        Matcher browsers = BROWSERS.matcher(text);
        if (browsers.matches()) {
            return OffsetDateTime.parse(browsers.group(1) + " " + browsers.group(2), BROWSERS_DATE)
                    .toInstant();
        }
        return ZonedDateTime.parse(text.replaceFirst("(UTC|Z)$", "GMT"), DateTimeFormatter.RFC_1123_DATE_TIME)
                .toInstant();
    }

    private static Instant dateAndTime(Matcher parts) {
        LocalDateTime local = LocalDateTime.of(
                digits(parts, 1),
                digits(parts, 3),
                digits(parts, 4),
                digits(parts, 5),
                digits(parts, 6),
                parts.group(7) == null ? 0 : digits(parts, 7),
                parts.group(8) == null ? 0 : nanos(parts.group(8)));
        String zone = parts.group(9);
        return local.toInstant(zone == null ? ZoneOffset.UTC : offset(zone));
    }

    private static ZoneOffset offset(String zone) {
        String offset = zone.replaceFirst("^(UTC|GMT)", "");
        return offset.isEmpty() ? ZoneOffset.UTC : ZoneOffset.of(offset.toUpperCase(Locale.ROOT));
    }

    /** Of a fraction as many digits as a clock has; what comes after them is cut off. */
    private static int nanos(String fraction) {
        String nine = (fraction + "000000000").substring(0, 9);
        return Integer.parseInt(nine);
    }

    private static Instant number(String whole, String text, boolean noFraction) {
        if (noFraction && whole.length() == BASIC_DATE) {
            return LocalDate.parse(whole, DateTimeFormatter.BASIC_ISO_DATE)
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant();
        }
        if (noFraction && whole.length() == BASIC_DATE_AND_TIME) {
            return LocalDateTime.of(
                            LocalDate.parse(whole.substring(0, BASIC_DATE), DateTimeFormatter.BASIC_ISO_DATE),
                            java.time.LocalTime.of(
                                    Integer.parseInt(whole.substring(8, 10)),
                                    Integer.parseInt(whole.substring(10, 12)),
                                    Integer.parseInt(whole.substring(12))))
                    .toInstant(ZoneOffset.UTC);
        }
        int decimals = whole.length() <= DIGITS_OF_SECONDS
                ? 9
                : whole.length() <= DIGITS_OF_MILLIS ? 6 : whole.length() <= DIGITS_OF_MICROS ? 3 : 0;
        BigInteger nanos = new BigDecimal(text)
                .movePointRight(decimals)
                .setScale(0, RoundingMode.FLOOR)
                .toBigInteger();
        BigInteger[] parts = nanos.divideAndRemainder(NANOS_A_SECOND);
        return Instant.ofEpochSecond(parts[0].longValueExact(), parts[1].longValueExact());
    }

    private static int digits(Matcher parts, int group) {
        return Integer.parseInt(parts.group(group));
    }
}
