package dev.homing.app.campaign;

import dev.homing.app.broadcast.SettleRecipient;
import dev.homing.app.customer.EndRun;
import dev.homing.app.customer.Tries;
import dev.homing.app.port.Backoff;
import dev.homing.app.port.Campaigns;
import dev.homing.app.port.Journeys;
import dev.homing.app.port.OutcomeQueue;
import dev.homing.app.port.OutcomeQueue.Job;
import dev.homing.app.port.Runs;
import dev.homing.app.port.Timeline;
import dev.homing.domain.Retention;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.event.TimelineKey;
import dev.homing.domain.id.RunId;
import dev.homing.domain.reason.Decision;
import dev.homing.domain.reason.Reason;
import dev.homing.domain.reason.Reason.Code;
import dev.homing.domain.run.Run;
import java.time.Instant;
import java.util.List;

/**
 * Takes somebody out of a campaign: the run is closed, which every guard reads before anything more goes out, and then all who know of it are told.
 * Doing it again, after a crash anywhere, ends the same.
 */
public final class TakeOut {
    private final EndRun endRun;
    private final Runs runs;
    private final Campaigns campaigns;
    private final Timeline timeline;
    private final Journeys journeys;
    private final OutcomeQueue outcomeQueue;
    private final SettleRecipient settleRecipient;
    private final Tries tries;

    public TakeOut(
            EndRun endRun,
            Runs runs,
            Campaigns campaigns,
            Timeline timeline,
            Journeys journeys,
            OutcomeQueue outcomeQueue,
            SettleRecipient settleRecipient,
            Backoff backoff) {
        this.endRun = endRun;
        this.runs = runs;
        this.campaigns = campaigns;
        this.timeline = timeline;
        this.journeys = journeys;
        this.outcomeQueue = outcomeQueue;
        this.settleRecipient = settleRecipient;
        this.tries = new Tries(backoff);
    }

    public sealed interface Result {
        record TakenOut(Run run) implements Result {}

        /** It came to its end before. */
        record Over(Run run) implements Result {}

        /** There is no such run in this campaign. */
        record NotFound() implements Result {}
    }

    /**
     * Closes a run at once; the outcomes queue does the rest.
     *
     * @param by who does it
     */
    public Result byHand(String campaign, RunId id, String by, Instant now) {
        Result result = tries.until("The run " + id, () -> {
            Run run = runs.find(id);
            if (run == null || !run.campaign().equals(campaign)) {
                return new Result.NotFound();
            }
            if (!run.open()) {
                Reason why = run.endedBy();
                return why != null && why.code() == Code.TAKEN_OUT ? new Result.TakenOut(run) : new Result.Over(run);
            }
            Run ended = run.exited(Reason.of(Code.TAKEN_OUT, "by", by), now);
            return runs.save(ended, run.startedAt().plus(Retention.ACTIVITY)) ? new Result.TakenOut(ended) : null;
        });
        if (result instanceof Result.TakenOut) {
            // Once more where it was closed before: whoever did that may have been interrupted here.
            outcomeQueue.enqueue(new Job.TakenOut(id));
        }
        return result;
    }

    /** What follows from a run's having been closed by hand. */
    public void finish(RunId id, Instant now) {
        Run run = runs.find(id);
        if (run == null || run.endedBy() == null) {
            return;
        }
        Campaign.Version version = campaigns.version(run.campaign(), run.campaignVersion());
        if (version.executable() != null) {
            journeys.stop(version, id, run.leg(), run.endedBy().code().key());
        }
        end(id, run.endedBy(), now);
    }

    /** Ends a run that has no execution, or whose execution was stopped. */
    void end(RunId id, Reason why, Instant now) {
        endRun.exit(id, why, now);
        Run run = runs.find(id);
        if (run != null && run.endedBy() != null && run.endedAt() != null) {
            timeline.put(
                    new Timeline.Entry(
                            id.customer(),
                            TimelineKey.of(run.endedAt(), "ended-" + id.hash()),
                            run.endedAt(),
                            null,
                            List.of(new Decision(run.campaign(), Decision.Kind.ENDED, run.endedBy())),
                            List.of()),
                    now.plus(Retention.ACTIVITY));
        }
        settleRecipient.by(id, now);
    }
}
