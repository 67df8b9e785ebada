package dev.homing.asl.interpreter;

import com.fasterxml.jackson.databind.JsonNode;
import dev.homing.asl.StateMachine;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Runs executions in virtual time. Nothing happens but in {@link #runDue}, which does what has fallen due, in the order of
 * (time, sequence) and each thing at its own time, however late it is called. No clock is read.
 *
 * <p>Not safe for use by several threads at once: the caller synchronises. It may be called back from its {@link TaskRunner}
 * and its {@link ExecutionListener}, except for {@link #runDue}.
 */
public final class Interpreter {
    private final Limits limits;
    private final DueQueue queue = new DueQueue();
    private final Tokens tokens;
    private final Walk walk;
    private final ExecutionListener listener;
    private final Map<String, Run> runs = new LinkedHashMap<>();
    private boolean running;

    /**
     * @param tasks does what Task states ask for
     * @param random for jitter, tokens, {@code $random} and {@code $uuid}; seed it for repeatable runs
     */
    public Interpreter(TaskRunner tasks, RandomGenerator random) {
        this(tasks, random, Limits.aws(), _ -> {});
    }

    /** @param listener hears of every start and end */
    public Interpreter(TaskRunner tasks, RandomGenerator random, Limits limits, ExecutionListener listener) {
        this.limits = limits;
        this.listener = listener;
        this.tokens = new Tokens(random);
        this.walk = new Walk(queue, tokens, new Evaluator(random, limits.payloadBytes()), tasks, random, listener);
    }

    /**
     * Records a new execution; its first state is due now.
     *
     * @param machine a valid one, see {@link dev.homing.asl.AslValidator}
     * @throws IllegalArgumentException when there is an execution of this ARN already, or the input is over the limit
     */
    public Execution start(
            String executionArn,
            String stateMachineArn,
            String name,
            StateMachine machine,
            JsonNode input,
            Instant now) {
        if (runs.containsKey(executionArn)) {
            throw new IllegalArgumentException(
                    "There is an execution " + executionArn + " already; give every execution a name of its own");
        }
        if (Payloads.bytes(input) > limits.payloadBytes()) {
            throw new IllegalArgumentException("The input of " + executionArn + " is over " + limits.payloadBytes()
                    + " bytes; pass ids instead of data");
        }
        Run run = new Run(executionArn, stateMachineArn, name, machine, input, now, limits.historyEvents());
        runs.put(executionArn, run);
        run.history.execution(run.root, "ExecutionStarted", input, null, null, now);
        if (machine.timeoutSeconds() != null) {
            Instant latest = now.plusSeconds(machine.timeoutSeconds());
            run.timeout = queue.add(latest, run, new Action.ExecutionTimedOut());
        }
        walk.enterLater(run.root, machine.startAt(), input, now);
        Execution started = run.snapshot();
        listener.statusChanged(started);
        return started;
    }

    /** The earliest moment at which anything happens by itself; empty when all executions are over or wait for tokens. */
    public Optional<Instant> nextDue() {
        return queue.first();
    }

    /**
     * Does everything due at or before now. An execution that takes more steps than {@link Limits#stepsAtOneInstant} without
     * time going by fails with States.Runtime and a cause that names it.
     *
     * @return the number of steps done
     * @throws IllegalStateException when it is called from within itself
     */
    public int runDue(Instant now) {
        if (running) {
            throw new IllegalStateException("runDue is already at work; a TaskRunner must not call it");
        }
        running = true;
        try {
            int steps = 0;
            for (Due due = queue.poll(now); due != null; due = queue.poll(now)) {
                steps++;
                if (due.run().countStep(due.at()) > limits.stepsAtOneInstant()) {
                    walk.endLoop(due, limits.stepsAtOneInstant());
                } else {
                    walk.perform(due);
                }
            }
            return steps;
        } finally {
            running = false;
        }
    }

    /** Completes a task with its result: AWS's SendTaskSuccess. The execution goes on at the next {@link #runDue}. */
    public TokenResult taskSucceeded(String token, JsonNode output, Instant now) {
        return complete(token, new TaskOutcome.Succeeded(output), now);
    }

    /** Fails a task: AWS's SendTaskFailure. The execution goes on at the next {@link #runDue}. */
    public TokenResult taskFailed(String token, @Nullable String error, @Nullable String cause, Instant now) {
        return complete(token, new TaskOutcome.Failed(error, cause), now);
    }

    /** Begins a task's HeartbeatSeconds anew, not its TimeoutSeconds: AWS's SendTaskHeartbeat. */
    public TokenResult heartbeat(String token, Instant now) {
        Visit visit = tokens.open(token);
        if (visit == null || isOverdue(visit, now)) {
            return refused(token, visit);
        }
        if (visit.heartbeat != null) {
            queue.cancel(visit.heartbeat);
            visit.heartbeat = queue.add(
                    now.plusSeconds(visit.heartbeatSeconds), visit.scope.run, new Action.HeartbeatMissed(visit));
        }
        return new TokenResult.Accepted();
    }

    private TokenResult complete(String token, TaskOutcome outcome, Instant now) {
        Visit visit = tokens.open(token);
        if (visit == null || isOverdue(visit, now)) {
            return refused(token, visit);
        }
        visit.settle(queue, tokens);
        visit.next = queue.add(now, visit.scope.run, new Action.TaskDone(visit, outcome));
        return new TokenResult.Accepted();
    }

    private static boolean isOverdue(Visit visit, Instant now) {
        return visit.isOverdue(now) || visit.scope.run.isOverdue(now);
    }

    private TokenResult refused(String token, @Nullable Visit visit) {
        return visit != null || tokens.isClosed(token) ? new TokenResult.TimedOut() : new TokenResult.Unknown();
    }

    /**
     * Stops an execution; its status is ABORTED at once. Nothing happens when it has ended already.
     *
     * @throws IllegalArgumentException when there is no such execution
     */
    public void stop(String executionArn, @Nullable String error, @Nullable String cause, Instant now) {
        walk.abort(run(executionArn), error, cause, now);
    }

    /** The execution as it stands; empty when there is none of this ARN. */
    public Optional<Execution> execution(String executionArn) {
        return Optional.ofNullable(runs.get(executionArn)).map(Run::snapshot);
    }

    /** All executions as they stand, in the order of their starts. */
    public List<Execution> executions() {
        return runs.values().stream().map(Run::snapshot).toList();
    }

    /**
     * What has happened to an execution so far, oldest first.
     *
     * @throws IllegalArgumentException when there is no such execution
     */
    public List<HistoryEvent> history(String executionArn) {
        return run(executionArn).history.events();
    }

    /**
     * Drops an execution that has ended, to free its memory. Its tokens are unknown from then on.
     *
     * @throws IllegalArgumentException when there is no such execution
     * @throws IllegalStateException when it is running
     */
    public void forget(String executionArn) {
        Run run = run(executionArn);
        if (run.isRunning()) {
            throw new IllegalStateException(executionArn + " is running; stop it first");
        }
        tokens.forget(run.tokens);
        runs.remove(executionArn);
    }

    private Run run(String executionArn) {
        Run run = runs.get(executionArn);
        if (run == null) {
            throw new IllegalArgumentException("There is no execution " + executionArn);
        }
        return run;
    }
}
