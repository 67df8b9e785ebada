package dev.homing.app.port;

/** The wait between two tries at something that others change at the same time. */
@FunctionalInterface
public interface Backoff {
    /** Tries again at once: for tests, and wherever nobody else can be at it. */
    Backoff NONE = _ -> {};

    /**
     * Waits, longer the more was tried already.
     *
     * @param lost how many tries were lost so far; 1 after the first
     * @throws Unavailable where the wait was interrupted
     */
    void await(int lost);
}
