package dev.homing.asl.interpreter;

import dev.homing.asl.ErrorNames;
import org.jspecify.annotations.Nullable;

/** A state's error on its way to the state's Retry and Catch. Carries no stack trace: it is an outcome, not a bug. */
final class StateFailure extends RuntimeException {
    private final @Nullable String error;
    private final @Nullable String cause;

    StateFailure(@Nullable String error, @Nullable String cause) {
        super(error + ": " + cause, null, false, false);
        this.error = error;
        this.cause = cause;
    }

    static StateFailure query(String cause) {
        return new StateFailure(ErrorNames.QUERY_EVALUATION_ERROR, cause);
    }

    @Nullable
    String error() {
        return error;
    }

    @Nullable
    String cause() {
        return cause;
    }
}
