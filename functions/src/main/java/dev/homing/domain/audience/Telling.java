package dev.homing.domain.audience;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a destination knows of a customer. What is to be told follows from this and from how things are, and not from what happened in between: so
 * a job that comes late or twice takes nothing back.
 *
 * @param person as who they were told
 * @param at when they came or left
 * @param turn grows with each change that is told: tries to tell one have the same
 * @param attempts to tell it
 * @param leaseUntil until then somebody is at it
 * @param error why the last try failed; null where it did not
 */
public record Telling(
        Phase phase,
        Hashed person,
        Instant at,
        int turn,
        int attempts,
        Instant leaseUntil,
        @Nullable String error,
        long revision) {
    public static final Telling NONE =
            new Telling(Phase.OUT, Hashed.NOBODY, Instant.EPOCH, 0, 0, Instant.EPOCH, null, 0);

    public enum Phase {
        OUT,
        /** It is being told that they came; perhaps it was heard. */
        ENTERING,
        IN,
        /** It is being told that they left; perhaps it was heard. */
        LEAVING;

        /** Whether there is more to tell. */
        public boolean open() {
            return this == ENTERING || this == LEAVING;
        }
    }

    /**
     * What has to be told next so that the destination knows of this person; null: nothing.
     *
     * @param wanted nobody: they are to be out
     * @param when they came or left
     */
    public @Nullable Telling towards(Hashed wanted, Instant when) {
        return switch (phase) {
            case OUT -> wanted.nobody() ? null : begun(Phase.ENTERING, wanted, when);
            case IN -> wanted.equals(person) ? null : begun(Phase.LEAVING, person, when);
            case ENTERING -> wanted.equals(person) ? this : begun(Phase.LEAVING, person, when);
            case LEAVING -> this;
        };
    }

    private Telling begun(Phase newPhase, Hashed who, Instant when) {
        return new Telling(newPhase, who, when, turn + 1, 0, leaseUntil, null, revision);
    }

    public Telling claimed(Instant until) {
        return new Telling(phase, person, at, turn, attempts + 1, until, error, revision);
    }

    public Telling heard(Instant now) {
        boolean entered = phase == Phase.ENTERING;
        return new Telling(
                entered ? Phase.IN : Phase.OUT, entered ? person : Hashed.NOBODY, at, turn, 0, now, null, revision);
    }

    /** The destination lost sight of them, by what was told of somebody else. */
    public Telling lost(Instant now) {
        return new Telling(Phase.OUT, Hashed.NOBODY, now, turn, 0, now, null, revision);
    }

    public Telling failed(String why, Instant now) {
        return new Telling(phase, person, at, turn, attempts, now, why, revision);
    }

    public Telling withRevision(long newRevision) {
        return new Telling(phase, person, at, turn, attempts, leaseUntil, error, newRevision);
    }
}
