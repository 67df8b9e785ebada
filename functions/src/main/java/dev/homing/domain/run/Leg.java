package dev.homing.domain.run;

import dev.homing.domain.id.RunId;
import org.jspecify.annotations.Nullable;

/**
 * A part of a run's way that is walked in one go, by one execution. A run that is resumed after a pause, or moved to another version of its
 * flow, begins another leg.
 *
 * @param generation 1 from the run's start on, one more with each further leg
 * @param from id of the node that it begins at; null where it is the flow from its start
 */
public record Leg(int generation, @Nullable String from) {
    public static final Leg FIRST = new Leg(1, null);

    public Leg {
        if (generation < 1) {
            throw new IllegalArgumentException("A run's generations count from 1, not from " + generation);
        }
    }

    /** The name of its execution. */
    public String execution(RunId run) {
        return run + "." + generation;
    }
}
