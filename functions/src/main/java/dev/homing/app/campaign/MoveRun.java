package dev.homing.app.campaign;

import dev.homing.app.customer.ChangeCustomer;
import dev.homing.app.customer.Tries;
import dev.homing.app.port.Backoff;
import dev.homing.app.port.Campaigns;
import dev.homing.app.port.CustomerStates;
import dev.homing.app.port.Journeys;
import dev.homing.app.port.Runs;
import dev.homing.domain.Retention;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.flow.Node;
import dev.homing.domain.id.RunId;
import dev.homing.domain.run.Leg;
import dev.homing.domain.run.Run;
import dev.homing.domain.state.CustomerState;
import java.time.Instant;

/**
 * Moves a run to a step of another version of its campaign, or of its own. It goes on there in its next generation; whatever the present
 * one still does or reports is ignored. Doing it again, after a crash anywhere, ends the same.
 */
public final class MoveRun {
    private final Runs runs;
    private final ChangeCustomer changeCustomer;
    private final Tries tries;
    private final Campaigns campaigns;
    private final Journeys journeys;

    public MoveRun(CustomerStates states, Runs runs, Campaigns campaigns, Journeys journeys, Backoff backoff) {
        this.changeCustomer = new ChangeCustomer(states, backoff);
        this.tries = new Tries(backoff);
        this.runs = runs;
        this.campaigns = campaigns;
        this.journeys = journeys;
    }

    /**
     * What is to be done; the same object again means the same move.
     *
     * @param fromVersion the version that the run is on
     * @param fromLeg where it is on its way: with it, a move that was decided for another moment is told apart
     * @param toVersion the version to go on with
     * @param toNode id of the node there
     */
    public record Move(RunId run, int fromVersion, Leg fromLeg, int toVersion, String toNode) {
        Leg toLeg() {
            return new Leg(fromLeg.generation() + 1, toNode);
        }
    }

    public sealed interface Result {
        record Moved(Run run) implements Result {}

        /** @param why it stays where it is */
        record Stays(String why) implements Result {}
    }

    /**
     * @throws dev.homing.app.port.Unavailable where others changed the run at each try
     */
    public Result move(Move move, Instant now) {
        return tries.until("The run " + move.run(), () -> {
            Run run = runs.find(move.run());
            if (run == null || run.status() != Run.Status.ACTIVE) {
                return new Result.Stays("The run is over, or has no step to be moved from");
            }
            Campaign.Version target = campaigns.version(run.campaign(), move.toVersion());
            Node node = target.flow().nodes().get(move.toNode());
            if (node == null || node.ways().isEmpty()) {
                return new Result.Stays("Version " + move.toVersion() + " has no step \"" + move.toNode() + "\"");
            }
            boolean moved = run.leg().equals(move.toLeg()) && run.campaignVersion() == move.toVersion();
            if (!moved && !run.leg().equals(move.fromLeg())) {
                return new Result.Stays("The run went on since it was decided to move it");
            }
            Run after = moved ? run : run.moved(move.toVersion(), move.toLeg(), now);
            if (moved || runs.save(after, run.startedAt().plus(Retention.ACTIVITY))) {
                remember(after, target, now);
                journeys.start(target, run.id(), move.toLeg());
                Campaign.Version left = campaigns.version(run.campaign(), move.fromVersion());
                journeys.stop(left, run.id(), move.fromLeg(), "The run was moved to version " + move.toVersion());
                return new Result.Moved(after);
            }
            return null;
        });
    }

    /** The state item knows until when the run may be in progress; the new way may be longer. */
    private void remember(Run run, Campaign.Version target, Instant now) {
        Instant latestEnd = now.plus(
                target.flow().startingAt(String.valueOf(run.leg().from())).longest(now));
        changeCustomer.change(run.id().customer(), now, state -> {
            CustomerState after = state.withRuns(state.runs().stream()
                    .map(active -> active.id().equals(run.id()) ? active.moved(target.number(), latestEnd) : active)
                    .toList());
            return new ChangeCustomer.Decided<>(after, run.id());
        });
    }
}
