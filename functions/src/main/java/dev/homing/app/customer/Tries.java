package dev.homing.app.customer;

import dev.homing.app.port.Backoff;
import dev.homing.app.port.Unavailable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Optimistic writes, tried a bounded number of times. An id that a whole shop shares (a user id "guest") loses many races; whoever does not
 * win leaves the delivery to come again, instead of spinning until its function times out.
 */
public final class Tries {
    /** With {@link Backoff}'s usual waits about a second in all. */
    static final int MOST = 10;

    private final Backoff backoff;

    public Tries(Backoff backoff) {
        this.backoff = backoff;
    }

    /**
     * @param what is tried, for whoever reads why it did not go
     * @param attempt reads, decides and writes; null where somebody else wrote in between
     * @throws Unavailable where every try was lost
     */
    public <T> T until(String what, Supplier<@Nullable T> attempt) {
        for (int lost = 0; lost < MOST; lost++) {
            if (lost > 0) {
                backoff.await(lost);
            }
            T done = attempt.get();
            if (done != null) {
                return done;
            }
        }
        throw new Unavailable(what + " was changed by others " + MOST + " times in a row");
    }
}
