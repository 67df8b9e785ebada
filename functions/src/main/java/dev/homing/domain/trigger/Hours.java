package dev.homing.domain.trigger;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * When a campaign may start, on the customer's clock. What would start at another time starts when it may again.
 *
 * @param days not empty
 * @param from the first moment of each of them
 * @param to its end: the first moment at which nothing starts; midnight is the end of the day
 */
public record Hours(Set<DayOfWeek> days, LocalTime from, LocalTime to) {
    private static final int WEEK = 7;

    public Hours {
        if (days.isEmpty()) {
            throw new IllegalArgumentException("Hours without a day never come");
        }
        if (!inOrder(from, to)) {
            throw new IllegalArgumentException("Hours from " + from + " to " + to + " are none");
        }
        days = Collections.unmodifiableSet(EnumSet.copyOf(days));
    }

    /** Whether the one comes before the other on a day. */
    public static boolean inOrder(LocalTime from, LocalTime to) {
        return to.equals(LocalTime.MIDNIGHT) || from.isBefore(to);
    }

    public boolean onAnyDay() {
        return days.size() == WEEK;
    }

    /** The first moment at which something may start that could at an instant; that instant itself where it may. */
    public Instant next(Instant at, ZoneId zone) {
        LocalDate today = at.atZone(zone).toLocalDate();
        for (int ahead = 0; ahead <= WEEK; ahead++) {
            LocalDate day = today.plusDays(ahead);
            if (!days.contains(day.getDayOfWeek())) {
                continue;
            }
            Instant begin = day.atTime(from).atZone(zone).toInstant();
            Instant end = end(day, zone).toInstant();
            Instant first = at.isAfter(begin) ? at : begin;
            if (first.isBefore(end)) {
                return first;
            }
        }
        throw new IllegalStateException("None of " + days + " within a week of " + at);
    }

    private ZonedDateTime end(LocalDate day, ZoneId zone) {
        // Where clocks go back, a time comes twice: the hours last until it is over.
        return to.equals(LocalTime.MIDNIGHT)
                ? day.plusDays(1).atStartOfDay(zone)
                : day.atTime(to).atZone(zone).withLaterOffsetAtOverlap();
    }
}
