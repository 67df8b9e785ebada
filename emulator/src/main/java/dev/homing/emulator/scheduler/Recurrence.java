package dev.homing.emulator.scheduler;

import dev.homing.emulator.wire.Refused;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** When a schedule fires: {@code at(…)}, {@code rate(…)} or {@code cron(…)}. */
sealed interface Recurrence {
    Pattern EXPRESSION = Pattern.compile("(at|rate|cron)\\((.+)\\)");
    Pattern RATE = Pattern.compile("(\\d+) (minutes?|hours?|days?)");

    /**
     * The first firing at or after an instant.
     *
     * @param since when the schedule began: its start date, else its creation
     */
    Optional<Instant> firstAtOrAfter(Instant instant, Instant since);

    /** Once. A moment in the past fires at once. */
    record At(Instant instant) implements Recurrence {
        @Override
        public Optional<Instant> firstAtOrAfter(Instant from, Instant since) {
            return instant.isBefore(from) ? Optional.empty() : Optional.of(instant);
        }
    }

    /** Regularly, from the schedule's beginning on. */
    record Rate(Duration every) implements Recurrence {
        @Override
        public Optional<Instant> firstAtOrAfter(Instant from, Instant since) {
            if (!from.isAfter(since)) {
                return Optional.of(since);
            }
            long elapsed = Duration.between(since, from).toMillis();
            long times = Math.ceilDiv(elapsed, every.toMillis());
            return Optional.of(since.plus(every.multipliedBy(times)));
        }
    }

    /** By the calendar of a zone. */
    record Cron(CronExpression expression, ZoneId zone) implements Recurrence {
        @Override
        public Optional<Instant> firstAtOrAfter(Instant from, Instant since) {
            return expression.firstAtOrAfter(from, zone);
        }
    }

    /** @throws Refused a ValidationException when it is none of the three, or the zone is unknown */
    static Recurrence parse(String expression, String zoneName) {
        ZoneId zone;
        try {
            zone = ZoneId.of(zoneName);
        } catch (DateTimeException e) {
            throw Refused.validation("Invalid Schedule Expression Timezone: " + zoneName);
        }
        Matcher matcher = EXPRESSION.matcher(expression);
        if (matcher.matches()) {
            String inner = matcher.group(2);
            try {
                return switch (matcher.group(1)) {
                    case "at" -> at(inner, zone);
                    case "rate" -> rate(inner);
                    default -> new Cron(CronExpression.parse(inner), zone);
                };
            } catch (IllegalArgumentException | DateTimeException e) {
                throw Refused.validation("Invalid Schedule Expression " + expression + ". " + e.getMessage());
            }
        }
        throw Refused.validation("Invalid Schedule Expression " + expression + ".");
    }

    private static At at(String text, ZoneId zone) {
        if (!text.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d")) {
            throw new IllegalArgumentException("at() takes yyyy-mm-ddThh:mm:ss");
        }
        return new At(LocalDateTime.parse(text).atZone(zone).toInstant());
    }

    private static Rate rate(String text) {
        Matcher matcher = RATE.matcher(text);
        if (!matcher.matches() || Integer.parseInt(matcher.group(1)) == 0) {
            throw new IllegalArgumentException("rate() takes a positive number and minutes, hours or days");
        }
        int value = Integer.parseInt(matcher.group(1));
        return new Rate(
                switch (matcher.group(2).charAt(0)) {
                    case 'm' -> Duration.ofMinutes(value);
                    case 'h' -> Duration.ofHours(value);
                    default -> Duration.ofDays(value);
                });
    }
}
