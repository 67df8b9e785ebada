package dev.homing.domain.decide;

import dev.homing.domain.Facts;
import dev.homing.domain.reason.Reason;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What makes a campaign start for a customer, or its delay begin.
 *
 * @param key of the run: which cart, which order; empty where the trigger names none
 * @param at when it happened
 * @param event properties of the event at hand; empty where there is none
 * @param eventKey where the timeline has the event that messages tell of; null where they tell of none
 * @param about hashes of what it is about; empty where the trigger tells nothing apart
 * @param trusted whether the shop's own systems say so
 * @param anew whether it is more than what was known: a cart that is told of once more as it is, on every page say, is not
 * @param because for people
 */
record Occasion(
        String key,
        Instant at,
        Facts event,
        @Nullable String eventKey,
        Set<Long> about,
        boolean trusted,
        boolean anew,
        Reason because) {}
