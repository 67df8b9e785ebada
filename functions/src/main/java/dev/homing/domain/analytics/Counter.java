package dev.homing.domain.analytics;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One number that reports add up.
 *
 * @param day of the trigger for what belongs to a run, of the sending for messages sent, of its own time for every other status; in the zone
 *     of the item that is counted. Null for {@linkplain Standing where a version's runs stand}, whenever they began
 * @param name such as {@code triggered}; {@code recovered:EUR} counts the currency's smallest unit
 */
public record Counter(@Nullable LocalDate day, String campaign, Cut cut, String name) {
    /** Runs that began; for a channel, runs that a message on it reached. */
    public static final String TRIGGERED = "triggered";

    /** Runs whose customer ordered; for a channel, orders that a message on it brought. */
    public static final String CONVERTED = "converted";

    public static final String SENT = "sent";

    /** Before a currency's code. */
    public static final String RECOVERED = "recovered:";

    public Counter {
        if (day == null && (cut.version() == null || !cut.equals(Cut.of(cut.version())))) {
            throw new IllegalArgumentException("Without a day only whole versions are counted, not " + cut);
        }
    }
}
