package dev.homing.asl.interpreter;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** What came of one attempt of a Task. */
public sealed interface TaskOutcome {

    /**
     * The call succeeded. That is the task's result, unless the resource waits for a token: then it is only noted in the
     * history, and the task waits.
     */
    record Succeeded(JsonNode result) implements TaskOutcome {}

    /**
     * The call, or the task, failed.
     *
     * @param error the error's name, matched by Retry and Catch; null for none
     * @param cause for people; null for none
     */
    record Failed(@Nullable String error, @Nullable String cause) implements TaskOutcome {}

    /** The token decides; only for a resource that waits for one. */
    record Pending() implements TaskOutcome {}
}
