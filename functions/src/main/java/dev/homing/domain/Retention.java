package dev.homing.domain;

import java.time.Duration;

/** How long what happened is kept. */
public final class Retention {
    /** Timeline, runs, messages and attributed orders: longer than twice the longest range of a report. */
    public static final Duration ACTIVITY = Duration.ofDays(400);

    /** Events that could not be read: long enough to mend and send them again. */
    public static final Duration REJECTED = Duration.ofDays(30);

    private Retention() {}
}
