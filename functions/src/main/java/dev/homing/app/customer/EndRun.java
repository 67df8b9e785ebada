package dev.homing.app.customer;

import dev.homing.app.port.Backoff;
import dev.homing.app.port.CustomerStates;
import dev.homing.app.port.Runs;
import dev.homing.domain.Retention;
import dev.homing.domain.id.RunId;
import dev.homing.domain.reason.Reason;
import dev.homing.domain.run.Run;
import dev.homing.domain.state.ActiveRun;
import dev.homing.domain.state.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Records that a run's flow is over, so that the campaign can start for the customer again; and that the start of a run of one message, which
 * stays pending until then, is done.
 */
public final class EndRun {
    private final ChangeCustomer changeCustomer;
    private final Runs runs;
    private final Tries tries;

    public EndRun(CustomerStates states, Runs runs, Backoff backoff) {
        this.changeCustomer = new ChangeCustomer(states, backoff);
        this.runs = runs;
        this.tries = new Tries(backoff);
    }

    /** How an execution ended; one that was stopped was closed before. */
    public enum How {
        SUCCEEDED,
        FAILED,
        STOPPED
    }

    /**
     * Ends a run; one that is closed already stays as it is, and nothing happens to one that goes on in a later generation.
     *
     * @param generation that came to its end
     */
    public void end(RunId id, int generation, How how, Instant at, Instant now) {
        boolean over = changed(id, generation, run -> switch (how) {
            case SUCCEEDED -> run.completed(at);
            case FAILED, STOPPED -> run.exited(Reason.of(Reason.Code.EXECUTION_FAILED), at);
        });
        if (over) {
            forget(id, now);
        }
    }

    /** Ends a run before its flow is over; one that is closed already stays as it is. */
    public void exit(RunId id, Reason why, Instant now) {
        changed(id, Integer.MAX_VALUE, run -> run.exited(why, now));
        forget(id, now);
    }

    /** @return false where the run left this generation behind */
    private boolean changed(RunId id, int generation, UnaryOperator<Run> change) {
        return tries.until("The run " + id, () -> {
            Run run = runs.find(id);
            if (run == null) {
                return true;
            }
            if (run.leftBehind(generation)) {
                return false;
            }
            Run ended = change.apply(run);
            boolean done = ended.equals(run) || runs.save(ended, run.startedAt().plus(Retention.ACTIVITY));
            return done ? true : null;
        });
    }

    private void forget(RunId id, Instant now) {
        changeCustomer.change(id.customer(), now, state -> {
            List<ActiveRun> left =
                    state.runs().stream().filter(run -> !run.id().equals(id)).toList();
            List<Outcome> pending = state.pending().stream()
                    .filter(outcome -> !(outcome instanceof Outcome.StartRun start
                            && start.run().equals(id)))
                    .toList();
            return new ChangeCustomer.Decided<>(state.withRuns(left).withPending(pending), id);
        });
    }
}
