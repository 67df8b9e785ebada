package dev.homing.domain.id;

import dev.homing.domain.Hash;
import dev.homing.domain.StoredBytes;
import org.jspecify.annotations.Nullable;

/** What tells one run of a campaign from another for the same customer: which cart, which order, as the event names it. */
public final class RunKey {
    /** Stored bytes. Longer ones are hashed: they lie in the state item, which is written with every event, several times. */
    private static final int LONGEST = 48;

    private static final int HASHED = 40;

    private RunKey() {}

    /** @return empty where the event names none */
    public static String of(@Nullable String named) {
        if (named == null) {
            return "";
        }
        return StoredBytes.of(named) <= LONGEST ? named : "~" + Hash.name(HASHED, named);
    }
}
