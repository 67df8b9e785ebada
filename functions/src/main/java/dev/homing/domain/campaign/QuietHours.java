package dev.homing.domain.campaign;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/**
 * The part of a day in which no marketing goes out, on the customer's clock.
 *
 * @param from its first moment; later than {@code to} where it goes over midnight
 * @param to its end: the first moment at which messages go out again
 */
public record QuietHours(LocalTime from, LocalTime to) {
    public QuietHours {
        if (from.equals(to)) {
            throw new IllegalArgumentException("Quiet hours from " + from + " to " + to + " have no end");
        }
    }

    /** @return when they end; null where they are not on */
    public @Nullable Instant end(Instant now, ZoneId zone) {
        ZonedDateTime local = now.atZone(zone);
        LocalTime time = local.toLocalTime();
        boolean begun = !time.isBefore(from);
        boolean overMidnight = from.isAfter(to);
        if (overMidnight ? !begun && !time.isBefore(to) : !begun || !time.isBefore(to)) {
            return null;
        }
        LocalDate day = local.toLocalDate().plusDays(overMidnight && begun ? 1 : 0);
        ZonedDateTime end = day.atTime(to).atZone(zone);
        // Where clocks go back, that time comes twice.
        return (end.toInstant().isAfter(now) ? end : end.withLaterOffsetAtOverlap()).toInstant();
    }
}
