package dev.homing.aws;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** For what happens some time from now: asked for again and again, until it is there or too late. */
final class Waiting {
    /** A schedule fires up to some ten seconds late, and a queue hands over what came in within seconds. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Duration PAUSE = Duration.ofMillis(250);

    private Waiting() {}

    /**
     * @param attempt null, or an AssertionError, as long as it is not there
     * @throws AssertionError when it was not there in time
     */
    static <T> T until(String what, Callable<@Nullable T> attempt) throws Exception {
        return until(what, PATIENCE, attempt);
    }

    static <T> T until(String what, Duration patience, Callable<@Nullable T> attempt) throws Exception {
        Instant deadline = Instant.now().plus(patience);
        while (true) {
            AssertionError notYet = null;
            try {
                T found = attempt.call();
                if (found != null) {
                    return found;
                }
            } catch (AssertionError e) {
                notYet = e;
            }
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError("Not within " + patience + ": " + what, notYet);
            }
            Thread.sleep(PAUSE);
        }
    }
}
