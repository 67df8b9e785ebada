package dev.homing.domain;

import java.time.Duration;

/** How long what happened is kept. */
public final class Retention {
    /** Timeline, runs, messages and attributed orders: longer than twice the longest range of a report. */
    public static final Duration ACTIVITY = Duration.ofDays(400);

    /** Visitors of whom nothing is known, after the latest they did and the latest delay that runs for them. */
    public static final Duration VISITOR = Duration.ofDays(90);

    /** Customers of whom only pages have told, after the latest they did: as long as anything of it is kept. */
    public static final Duration ONLY_FROM_PAGES = ACTIVITY;

    /** Events that could not be read: long enough to mend and send them again. */
    public static final Duration REJECTED = Duration.ofDays(30);

    private Retention() {}
}
