package dev.homing.asl.interpreter;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An execution as it stood when it was asked for.
 *
 * @param stateMachineArn as given at the start, with its version where it had one
 * @param output null unless it succeeded
 * @param error null unless it failed, timed out or was stopped, and then where no error was named
 * @param cause likewise
 * @param stoppedAt null while it runs
 */
public record Execution(
        String executionArn,
        String stateMachineArn,
        String name,
        Status status,
        JsonNode input,
        @Nullable JsonNode output,
        @Nullable String error,
        @Nullable String cause,
        Instant startedAt,
        @Nullable Instant stoppedAt) {

    /** AWS's names. */
    public enum Status {
        RUNNING,
        SUCCEEDED,
        FAILED,
        TIMED_OUT,
        ABORTED
    }
}
