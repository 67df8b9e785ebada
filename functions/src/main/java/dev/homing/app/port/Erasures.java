package dev.homing.app.port;

import dev.homing.domain.care.Erasure;
import org.jspecify.annotations.Nullable;

/** Erasures of customers that were asked for. */
public interface Erasures {
    /** By a strongly consistent read; null where there is none. */
    @Nullable
    Erasure find(String id);

    /**
     * Saves under the condition that nobody did since it was loaded; stores it with the next revision.
     *
     * @return false where somebody did: load again
     */
    boolean save(Erasure erasure);
}
