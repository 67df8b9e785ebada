package dev.homing.app.port;

import dev.homing.domain.id.CustomerId;
import dev.homing.domain.id.RunId;
import dev.homing.domain.run.Run;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Customers' ways through flows. */
public interface Runs {
    @Nullable
    Run find(RunId id);

    /**
     * Saves under the condition that nobody did since; revision 0: that it does not exist.
     *
     * @return false where that is not so
     */
    boolean save(Run run, Instant expiresAt);

    List<Run> of(CustomerId customer);
}
