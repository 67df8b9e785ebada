package dev.homing.asl.interpreter;

import com.fasterxml.jackson.databind.JsonNode;
import dev.homing.asl.ErrorNames;
import dev.homing.asl.Task;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Calls resources, and takes what comes back. */
final class TaskAttempts {
    private final DueQueue queue;
    private final Tokens tokens;
    private final Evaluator evaluator;
    private final TaskRunner runner;
    private final Walk walk;

    TaskAttempts(DueQueue queue, Tokens tokens, Evaluator evaluator, TaskRunner runner, Walk walk) {
        this.queue = queue;
        this.tokens = tokens;
        this.evaluator = evaluator;
        this.runner = runner;
        this.walk = walk;
    }

    void begin(Visit visit, Task task, Instant now) {
        Run run = visit.scope.run;
        String token = task.waitsForToken() ? tokens.issue(visit) : null;
        visit.token = token;
        Bindings bindings = Bindings.ofInput(visit, now);
        JsonNode arguments = task.arguments() == null
                ? visit.input
                : evaluator.limited(
                        evaluator.value(task.arguments(), bindings), "The arguments of the task '" + visit.name + "'");
        Instant timeout = task.timeoutSeconds() == null
                ? null
                : now.plusSeconds(evaluator.wholeNumber(task.timeoutSeconds(), 1, bindings));
        long heartbeat =
                task.heartbeatSeconds() == null ? 0 : evaluator.wholeNumber(task.heartbeatSeconds(), 1, bindings);
        run.history.task(visit, "TaskScheduled", task.resource(), arguments, null, null, now);
        run.history.task(visit, "TaskStarted", task.resource(), null, null, null, now);
        if (token != null) {
            // Set before the call: the runner may send a heartbeat from within it.
            watch(visit, timeout, heartbeat, now);
        }
        TaskOutcome outcome =
                run(visit, new TaskCall(task.resource(), arguments, run.executionArn, visit.name, token, now));
        if (!run.isRunning()) {
            // The runner has stopped the very execution it was called for.
            return;
        }
        switch (outcome) {
            case TaskOutcome.Succeeded succeeded -> {
                if (token == null) {
                    done(visit, succeeded, now);
                } else {
                    run.history.task(visit, "TaskSubmitted", task.resource(), succeeded.result(), null, null, now);
                }
            }
            case TaskOutcome.Failed failed -> {
                String event = token == null ? "TaskFailed" : "TaskSubmitFailed";
                run.history.task(visit, event, task.resource(), null, failed.error(), failed.cause(), now);
                walk.failed(visit, failed.error(), failed.cause(), now);
            }
            case TaskOutcome.Pending _ -> {
                if (token == null) {
                    IllegalStateException bug = new IllegalStateException("The runner answered Pending for "
                            + task.resource() + ", which waits for no token; answer Succeeded or Failed");
                    walk.failOnBug(run, bug, now);
                    throw bug;
                }
            }
        }
    }

    private void watch(Visit visit, @Nullable Instant timeout, long heartbeatSeconds, Instant now) {
        Run run = visit.scope.run;
        if (timeout != null) {
            visit.timeout = queue.add(timeout, run, new Action.TimedOut(visit));
        }
        if (heartbeatSeconds > 0) {
            visit.heartbeatSeconds = heartbeatSeconds;
            visit.heartbeat = queue.add(now.plusSeconds(heartbeatSeconds), run, new Action.HeartbeatMissed(visit));
        }
    }

    private TaskOutcome run(Visit visit, TaskCall call) {
        try {
            return runner.run(call);
        } catch (RuntimeException bug) {
            walk.failOnBug(visit.scope.run, bug, call.now());
            throw bug;
        }
    }

    /** The task has its result, or has failed. */
    void done(Visit visit, TaskOutcome outcome, Instant now) {
        visit.settle(queue, tokens);
        String resource = visit.state instanceof Task task ? task.resource() : "";
        switch (outcome) {
            case TaskOutcome.Succeeded(JsonNode result)
            when !evaluator.fits(result) ->
                done(visit, new TaskOutcome.Failed(ErrorNames.DATA_LIMIT_EXCEEDED, oversized(visit.name)), now);
            case TaskOutcome.Succeeded(JsonNode result) -> {
                visit.scope.run.history.task(visit, "TaskSucceeded", resource, result, null, null, now);
                walk.succeeded(visit, result, now);
            }
            case TaskOutcome.Failed(String error, String cause) -> {
                visit.scope.run.history.task(visit, "TaskFailed", resource, null, error, cause, now);
                walk.failed(visit, error, cause, now);
            }
            case TaskOutcome.Pending _ -> throw new IllegalStateException("Pending is no result");
        }
    }

    void timedOut(Visit visit, String error, Instant now) {
        String resource = visit.state instanceof Task task ? task.resource() : "";
        visit.scope.run.history.task(visit, "TaskTimedOut", resource, null, ErrorMatch.reported(error), null, now);
        walk.failed(visit, error, null, now);
    }

    /** AWS's words. */
    private static String oversized(String state) {
        return "The state/task '" + state
                + "' returned a result with a size exceeding the maximum number of bytes service limit.";
    }
}
