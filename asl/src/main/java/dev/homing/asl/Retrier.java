package dev.homing.asl;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When and how often a failed state is tried again.
 *
 * @param errorEquals names of errors, see {@link ErrorNames}
 * @param intervalSeconds before the first retry; null for 1
 * @param maxAttempts retries, not counting the first try; 0 for never; null for 3
 * @param backoffRate what the interval is multiplied by from one retry to the next, at least 1; null for 2
 * @param maxDelaySeconds the longest interval; null for no limit
 * @param jitterStrategy null for {@link JitterStrategy#NONE}
 */
public record Retrier(
        @Nullable String comment,
        List<String> errorEquals,
        @Nullable Long intervalSeconds,
        @Nullable Long maxAttempts,
        @Nullable Double backoffRate,
        @Nullable Long maxDelaySeconds,
        @Nullable JitterStrategy jitterStrategy) {
    private static final long DEFAULT_INTERVAL_SECONDS = 1;
    private static final long DEFAULT_MAX_ATTEMPTS = 3;
    private static final double DEFAULT_BACKOFF_RATE = 2.0;

    /** How an interval is spread. */
    public enum JitterStrategy {
        /** Anything from nothing to the whole interval. */
        FULL,
        /** The interval itself. */
        NONE
    }

    public Retrier {
        errorEquals = List.copyOf(errorEquals);
    }

    public static Retrier on(String... errors) {
        return new Retrier(null, List.of(errors), null, null, null, null, null);
    }

    public Retrier withInterval(long seconds, double rate) {
        return new Retrier(comment, errorEquals, seconds, maxAttempts, rate, maxDelaySeconds, jitterStrategy);
    }

    public Retrier withMaxAttempts(long attempts) {
        return new Retrier(
                comment, errorEquals, intervalSeconds, attempts, backoffRate, maxDelaySeconds, jitterStrategy);
    }

    public Retrier withMaxDelaySeconds(long seconds) {
        return new Retrier(comment, errorEquals, intervalSeconds, maxAttempts, backoffRate, seconds, jitterStrategy);
    }

    public Retrier withJitter(JitterStrategy strategy) {
        return new Retrier(comment, errorEquals, intervalSeconds, maxAttempts, backoffRate, maxDelaySeconds, strategy);
    }

    public long maxAttemptsOrDefault() {
        return maxAttempts == null ? DEFAULT_MAX_ATTEMPTS : maxAttempts;
    }

    /**
     * The interval before a retry, before jitter, in seconds.
     *
     * @param retriesSoFar how often this retrier has been used before, from 0
     */
    public double delaySeconds(long retriesSoFar) {
        double interval = intervalSeconds == null ? DEFAULT_INTERVAL_SECONDS : intervalSeconds;
        double rate = backoffRate == null ? DEFAULT_BACKOFF_RATE : backoffRate;
        double delay = interval * Math.pow(rate, (double) retriesSoFar);
        return maxDelaySeconds == null ? delay : Math.min(delay, maxDelaySeconds);
    }
}
