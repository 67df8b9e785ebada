package dev.homing.emulator.scheduler;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Year;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Six fields: minutes, hours, day of month, month, day of week, year; one of the two days is {@code ?}. With {@code L}, {@code W} and
 * {@code #} as https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html has them. Days of the week count from 1,
 * Sunday.
 */
record CronExpression(BitSet minutes, BitSet hours, Predicate<LocalDate> day, BitSet months, BitSet years) {
    private static final List<String> MONTHS =
            List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
    private static final List<String> DAYS = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");
    private static final int LAST_YEAR = 2199;

    /** @throws IllegalArgumentException when it is not such an expression */
    static CronExpression parse(String text) {
        String[] fields = text.trim().toUpperCase(Locale.ROOT).split("\\s+", -1);
        if (fields.length != 6) {
            throw new IllegalArgumentException("cron() takes six fields");
        }
        boolean anyMonthDay = fields[2].equals("?");
        boolean anyWeekDay = fields[4].equals("?");
        if (anyMonthDay == anyWeekDay) {
            throw new IllegalArgumentException("exactly one of day-of-month and day-of-week must be ?");
        }
        return new CronExpression(
                set(fields[0], 0, 59, List.of()),
                set(fields[1], 0, 23, List.of()),
                anyMonthDay ? weekDay(fields[4]) : monthDay(fields[2]),
                set(fields[3], 1, 12, MONTHS),
                set(fields[5], 1970, LAST_YEAR, List.of()));
    }

    private static BitSet set(String field, int min, int max, List<String> names) {
        var set = new BitSet();
        for (String part : field.split(",", -1)) {
            String[] stepped = part.split("/", -1);
            int step = stepped.length == 2 ? Integer.parseInt(stepped[1]) : 1;
            if (stepped.length > 2 || step < 1) {
                throw new IllegalArgumentException("bad step in " + part);
            }
            int from;
            int to;
            if (stepped[0].equals("*")) {
                from = min;
                to = max;
            } else {
                String[] range = stepped[0].split("-", -1);
                from = number(range[0], min, max, names);
                to = range.length == 2 ? number(range[1], min, max, names) : stepped.length == 2 ? max : from;
            }
            if (from > to) {
                throw new IllegalArgumentException("the range " + part + " runs backwards");
            }
            for (int value = from; value <= to; value += step) {
                set.set(value);
            }
        }
        return set;
    }

    private static int number(String text, int min, int max, List<String> names) {
        int named = names.indexOf(text);
        int value = named >= 0 ? named + min : Integer.parseInt(text);
        if (value < min || value > max) {
            throw new IllegalArgumentException(text + " is not within " + min + " to " + max);
        }
        return value;
    }

    private static Predicate<LocalDate> monthDay(String field) {
        if (field.equals("L")) {
            return date -> date.getDayOfMonth() == date.lengthOfMonth();
        }
        if (field.endsWith("W")) {
            int wanted = number(field.substring(0, field.length() - 1), 1, 31, List.of());
            return date -> wanted <= date.lengthOfMonth() && date.equals(nearestWeekDay(date.withDayOfMonth(wanted)));
        }
        BitSet days = set(field, 1, 31, List.of());
        return date -> days.get(date.getDayOfMonth());
    }

    /** Within the same month. */
    private static LocalDate nearestWeekDay(LocalDate date) {
        return switch (date.getDayOfWeek()) {
            case SATURDAY -> date.getDayOfMonth() == 1 ? date.plusDays(2) : date.minusDays(1);
            case SUNDAY -> date.getDayOfMonth() == date.lengthOfMonth() ? date.minusDays(2) : date.plusDays(1);
            case MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY -> date;
        };
    }

    private static Predicate<LocalDate> weekDay(String field) {
        if (field.equals("L")) {
            return date -> date.getDayOfWeek() == DayOfWeek.SATURDAY;
        }
        if (field.endsWith("L")) {
            int wanted = number(field.substring(0, field.length() - 1), 1, 7, DAYS);
            return date -> fromSunday(date) == wanted && date.getDayOfMonth() + 7 > date.lengthOfMonth();
        }
        int hash = field.indexOf('#');
        if (hash > 0) {
            int wanted = number(field.substring(0, hash), 1, 7, DAYS);
            int nth = number(field.substring(hash + 1), 1, 5, List.of());
            return date -> fromSunday(date) == wanted && (date.getDayOfMonth() - 1) / 7 + 1 == nth;
        }
        if (field.contains("/")) {
            throw new IllegalArgumentException("days of the week take no step");
        }
        BitSet days = set(field, 1, 7, DAYS);
        return date -> days.get(fromSunday(date));
    }

    private static int fromSunday(LocalDate date) {
        return date.getDayOfWeek().getValue() % 7 + 1;
    }

    /** Empty when the years are over. A time that the zone's clocks skip is passed over; one that comes twice fires once. */
    Optional<Instant> firstAtOrAfter(Instant from, ZoneId zone) {
        LocalDate first = from.atZone(zone).toLocalDate();
        for (LocalDate date = first; date.getYear() <= LAST_YEAR; ) {
            if (!years.get(date.getYear())) {
                int next = years.nextSetBit(date.getYear());
                if (next < 0) {
                    return Optional.empty();
                }
                date = Year.of(next).atDay(1);
                continue;
            }
            if (!months.get(date.getMonthValue())) {
                date = date.with(TemporalAdjusters.firstDayOfNextMonth());
                continue;
            }
            if (day.test(date)) {
                Optional<Instant> found = on(date, from, zone);
                if (found.isPresent()) {
                    return found;
                }
            }
            date = date.plusDays(1);
        }
        return Optional.empty();
    }

    private Optional<Instant> on(LocalDate date, Instant from, ZoneId zone) {
        for (int hour = hours.nextSetBit(0); hour >= 0; hour = hours.nextSetBit(hour + 1)) {
            for (int minute = minutes.nextSetBit(0); minute >= 0; minute = minutes.nextSetBit(minute + 1)) {
                var local = date.atTime(LocalTime.of(hour, minute));
                if (zone.getRules().getValidOffsets(local).isEmpty()) {
                    continue;
                }
                Instant instant = local.atZone(zone).toInstant();
                if (!instant.isBefore(from)) {
                    return Optional.of(instant);
                }
            }
        }
        return Optional.empty();
    }
}
