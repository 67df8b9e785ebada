package dev.homing.domain.profile;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is known of a customer.
 *
 * @param value text, number, boolean, list or map
 * @param at when it was stated
 * @param trusted whether the shop's own servers said it; otherwise anyone could have
 * @param before what it was until it was changed last; null where that is not known, or it never was anything else. By this a change is seen
 *     again when its event comes again
 */
public record Trait(
        @Nullable Object value,
        Instant at,
        boolean trusted,
        @Nullable Before before) {
    /**
     * @param at event time of the change
     */
    public record Before(Object value, Instant at) {}

    public Trait(@Nullable Object value, Instant at, boolean trusted) {
        this(value, at, trusted, null);
    }
}
