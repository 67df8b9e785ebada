package dev.homing.domain.run;

import dev.homing.domain.Facts;
import dev.homing.domain.reason.Reason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That a run's step calls another system, or did.
 *
 * @param generation of the leg on which it came there
 * @param node id of the node
 * @param attempts so far, the present one included
 * @param leaseUntil until then somebody is at it
 * @param status of the answer; 0 where there is none
 * @param answer what of it is kept
 * @param became what became of it, for people; null while nothing has
 */
public record Called(
        int generation,
        String node,
        int attempts,
        Instant leaseUntil,
        int status,
        Facts answer,
        @Nullable Reason became) {
    public static Called first(int generation, String node) {
        return new Called(generation, node, 0, Instant.EPOCH, 0, Facts.NONE, null);
    }

    public boolean isOf(int otherGeneration, String otherNode) {
        return generation == otherGeneration && node.equals(otherNode);
    }

    public Called claimed(Instant until) {
        return new Called(generation, node, attempts + 1, until, status, answer, became);
    }

    /** Nobody is at it any more, and it is to be tried again. */
    public Called released(Instant at) {
        return new Called(generation, node, attempts, at, status, answer, became);
    }

    public Called over(int newStatus, Facts newAnswer, Reason newBecame, Instant at) {
        return new Called(generation, node, attempts, at, newStatus, newAnswer, newBecame);
    }
}
