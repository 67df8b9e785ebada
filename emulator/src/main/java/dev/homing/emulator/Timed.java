package dev.homing.emulator;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that acts by itself when time comes: a scheduler, waiting executions, retries. Only the pump calls {@link #runDue},
 * on one thread, one at a time; {@link #nextDue} may be asked from any thread.
 */
public interface Timed {
    /** The earliest instant at which it wants to act; in the past or now when it has work already; empty when it has none. */
    Optional<Instant> nextDue();

    /**
     * Does what is due at or before {@code now}, in (time, sequence) order.
     *
     * @return whether anything was done; false ends the pump's round, so work left undone must not report true for ever
     */
    boolean runDue(Instant now);

    /** Names what it works on, for the message that says what goes round in circles. */
    default String describe() {
        return getClass().getSimpleName();
    }
}
