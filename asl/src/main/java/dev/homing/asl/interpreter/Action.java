package dev.homing.asl.interpreter;

import com.fasterxml.jackson.databind.JsonNode;

/** What is to happen at a moment. */
sealed interface Action {

    /** A state of a scope is entered. */
    record Enter(Scope scope, String state, JsonNode input) implements Action {}

    /** A Wait is over. */
    record WaitOver(Visit visit) implements Action {}

    /** A failed state is tried again. */
    record Retry(Visit visit) implements Action {}

    /** TimeoutSeconds of a Task have passed. */
    record TimedOut(Visit visit) implements Action {}

    /** HeartbeatSeconds of a Task have passed without a heartbeat. */
    record HeartbeatMissed(Visit visit) implements Action {}

    /** Somebody used a Task's token. */
    record TaskDone(Visit visit, TaskOutcome outcome) implements Action {}

    /** TimeoutSeconds of the machine have passed. */
    record ExecutionTimedOut() implements Action {}
}
