package dev.homing.domain.broadcast;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * When a broadcast goes out, and how fast.
 *
 * @param at a time of day on a clock; null: as soon as it is asked for
 * @param zone of that clock, where it is not each recipient's
 * @param local whether the clock is each recipient's own; the shop's where theirs is not known
 * @param every how long after it the same goes out again, to whoever is meant by then; null: it goes out once
 * @param perMinute recipients whose messages are begun in a minute, at the most; 0: as many as can be
 * @param day of the month on which it began, where it goes out again by months: it is the last day of those that are too short; 0: as {@code at} says
 */
public record Timing(
        @Nullable LocalDateTime at,
        ZoneId zone,
        boolean local,
        @Nullable Period every,
        int perMinute,
        int day) {
    public Timing(@Nullable LocalDateTime at, ZoneId zone, boolean local, @Nullable Period every, int perMinute) {
        this(at, zone, local, every, perMinute, 0);
    }

    /** No clock on earth is further ahead. */
    private static final ZoneOffset FIRST = ZoneOffset.ofHours(14);

    /** When its recipients are to be found: when the first clock shows the time. */
    public Instant begins(Instant askedAt) {
        if (at == null) {
            return askedAt;
        }
        Instant begins = local ? at.toInstant(FIRST) : at.atZone(zone).toInstant();
        return begins.isBefore(askedAt) ? askedAt : begins;
    }

    /**
     * When it is a recipient's turn; null: when the broadcast begins.
     *
     * @param theirs null where it is not known
     */
    public @Nullable Instant due(@Nullable ZoneId theirs) {
        return local && at != null ? at.atZone(theirs == null ? zone : theirs).toInstant() : null;
    }

    /** The next time that lies ahead; null where it goes out once. */
    public @Nullable Timing next(Instant askedAt, Instant now) {
        Period step = every;
        if (step == null) {
            return null;
        }
        LocalDateTime next = at == null ? askedAt.atZone(zone).toLocalDateTime() : at;
        int first = day == 0 ? next.getDayOfMonth() : day;
        boolean byDays = step.toTotalMonths() == 0;
        do {
            next = next.plus(step);
            if (!byDays) {
                next = next.withDayOfMonth(Math.min(first, next.toLocalDate().lengthOfMonth()));
            }
        } while (!next.atZone(zone).toInstant().isAfter(now));
        return new Timing(next, zone, local, step, perMinute, byDays ? 0 : first);
    }
}
