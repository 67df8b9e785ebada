package dev.homing.domain.profile;

import dev.homing.domain.StoredBytes;
import org.jspecify.annotations.Nullable;

/**
 * What an event changed of something that is known of the customer.
 *
 * @param before what was known before; a first statement is no change
 */
public record TraitChange(
        String name, @Nullable Object before, @Nullable Object after) {
    /** Stored bytes of a value that is kept as the one before; longer ones are texts and not values that anyone asks for. */
    private static final int LONGEST = 200;

    static boolean isKept(@Nullable Object value) {
        return value instanceof Number
                || value instanceof Boolean
                || (value instanceof String text && StoredBytes.of(text) <= LONGEST);
    }
}
