package dev.homing.asl.interpreter;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Moments as the context object writes them, and steps forward in time. */
final class Times {
    private Times() {}

    /**
     * To the millisecond, without a fraction where it is zero.
     *
     * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html">AWS, context object</a>
     */
    static String iso(Instant moment) {
        return moment.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    static Instant after(Instant moment, double seconds) {
        return moment.plus(Duration.ofMillis(Math.round(seconds * 1000)));
    }
}
