package dev.homing.domain.event;

import dev.homing.domain.Hash;
import dev.homing.domain.StoredBytes;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Where an event lies on its customer's timeline: by the time its sender stated and its id, so that a second delivery, however late, is found
 * at the same place. An event without a time of its own lies at its arrival, and a marker by its id alone finds it again.
 */
public final class TimelineKey {
    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    /** Stored bytes. */
    private static final int LONGEST_ID = 64;

    private static final int HASHED = 40;

    private TimelineKey() {}

    public static String of(CustomerEvent event) {
        Instant at = event.statedAt() == null ? event.receivedAt() : event.statedAt();
        return of(at, event.knownBy());
    }

    /**
     * @param id longer ones are hashed: the key is part of what waits in the customer's state
     */
    public static String of(Instant at, String id) {
        return MILLIS.format(at) + "#" + (StoredBytes.of(id) <= LONGEST_ID ? id : "~" + Hash.name(HASHED, id));
    }

    /** Whether a second delivery would not be found by its key, because the key depends on the arrival. */
    public static boolean needsMarker(CustomerEvent event) {
        return event.statedAt() == null;
    }
}
