package dev.homing.adapter.push;

import dev.homing.domain.reason.Reason;

/** What the push service of one device said. */
sealed interface Reached {
    /** @param id by which the service knows it; empty where it says none */
    record Accepted(String id) implements Reached {}

    /** The device takes nothing any more. */
    record Gone() implements Reached {}

    record Refused(Reason reason) implements Reached {}

    record Later(Reason reason) implements Reached {}
}
