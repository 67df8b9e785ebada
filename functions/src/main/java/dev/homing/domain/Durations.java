package dev.homing.domain;

import java.time.Duration;

/** Durations in words for people, and in the one way in which files and the API write them. */
public final class Durations {
    private Durations() {}

    /** The largest whole unit that says it exactly: {@code 1 day}, {@code 36 hours}, {@code 90 seconds}. */
    public static String exactly(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds != 0 && seconds % 86_400 == 0) {
            return count(seconds / 86_400, "day");
        }
        if (seconds != 0 && seconds % 3_600 == 0) {
            return count(seconds / 3_600, "hour");
        }
        return seconds != 0 && seconds % 60 == 0 ? count(seconds / 60, "minute") : count(seconds, "second");
    }

    /** As people say roughly how long something took, in its largest unit: 49 hours are {@code 2 days}. */
    public static String roughly(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds >= 86_400) {
            return count(seconds / 86_400, "day");
        }
        if (seconds >= 3_600) {
            return count(seconds / 3_600, "hour");
        }
        return seconds >= 60 ? count(seconds / 60, "minute") : count(seconds, "second");
    }

    /** ISO 8601 with days: {@code P1D} and not {@code PT24H}. */
    public static String iso(Duration duration) {
        long days = duration.toDays();
        Duration rest = duration.minusDays(days);
        return days == 0
                ? duration.toString()
                : "P" + days + "D" + (rest.isZero() ? "" : rest.toString().substring(1));
    }

    private static String count(long count, String unit) {
        return count + " " + unit + (count == 1 ? "" : "s");
    }
}
