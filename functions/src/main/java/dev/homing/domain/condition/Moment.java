package dev.homing.domain.condition;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** A day on somebody's calendar, or an instant. A day begins at its midnight in the zone of whoever it is asked of. */
public sealed interface Moment {
    record Day(LocalDate date) implements Moment {
        @Override
        public String toString() {
            return date.toString();
        }
    }

    record Exact(Instant instant) implements Moment {
        @Override
        public String toString() {
            return instant.toString();
        }
    }

    /** @return null where it is neither a day such as {@code 2026-11-28} nor a time such as {@code 2026-11-28T10:00:00Z} */
    static @Nullable Moment parse(String text) {
        String moment = text.strip();
        try {
            return moment.length() == 10
                    ? new Day(LocalDate.parse(moment))
                    : new Exact(OffsetDateTime.parse(moment).toInstant());
        } catch (DateTimeException notOne) {
            return null;
        }
    }

    /** Also a time without an offset, as shops store it: on the clock of the zone. */
    static @Nullable Moment of(Object value, ZoneId zone) {
        if (!(value instanceof String text)) {
            return null;
        }
        Moment parsed = parse(text);
        if (parsed != null) {
            return parsed;
        }
        try {
            return new Exact(LocalDateTime.parse(text.strip().replace(' ', 'T'))
                    .atZone(zone)
                    .toInstant());
        } catch (DateTimeException notOne) {
            return null;
        }
    }

    /** When it begins. */
    default Instant start(ZoneId zone) {
        return switch (this) {
            case Day(LocalDate date) -> date.atStartOfDay(zone).toInstant();
            case Exact(Instant instant) -> instant;
        };
    }

    /** Compared by days where both are, so that no zone matters. */
    default boolean isBefore(Moment other, ZoneId zone) {
        if (this instanceof Day(LocalDate ours) && other instanceof Day(LocalDate theirs)) {
            return ours.isBefore(theirs);
        }
        return start(zone).isBefore(other.start(zone));
    }
}
