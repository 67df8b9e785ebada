package dev.homing.asl.interpreter;

import dev.homing.asl.ErrorNames;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether a Retry or Catch means an error. */
final class ErrorMatch {
    private ErrorMatch() {}

    /**
     * @param names of an ErrorEquals
     * @param error null for an error without a name, which only wildcards match
     * @param parallel whether a Parallel failed, whose errors are all failures of branches
     */
    static boolean matches(List<String> names, @Nullable String error, boolean parallel) {
        // AWS: neither retried nor caught, by whatever name.
        if (ErrorNames.RUNTIME.equals(error)) {
            return false;
        }
        return names.stream().anyMatch(name -> name.equals(error) || isWildcardFor(name, error, parallel));
    }

    /**
     * The name under which AWS reports an error: a missed heartbeat is matched by its own name, but the history, the error
     * output and the execution say States.Timeout.
     */
    static @Nullable String reported(@Nullable String error) {
        return ErrorNames.HEARTBEAT_TIMEOUT.equals(error) ? ErrorNames.TIMEOUT : error;
    }

    private static boolean isWildcardFor(String name, @Nullable String error, boolean parallel) {
        if (ErrorNames.DATA_LIMIT_EXCEEDED.equals(error)) {
            return false;
        }
        boolean heartbeat = ErrorNames.HEARTBEAT_TIMEOUT.equals(error);
        return switch (name) {
            case ErrorNames.ALL -> true;
            case ErrorNames.TASK_FAILED -> !heartbeat && !ErrorNames.TIMEOUT.equals(error);
            case ErrorNames.TIMEOUT -> heartbeat;
            case ErrorNames.BRANCH_FAILED -> parallel;
            default -> false;
        };
    }
}
