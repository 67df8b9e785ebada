package dev.homing.domain.template;

import java.time.Duration;
import java.util.Locale;

/**
 * How long a notification waits for a device that is switched off or without a net, and how much of its battery it may cost.
 *
 * @param ttl after it, the push service throws it away; zero: it reaches the device at once or never
 */
public record Timing(Duration ttl, Urgency urgency) {
    /** What Firebase and browsers' push services take at the most. */
    public static final Duration LONGEST = Duration.ofDays(28);

    public static final Timing USUAL = new Timing(Duration.ofDays(1), Urgency.NORMAL);

    /** As RFC 8030 has it, without its lowest, for which phones have no word. */
    public enum Urgency {
        /** May wake a device that sleeps. */
        HIGH,
        NORMAL,
        /** When the device is at it anyway. */
        LOW;

        /** As files write it: {@code high}. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
