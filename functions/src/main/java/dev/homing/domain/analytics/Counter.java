package dev.homing.domain.analytics;

import dev.homing.domain.channel.Channel;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One number that reports add up.
 *
 * @param day in the shop's zone: of the trigger for what belongs to a run, of the sending for messages sent; null for numbers that have no
 *     day, such as runs under way
 * @param step null: of the whole campaign
 * @param channel null: of all channels
 * @param name such as {@code triggered}; {@code recovered:EUR} counts the currency's smallest unit
 */
public record Counter(
        @Nullable LocalDate day,
        String campaign,
        @Nullable String step,
        @Nullable Channel channel,
        String name) {
    public static final String TRIGGERED = "triggered";
    public static final String CONVERTED = "converted";
    public static final String ACTIVE = "active";
    public static final String COMPLETED = "completed";
    public static final String EXITED = "exited";
    public static final String SENT = "sent";
    public static final String RECOVERED = "recovered:";
}
