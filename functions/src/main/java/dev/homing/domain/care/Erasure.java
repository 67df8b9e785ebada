package dev.homing.domain.care;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That everything of a customer is to be erased, and how far that has come.
 *
 * @param id a hash of the customer's own id: what is left says nothing of who it was
 * @param by who asked for it
 * @param askedAt what happened before then is gone, and what comes of it late is not taken in
 * @param known by what the customer is looked for; {@link KnownBy#NOTHING} once everything is done
 * @param stage what is done next
 * @param place where in its stage; null: at its beginning
 * @param again whether everything was done once, and is looked through once more for what was on its way meanwhile
 * @param step how many pages were done: a page that is asked for twice is done once
 * @param finishedAt null while there is more to do
 * @param revision counts the writes; 0 when it has not been stored
 */
public record Erasure(
        String id,
        String by,
        Instant askedAt,
        KnownBy known,
        Stage stage,
        @Nullable String place,
        boolean again,
        int step,
        @Nullable Instant finishedAt,
        long revision) {
    /** In this order. */
    public enum Stage {
        /** What is under way ends, and nothing of them is taken in any more. */
        STOPPING,
        /** What happened, and what that left elsewhere. */
        HISTORY,
        /** Who they are. */
        PROFILE,
        /** Audiences and lists. */
        GROUPS,
        BROADCASTS,
        /** What is kept of an address stays, without the address. */
        ADDRESSES,
        /** Events that could not be taken in. */
        REJECTED
    }

    public boolean open() {
        return finishedAt == null;
    }

    /** As the API writes it. */
    public String state() {
        if (finishedAt != null) {
            return "done";
        }
        return again ? "looking-again" : "erasing";
    }

    public static Erasure asked(String id, String by, KnownBy known, Instant now) {
        return new Erasure(id, by, now, known, Stage.STOPPING, null, false, 0, null, 0);
    }

    /** More is known of who it is: what was stopped already is looked at again. */
    public Erasure knowing(KnownBy more) {
        return new Erasure(id, by, askedAt, more, Stage.STOPPING, null, again, step + 1, null, revision);
    }

    /** The rest of its stage. */
    public Erasure at(String newPlace) {
        return new Erasure(id, by, askedAt, known, stage, newPlace, again, step + 1, null, revision);
    }

    public Erasure in(Stage next) {
        return new Erasure(id, by, askedAt, known, next, null, again, step + 1, null, revision);
    }

    public Erasure onceMore() {
        return new Erasure(id, by, askedAt, known, Stage.STOPPING, null, true, step + 1, null, revision);
    }

    public Erasure finished(Instant now) {
        return new Erasure(id, by, askedAt, KnownBy.NOTHING, stage, null, again, step + 1, now, revision);
    }

    /** Another one, of a customer who came back since. */
    public Erasure askedAgain(String newBy, KnownBy newKnown, Instant now) {
        return new Erasure(id, newBy, now, newKnown, Stage.STOPPING, null, false, step + 1, null, revision);
    }

    public Erasure withRevision(long newRevision) {
        return new Erasure(id, by, askedAt, known, stage, place, again, step, finishedAt, newRevision);
    }
}
