package dev.homing.domain.id;

import dev.homing.domain.Hash;
import java.time.Instant;

/**
 * A run is known by whom, which campaign, which key and what started it, so that deciding twice starts one.
 */
public record RunId(CustomerId customer, String hash) {
    private static final int LENGTH = 16;

    /** Far more than any has; what others send as one is looked for in tables, which refuse a key of 2,048 bytes. */
    private static final int LONGEST = 100;

    /**
     * @param key of the trigger: which cart, which order; empty where it has none
     * @param triggeredAt event time of what started it
     */
    public static RunId of(CustomerId customer, String campaign, String key, Instant triggeredAt) {
        return new RunId(
                customer,
                Hash.name(LENGTH, customer.value(), campaign, key, Long.toString(triggeredAt.toEpochMilli())));
    }

    /**
     * @throws IllegalArgumentException where it is none
     */
    public static RunId parse(String text) {
        int dash = text.indexOf('-');
        if (dash < 1 || dash == text.length() - 1 || text.length() > LONGEST) {
            throw new IllegalArgumentException("Not a run id: " + text.substring(0, Math.min(LONGEST, text.length())));
        }
        return new RunId(new CustomerId(text.substring(0, dash)), text.substring(dash + 1));
    }

    @Override
    public String toString() {
        return customer + "-" + hash;
    }
}
