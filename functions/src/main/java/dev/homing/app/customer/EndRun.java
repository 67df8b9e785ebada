package dev.homing.app.customer;

import dev.homing.app.port.CustomerStates;
import dev.homing.app.port.Runs;
import dev.homing.domain.Decision;
import dev.homing.domain.Retention;
import dev.homing.domain.id.RunId;
import dev.homing.domain.run.Run;
import dev.homing.domain.state.ActiveRun;
import dev.homing.domain.state.CustomerState;
import dev.homing.domain.state.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Records that a run's flow is over, so that the campaign can start for the customer again; and that the start of a run of one message, which
 * stays pending until then, is done.
 */
public final class EndRun {
    private final CustomerStates states;
    private final CustomerLookup lookup;
    private final Runs runs;

    public EndRun(CustomerStates states, Runs runs) {
        this.states = states;
        this.lookup = new CustomerLookup(states);
        this.runs = runs;
    }

    /** How an execution ended; one that was stopped was closed before. */
    public enum How {
        SUCCEEDED,
        FAILED,
        STOPPED
    }

    /** Ends a run; one that is closed already stays as it is. */
    public void end(RunId id, How how, Instant at, Instant now) {
        end(
                id,
                run -> switch (how) {
                    case SUCCEEDED -> run.completed(at);
                    case FAILED, STOPPED -> run.exited(Decision.Code.ENDED_BY_FAILURE, at);
                },
                now);
    }

    /** Ends a run before its flow is over; one that is closed already stays as it is. */
    public void exit(RunId id, Decision.Code why, Instant now) {
        end(id, run -> run.exited(why, now), now);
    }

    private void end(RunId id, UnaryOperator<Run> change, Instant now) {
        while (true) {
            Run run = runs.find(id);
            if (run == null) {
                break;
            }
            Run ended = change.apply(run);
            if (ended.equals(run) || runs.save(ended, run.startedAt().plus(Retention.ACTIVITY))) {
                break;
            }
        }
        while (true) {
            CustomerState state = lookup.resolve(id.customer(), now);
            List<ActiveRun> left =
                    state.runs().stream().filter(run -> !run.id().equals(id)).toList();
            List<Outcome> pending = state.pending().stream()
                    .filter(outcome -> !(outcome instanceof Outcome.StartRun start
                            && start.run().equals(id)))
                    .toList();
            CustomerState after = state.withRuns(left).withPending(pending);
            if (after.equals(state) || states.save(after)) {
                return;
            }
        }
    }
}
