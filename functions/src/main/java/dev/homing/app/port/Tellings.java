package dev.homing.app.port;

import dev.homing.app.port.TellQueue.TellJob;
import dev.homing.domain.audience.Telling;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What destinations of audiences know of customers, and how many of them. */
public interface Tellings {
    /** By a strongly consistent read; {@link Telling#NONE} where nothing was told. */
    Telling find(TellJob about);

    /** @return false where it has another revision than this one by now */
    boolean save(TellJob about, Telling telling);

    /**
     * @param told customers whom the destination knows to be in
     * @param open customers of whom there is something to tell
     * @param error why the last try that failed did; null where none failed
     */
    record Figures(
            long told,
            long open,
            @Nullable String error,
            @Nullable Instant failedAt) {}

    Figures figures(String audience, String destination);

    /** Removes what a destination knows of a customer; nothing where it knows nothing. */
    void forget(TellJob about);

    /** Removes a page of what a destination knows that is gone. @return whether there may be more */
    boolean clear(String audience, String destination, int limit);
}
