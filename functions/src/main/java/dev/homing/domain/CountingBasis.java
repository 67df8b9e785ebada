package dev.homing.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * How an item is counted, fixed when the item is made: a shop that moves to another time zone must not move figures that were counted before.
 *
 * @param zone in which the item's days are counted: the shop's when its run began
 * @param since when the item was made, or when the last rebuild of the counters took it in. A set of counters that was begun at some instant
 *     counts the items whose {@code since} is not before that instant
 */
public record CountingBasis(ZoneId zone, Instant since) {
    /** The day on which an instant counts. */
    public LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, zone);
    }

    /** The same basis as taken in by a rebuild; never earlier than it was. */
    public CountingBasis takenInAt(Instant at) {
        return at.isAfter(since) ? new CountingBasis(zone, at) : this;
    }
}
