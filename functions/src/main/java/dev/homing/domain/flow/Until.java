package dev.homing.domain.flow;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** When a wait is over. */
public sealed interface Until {
    /** The shortest time that is waited for. */
    Duration SHORTEST = Duration.ofMinutes(1);

    /** The longest. */
    Duration LONGEST = Duration.ofDays(180);

    /** When a wait is over that begins at an instant, on a clock of this zone; never before it begins. */
    Instant end(Instant from, ZoneId zone);

    /** How long a wait can take at the most that begins at an instant or later, wherever the customer is. */
    Duration longest(Instant from);

    /** After some time, counted from when the run came to the wait: from the sending or skipping of the message before it. */
    record After(Duration time) implements Until {
        @Override
        public Instant end(Instant from, ZoneId zone) {
            return from.plus(time);
        }

        @Override
        public Duration longest(Instant from) {
            return time;
        }
    }

    /**
     * When the clock next shows a time, on the customer's clock.
     *
     * @param days on which it may be; not empty
     */
    record TimeOfDay(LocalTime at, Set<DayOfWeek> days) implements Until {
        private static final int WEEK = 7;

        public TimeOfDay {
            if (days.isEmpty()) {
                throw new IllegalArgumentException("A wait until " + at + " needs a day");
            }
            days = Collections.unmodifiableSet(EnumSet.copyOf(days));
        }

        public static TimeOfDay onAnyDay(LocalTime at) {
            return new TimeOfDay(at, EnumSet.allOf(DayOfWeek.class));
        }

        public boolean onAnyDay() {
            return days.size() == WEEK;
        }

        @Override
        public Instant end(Instant from, ZoneId zone) {
            LocalDate today = from.atZone(zone).toLocalDate();
            for (int ahead = 0; ahead <= WEEK; ahead++) {
                LocalDate day = today.plusDays(ahead);
                if (days.contains(day.getDayOfWeek())) {
                    Instant end = instant(day.atTime(at), zone, from);
                    if (!end.isBefore(from)) {
                        return end;
                    }
                }
            }
            throw new IllegalStateException("No " + days + " within a week of " + from);
        }

        @Override
        public Duration longest(Instant from) {
            int gap = 0;
            int sinceLast = 0;
            for (int day = 0; day < 2 * WEEK; day++) {
                sinceLast++;
                if (days.contains(DayOfWeek.MONDAY.plus(day))) {
                    gap = Math.max(gap, Math.min(sinceLast, WEEK));
                    sinceLast = 0;
                }
            }
            return Duration.ofDays(gap).plus(CLOCKS_CHANGE);
        }
    }

    /** Until the customer's clock shows a date and time; not at all where that is over. */
    record Date(LocalDateTime at) implements Until {
        @Override
        public Instant end(Instant from, ZoneId zone) {
            Instant end = instant(at, zone, from);
            return end.isBefore(from) ? from : end;
        }

        @Override
        public Duration longest(Instant from) {
            Duration longest = Duration.between(from, at.toInstant(ZoneOffset.MIN));
            return longest.isNegative() ? Duration.ZERO : longest;
        }
    }

    /** More than any zone's clock was put back at once since there are time zones' rules. */
    Duration CLOCKS_CHANGE = Duration.ofHours(2);

    /** Where clocks go back, a time comes twice; where they go forward, a time that there is not is the one after the gap. */
    private static Instant instant(LocalDateTime local, ZoneId zone, Instant from) {
        Instant first = local.atZone(zone).toInstant();
        return first.isBefore(from)
                ? local.atZone(zone).withLaterOffsetAtOverlap().toInstant()
                : first;
    }
}
