package dev.homing.domain.profile;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is known of a customer.
 *
 * @param value text, number, boolean, list or map
 * @param at when it was stated
 * @param trusted whether the shop's own servers said it; otherwise anyone could have
 */
public record Trait(@Nullable Object value, Instant at, boolean trusted) {}
