package dev.homing.domain.campaign;

import java.time.Instant;

/**
 * What was saved of a campaign and is not live: of one that was never activated, or the next version of one that was. There is one at a time.
 *
 * @param content its number is 0
 * @param base number of the version that was live when the draft was begun; 0 where none was
 * @param revision counts the saves of this draft; from 1 up
 * @param by who saved it last
 * @param at when that was
 */
public record Draft(Campaign.Version content, int base, long revision, String by, Instant at) {
    /** By which it is known whether somebody saved in between. A draft that is begun anew after one was discarded has another one. */
    public String tag() {
        return "d" + revision + "-" + Long.toString(at.toEpochMilli(), Character.MAX_RADIX);
    }
}
