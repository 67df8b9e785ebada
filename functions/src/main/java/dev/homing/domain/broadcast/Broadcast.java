package dev.homing.domain.broadcast;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One launch of a campaign to many customers, and how far it has come. First all who are meant are noted as recipients, each once; then the campaign
 * starts for them, a page at a time.
 *
 * @param number from 1 up, within its campaign
 * @param by who asked for it
 * @param once under which asking again is asking for this one; null: nobody said
 * @param source which of the groups that are meant is being read
 * @param place where the next page begins, of that group or of the recipients; null: at the beginning
 * @param step how many pages were done: a page that is asked for twice is done once
 * @param turn recipients who are due by then are begun in this pass
 * @param next the earliest time at which another recipient is due; null where this pass found none
 * @param since when it took its state
 */
public record Broadcast(
        String campaign,
        int number,
        Reach reach,
        Timing timing,
        String by,
        @Nullable String once,
        Instant askedAt,
        State state,
        int source,
        @Nullable String place,
        int step,
        Instant turn,
        @Nullable Instant next,
        Instant since) {
    /** How far it has come. */
    public enum State {
        /** Its time has not come. */
        SCHEDULED,
        /** Its recipients are being noted. */
        COLLECTING,
        /** The campaign is being started for them. */
        SENDING,
        /** It was stopped: who was not begun is noted as skipped. */
        STOPPING,
        /** It was stopped. */
        STOPPED,
        /** The campaign was started for everyone who was meant, or it was noted why not. */
        FINISHED;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether there is more to do for it. */
        public boolean open() {
            return switch (this) {
                case SCHEDULED, COLLECTING, SENDING, STOPPING -> true;
                case STOPPED, FINISHED -> false;
            };
        }
    }

    public static Broadcast asked(
            String campaign,
            int number,
            Reach reach,
            Timing timing,
            String by,
            @Nullable String once,
            Instant askedAt) {
        return new Broadcast(
                campaign,
                number,
                reach,
                timing,
                by,
                once,
                askedAt,
                State.SCHEDULED,
                0,
                null,
                0,
                askedAt,
                null,
                askedAt);
    }

    /** When its recipients are to be found. */
    public Instant begins() {
        return timing.begins(askedAt);
    }

    /** Whether another broadcast of the campaign asks for the same. */
    public boolean asksTheSameAs(Reach otherReach, Timing otherTiming) {
        return reach.equals(otherReach) && timing.equals(otherTiming);
    }

    public Broadcast in(State newState, Instant now) {
        return new Broadcast(
                campaign, number, reach, timing, by, once, askedAt, newState, 0, null, step + 1, now, null, now);
    }

    /** A page of a group was read. */
    public Broadcast collected(@Nullable String newPlace) {
        return newPlace == null ? at(source + 1, null, turn, next) : at(source, newPlace, turn, next);
    }

    /**
     * A page of recipients was begun.
     *
     * @param newNext the earliest time at which one of them is due who was not begun yet; null: none is
     */
    public Broadcast further(String newPlace, @Nullable Instant newNext) {
        return at(source, newPlace, turn, earlier(next, newNext));
    }

    /** Another pass, for those who are due at a later time. */
    public Broadcast again(Instant newTurn) {
        return at(source, null, newTurn, null);
    }

    private Broadcast at(int newSource, @Nullable String newPlace, Instant newTurn, @Nullable Instant newNext) {
        return new Broadcast(
                campaign, number, reach, timing, by, once, askedAt, state, newSource, newPlace, step + 1, newTurn,
                newNext, since);
    }

    /** The earlier of two times; null stands for never. */
    public static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        return one == null || (other != null && other.isBefore(one)) ? other : one;
    }
}
