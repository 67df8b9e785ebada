package dev.homing.app.port;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How far the walk through all customers has come that a new condition needs. There is one at a time: a later one asks all that an earlier one would. */
public interface Walks {
    /**
     * @param number of the configuration that it was begun for; 0: there was none
     * @param looked customers who were looked at
     * @param place where the page begins that is to be looked at next; null: the first
     * @param before where the page began that was looked at last; null: the first, or none was
     * @param finishedAt null while it is in progress
     * @param finished number of the latest that came to its end
     * @param known how many customers the latest one that came to its end met
     */
    record Walk(
            long number,
            long looked,
            @Nullable String place,
            @Nullable String before,
            Instant begunAt,
            @Nullable Instant finishedAt,
            long finished,
            long known) {
        public static final Walk NONE = new Walk(0, 0, null, null, Instant.EPOCH, Instant.EPOCH, 0, 0);

        /** Another one begins. */
        public Walk begun(long newNumber, Instant now) {
            return new Walk(newNumber, 0, null, null, now, null, finished, known);
        }

        /** A page was looked at. */
        public Walk further(long more, String next) {
            return new Walk(number, looked + more, next, place, begunAt, finishedAt, finished, known);
        }

        /** The last page was looked at. */
        public Walk ended(long more, Instant now) {
            return new Walk(number, looked + more, null, null, begunAt, now, number, looked + more);
        }
    }

    /** By a strongly consistent read; {@link Walk#NONE} where there was none. */
    Walk latest();

    /** Stores it, in the place of the one before. */
    void save(Walk walk);
}
