package dev.homing.asl.interpreter;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Moments as the context object writes them, and steps forward in time. */
final class Times {
    private static final DateTimeFormatter ISO =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private Times() {}

    /** To the millisecond, as AWS does. */
    static String iso(Instant moment) {
        return ISO.format(moment);
    }

    static Instant after(Instant moment, double seconds) {
        return moment.plus(Duration.ofMillis(Math.round(seconds * 1000)));
    }
}
