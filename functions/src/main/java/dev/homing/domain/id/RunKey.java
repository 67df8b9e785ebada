package dev.homing.domain.id;

import dev.homing.domain.Hash;
import dev.homing.domain.StoredBytes;
import org.jspecify.annotations.Nullable;

/** What tells one run of a campaign from another for the same customer: which cart, which order, as the event names it. */
public final class RunKey {
    /** Stored bytes. Longer ones are hashed: they lie in the state item, which is written with every event, several times. */
    private static final int LONGEST = 48;

    private static final int HASHED = 40;

    /** No event can name a key that begins so. */
    private static final String BROADCAST = "broadcast#";

    private RunKey() {}

    /** The key of all runs of a campaign that one broadcast started. */
    public static String ofBroadcast(int number) {
        return BROADCAST + number;
    }

    /** The number of the broadcast that started a run with this key; 0 where none did. */
    public static int broadcast(String key) {
        return key.startsWith(BROADCAST) ? Integer.parseInt(key.substring(BROADCAST.length())) : 0;
    }

    /** What an event named; empty where none did. */
    public static String named(String key) {
        return key.startsWith(BROADCAST) ? "" : key;
    }

    /** @return empty where the event names none */
    public static String of(@Nullable String named) {
        if (named == null) {
            return "";
        }
        return StoredBytes.of(named) <= LONGEST && !named.startsWith(BROADCAST)
                ? named
                : "~" + Hash.name(HASHED, named);
    }
}
