package dev.homing.asl.interpreter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.homing.asl.Catcher;
import dev.homing.asl.Choice;
import dev.homing.asl.ChoiceRule;
import dev.homing.asl.ErrorNames;
import dev.homing.asl.Fail;
import dev.homing.asl.MapState;
import dev.homing.asl.Parallel;
import dev.homing.asl.Pass;
import dev.homing.asl.Retrier;
import dev.homing.asl.State;
import dev.homing.asl.Succeed;
import dev.homing.asl.Task;
import dev.homing.asl.Transition;
import dev.homing.asl.Wait;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Moves executions from state to state. */
final class Walk {
    private final DueQueue queue;
    private final Tokens tokens;
    private final Evaluator evaluator;
    private final RandomGenerator random;
    private final ExecutionListener listener;
    private final TaskAttempts attempts;
    private final Fans fans;

    Walk(
            DueQueue queue,
            Tokens tokens,
            Evaluator evaluator,
            TaskRunner tasks,
            RandomGenerator random,
            ExecutionListener listener) {
        this.queue = queue;
        this.tokens = tokens;
        this.evaluator = evaluator;
        this.random = random;
        this.listener = listener;
        this.attempts = new TaskAttempts(queue, tokens, evaluator, tasks, this);
        this.fans = new Fans(evaluator, this);
    }

    /** Does one step. */
    void perform(Due due) {
        Instant now = due.at();
        Run run = due.run();
        try {
            switch (due.action()) {
                case Action.Enter(Scope scope, String state, JsonNode input) -> enter(scope, state, input, now);
                case Action.WaitOver(Visit visit) -> attempt(visit, now, () -> waitOver(visit, now));
                case Action.Retry(Visit visit) -> attempt(visit, now, () -> work(visit, now));
                case Action.TaskDone(Visit visit, TaskOutcome outcome) ->
                    attempt(visit, now, () -> attempts.done(visit, outcome, now));
                case Action.TimedOut(Visit visit) ->
                    attempt(visit, now, () -> attempts.timedOut(visit, ErrorNames.TIMEOUT, now));
                case Action.HeartbeatMissed(Visit visit) ->
                    attempt(visit, now, () -> attempts.timedOut(visit, ErrorNames.HEARTBEAT_TIMEOUT, now));
                case Action.ExecutionTimedOut() ->
                    end(run, Execution.Status.TIMED_OUT, "ExecutionTimedOut", ErrorNames.TIMEOUT, null, now);
            }
        } catch (Run.History.Full e) {
            fail(run, ErrorNames.RUNTIME, e.getMessage(), now);
        }
    }

    void enterLater(Scope scope, String state, JsonNode input, Instant now) {
        scope.entry = queue.add(now, scope.run, new Action.Enter(scope, state, input));
    }

    private void enter(Scope scope, String name, JsonNode input, Instant now) {
        scope.entry = null;
        State state = scope.machine.states().get(name);
        if (state == null) {
            // Only a machine that nobody validated gets here.
            fail(scope.run, ErrorNames.RUNTIME, "There is no state \"" + name + "\" to go to", now);
            return;
        }
        Visit visit = new Visit(scope, name, state, input, now);
        scope.visit = visit;
        scope.run.history.state(visit, state.type() + "StateEntered", input, now);
        visit.enteredEventId = scope.lastEventId;
        attempt(visit, now, () -> work(visit, now));
    }

    /** Does what the state is for; for a Task, Parallel or Map one attempt of it. */
    private void work(Visit visit, Instant now) {
        visit.next = null;
        switch (visit.state) {
            case Pass pass ->
                complete(
                        visit,
                        Bindings.ofInput(visit, now),
                        pass.assign(),
                        pass.output(),
                        visit.input,
                        pass.transition());
            case Task task -> attempts.begin(visit, task, now);
            case Choice choice -> choose(visit, choice, now);
            case Wait wait -> {
                Bindings bindings = Bindings.ofInput(visit, now);
                Instant until =
                        switch (wait.until()) {
                            case Wait.Seconds seconds ->
                                now.plusSeconds(evaluator.wholeNumber(seconds.seconds(), 0, bindings));
                            case Wait.Timestamp timestamp -> evaluator.timestamp(timestamp.timestamp(), bindings);
                        };
                visit.next = queue.add(until.isBefore(now) ? now : until, visit.scope.run, new Action.WaitOver(visit));
            }
            case Parallel parallel -> fans.begin(visit, parallel, now);
            case MapState map -> fans.begin(visit, map, now);
            case Succeed succeed -> {
                JsonNode output = succeed.output() == null
                        ? visit.input
                        : evaluator.limited(
                                evaluator.value(succeed.output(), Bindings.ofInput(visit, now)), what(visit, "output"));
                visit.scope.run.history.state(visit, "SucceedStateExited", output, now);
                ended(visit.scope, output, now);
            }
            case Fail fail -> {
                Bindings bindings = Bindings.ofInput(visit, now);
                scopeFailed(
                        visit.scope,
                        evaluator.text(fail.error(), bindings),
                        evaluator.text(fail.cause(), bindings),
                        now);
            }
        }
    }

    private void choose(Visit visit, Choice choice, Instant now) {
        Bindings bindings = Bindings.ofInput(visit, now);
        for (ChoiceRule rule : choice.rules()) {
            if (evaluator.condition(rule.condition(), bindings)) {
                complete(visit, bindings, rule.assign(), rule.output(), visit.input, new Transition.Next(rule.next()));
                return;
            }
        }
        if (choice.otherwise() == null) {
            throw new StateFailure(
                    ErrorNames.NO_CHOICE_MATCHED,
                    "No rule of the Choice \"" + visit.name + "\" is true, and it has no Default");
        }
        complete(
                visit,
                bindings,
                choice.assign(),
                choice.output(),
                visit.input,
                new Transition.Next(choice.otherwise()));
    }

    private void waitOver(Visit visit, Instant now) {
        visit.next = null;
        if (visit.state instanceof Wait wait) {
            complete(visit, Bindings.ofInput(visit, now), wait.assign(), wait.output(), visit.input, wait.transition());
        }
    }

    /** Takes a Task, Parallel or Map out of its state with its result. */
    void succeeded(Visit visit, JsonNode result, Instant now) {
        Bindings bindings = Bindings.ofResult(visit, result, now);
        switch (visit.state) {
            case Task task -> complete(visit, bindings, task.assign(), task.output(), result, task.transition());
            case Parallel parallel ->
                complete(visit, bindings, parallel.assign(), parallel.output(), result, parallel.transition());
            case MapState map -> complete(visit, bindings, map.assign(), map.output(), result, map.transition());
            case Pass _, Choice _, Wait _, Succeed _, Fail _ ->
                throw new IllegalStateException("A " + visit.state.type() + " has no result");
        }
    }

    /** Leaves the state. Variables and output are both worked out from the old variables. */
    private void complete(
            Visit visit,
            Bindings bindings,
            Map<String, JsonNode> assign,
            @Nullable JsonNode output,
            JsonNode defaultOutput,
            Transition transition) {
        Scope scope = visit.scope;
        Map<String, JsonNode> variables = new LinkedHashMap<>();
        assign.forEach((name, value) -> variables.put(name, evaluator.value(value, bindings)));
        if (!variables.isEmpty()) {
            // AWS's limit is that of a single variable and of all that one Assign sets.
            evaluator.limited(JsonNodeFactory.instance.objectNode().setAll(variables), what(visit, "variables"));
        }
        JsonNode out = output == null ? defaultOutput : evaluator.value(output, bindings);
        if (!out.equals(visit.input)) {
            evaluator.limited(out, what(visit, "output"));
        }
        scope.run.history.state(visit, visit.state.type() + "StateExited", out, bindings.now());
        scope.assign(variables);
        scope.visit = null;
        switch (transition) {
            case Transition.Next next -> enterLater(scope, next.state(), out, bindings.now());
            case Transition.End _ -> ended(scope, out, bindings.now());
        }
    }

    private void ended(Scope scope, JsonNode output, Instant now) {
        scope.visit = null;
        if (scope.owner == null) {
            scope.run.output = output;
            end(scope.run, Execution.Status.SUCCEEDED, "ExecutionSucceeded", null, null, now);
        } else {
            Visit owner = scope.owner;
            attempt(owner, now, () -> fans.ended(owner, scope, output, now));
        }
    }

    /** Runs part of a state; its failure goes to the state's Retry and Catch. */
    private void attempt(Visit visit, Instant now, Runnable part) {
        try {
            part.run();
        } catch (StateFailure failure) {
            failed(visit, failure.error(), recorded(visit, failure, now), now);
        }
    }

    /** Puts a failed evaluation into the history, and gives the failure's cause with its place in front. */
    private static @Nullable String recorded(Visit visit, StateFailure failure, Instant now) {
        if (!ErrorNames.QUERY_EVALUATION_ERROR.equals(failure.error())) {
            return failure.cause();
        }
        String cause = "An error occurred while executing the state '" + visit.name + "' (entered at the event id #"
                + visit.enteredEventId + "). " + failure.cause();
        visit.scope.run.history.fan(visit.scope, "EvaluationFailed", visit, failure.error(), cause, 0, now);
        return cause;
    }

    /** The state has failed: tries it again, goes where a Catch says, or fails the scope. */
    void failed(Visit visit, @Nullable String error, @Nullable String cause, Instant now) {
        visit.settle(queue, tokens);
        visit.children.forEach(child -> child.cancel(queue, tokens));
        visit.children.clear();
        boolean branches = visit.state instanceof Parallel;
        int index = 0;
        for (Retrier retrier : visit.retriers()) {
            if (ErrorMatch.matches(retrier.errorEquals(), error, branches)) {
                if (visit.retries[index] < retrier.maxAttemptsOrDefault()) {
                    double delay = retrier.delaySeconds(visit.retries[index]);
                    if (retrier.jitterStrategy() == Retrier.JitterStrategy.FULL) {
                        delay = delay * random.nextDouble();
                    }
                    visit.retries[index]++;
                    visit.retryCount++;
                    visit.next = queue.add(Times.after(now, delay), visit.scope.run, new Action.Retry(visit));
                    return;
                }
                // A retrier that is used up is not followed by another: the error goes to the catchers.
                break;
            }
            index++;
        }
        if (visit.fanning) {
            visit.fanning = false;
            visit.scope.run.history.fan(
                    visit.scope, visit.state.type() + "StateFailed", visit, ErrorMatch.reported(error), cause, 0, now);
        }
        for (Catcher catcher : visit.catchers()) {
            if (ErrorMatch.matches(catcher.errorEquals(), error, branches)) {
                caught(visit, catcher, error, cause, now);
                return;
            }
        }
        scopeFailed(visit.scope, error, cause, now);
    }

    private void caught(Visit visit, Catcher catcher, @Nullable String error, @Nullable String cause, Instant now) {
        // AWS gives an empty string where there was no error or cause.
        JsonNode errorOutput = JsonNodeFactory.instance
                .objectNode()
                .put("Error", Objects.requireNonNullElse(ErrorMatch.reported(error), ""))
                .put("Cause", Objects.requireNonNullElse(cause, ""));
        Bindings bindings = Bindings.ofError(visit, errorOutput, now);
        try {
            complete(
                    visit,
                    bindings,
                    catcher.assign(),
                    catcher.output(),
                    errorOutput,
                    new Transition.Next(catcher.next()));
        } catch (StateFailure failure) {
            // A catcher's own failure is not caught by its neighbours.
            scopeFailed(visit.scope, failure.error(), recorded(visit, failure, now), now);
        }
    }

    private void scopeFailed(Scope scope, @Nullable String error, @Nullable String cause, Instant now) {
        // AWS: nothing matches States.Runtime, so no Parallel or Map around it has a say.
        if (scope.owner == null || ErrorNames.RUNTIME.equals(error)) {
            fail(scope.run, error, cause, now);
        } else {
            fans.failed(scope.owner, scope, error, cause, now);
        }
    }

    private void fail(Run run, @Nullable String error, @Nullable String cause, Instant now) {
        end(run, Execution.Status.FAILED, "ExecutionFailed", ErrorMatch.reported(error), cause, now);
    }

    /** Ends an execution because of a bug in what the interpreter was given. */
    void failOnBug(Run run, RuntimeException bug, Instant now) {
        fail(run, ErrorNames.RUNTIME, bug.toString(), now);
    }

    void abort(Run run, @Nullable String error, @Nullable String cause, Instant now) {
        end(run, Execution.Status.ABORTED, "ExecutionAborted", error, cause, now);
    }

    void endLoop(Due due, int steps) {
        Run run = due.run();
        String where = due.action() instanceof Action.Enter(var _, String state, var _)
                ? ", last to enter \"" + state + "\""
                : "";
        fail(
                run,
                ErrorNames.RUNTIME,
                "Execution " + run.executionArn + " took " + steps + " steps without time going by" + where
                        + ": it loops; put a Wait into the loop",
                due.at());
    }

    private void end(
            Run run,
            Execution.Status status,
            String event,
            @Nullable String error,
            @Nullable String cause,
            Instant now) {
        if (!run.isRunning()) {
            return;
        }
        run.root.cancel(queue, tokens);
        queue.cancel(run.timeout);
        run.status = status;
        run.error = error;
        run.cause = cause;
        run.stoppedAt = now;
        run.history.execution(run.root, event, run.output, error, cause, now);
        listener.statusChanged(run.snapshot());
    }

    private static String what(Visit visit, String part) {
        return "The " + part + " of the state '" + visit.name + "'";
    }
}
