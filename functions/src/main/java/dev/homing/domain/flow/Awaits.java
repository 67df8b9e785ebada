package dev.homing.domain.flow;

import java.time.Duration;

/**
 * That a message's step waits for what becomes of the message after its sending. For which statuses, its ways say.
 *
 * @param within how long after the sending
 * @param unknownOpen what an open means that only a machine made
 */
public record Awaits(Duration within, UnknownOpen unknownOpen) {
    /** The shortest time: below it, sending itself takes a share of it. */
    public static final Duration SHORTEST = Duration.ofMinutes(1);

    /** The longest. */
    public static final Duration LONGEST = Duration.ofDays(90);

    /** Which way an open goes that only a machine made, as far as can be told. */
    public enum UnknownOpen {
        AS_OPENED,
        AS_NOT_OPENED
    }
}
