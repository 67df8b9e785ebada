package dev.homing.app.campaign;

import dev.homing.app.observe.FireTimer;
import dev.homing.app.observe.FireTimer.Dropped;
import dev.homing.app.port.Campaigns;
import dev.homing.app.port.Held;
import dev.homing.app.port.Held.Kept;
import dev.homing.app.port.Held.Place;
import dev.homing.app.port.Journeys;
import dev.homing.app.port.OutcomeQueue;
import dev.homing.app.port.OutcomeQueue.Job;
import dev.homing.app.port.Runs;
import dev.homing.app.port.SendJob;
import dev.homing.app.port.SendQueue;
import dev.homing.app.port.Unavailable;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.campaign.Resume;
import dev.homing.domain.flow.Node;
import dev.homing.domain.id.Visit;
import dev.homing.domain.reason.Reason;
import dev.homing.domain.reason.Reason.Code;
import dev.homing.domain.run.Leg;
import dev.homing.domain.run.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lets go on what was kept while a campaign was paused: a page at a time, with a pause between pages, so that a long list neither meets the
 * limits of Step Functions nor floods a provider. Nothing once the campaign is paused again.
 */
public final class ReleasePlaces {
    /** With {@link #EVERY}: 50 a second, a third of the executions that the smallest regions start in a second. */
    static final int AT_A_TIME = 100;

    static final Duration EVERY = Duration.ofSeconds(2);

    private static final Reason ENDED = Reason.of(Code.ENDED_ON_RESUME);

    private final Campaigns campaigns;
    private final Runs runs;
    private final Held held;
    private final Journeys journeys;
    private final SendQueue sendQueue;
    private final OutcomeQueue outcomeQueue;
    private final FireTimer fireTimer;
    private final TakeOut takeOut;

    public ReleasePlaces(
            Campaigns campaigns,
            Runs runs,
            Held held,
            Journeys journeys,
            SendQueue sendQueue,
            OutcomeQueue outcomeQueue,
            FireTimer fireTimer,
            TakeOut takeOut) {
        this.campaigns = campaigns;
        this.runs = runs;
        this.held = held;
        this.journeys = journeys;
        this.sendQueue = sendQueue;
        this.outcomeQueue = outcomeQueue;
        this.fireTimer = fireTimer;
        this.takeOut = takeOut;
    }

    /**
     * Releases a page, and has the next one released later.
     *
     * @throws Unavailable where something could not go on now; it and what is behind it keep their places
     */
    public void release(String key, Instant now) {
        Campaign campaign = campaigns.latest().campaign(key);
        if (campaign == null || !campaign.active()) {
            return;
        }
        List<Kept> places = held.of(key, AT_A_TIME);
        for (Kept kept : places) {
            Resume resume = campaign.pauses().resumed(kept.since());
            boolean gone =
                    switch (kept.place()) {
                        case Place.Step(Visit visit) -> goOn(visit, resume, now);
                        case Place.Delay delay ->
                            fireTimer.fire(delay.customer(), delay.timerId(), dropped(resume, campaign.since()), now);
                    };
            if (gone) {
                held.remove(key, kept.place());
            }
        }
        if (places.size() == AT_A_TIME) {
            outcomeQueue.enqueue(new Job.Release(key), EVERY);
        }
    }

    private static @Nullable Dropped dropped(Resume resume, Instant resumedAt) {
        return switch (resume) {
            case CONTINUE -> null;
            case SKIP_OVERDUE -> new Dropped(Reason.of(Code.OVERDUE_IN_PAUSE), resumedAt);
            case END -> new Dropped(ENDED, resumedAt);
        };
    }

    /** Nothing for a run that is over, or that went on in another generation. */
    private boolean goOn(Visit visit, Resume resume, Instant now) {
        Run run = runs.find(visit.run());
        if (run != null && ENDED.equals(run.endedBy())) {
            // Whoever ended it may have been interrupted.
            takeOut.end(run.id(), ENDED, now);
            return true;
        }
        if (run == null || !run.open() || !run.leg().equals(new Leg(visit.generation(), visit.node()))) {
            return true;
        }
        if (resume == Resume.END) {
            takeOut.end(run.id(), ENDED, now);
            return true;
        }
        // An overdue message is skipped by whoever is asked to send it, so that the flow goes its way.
        Campaign.Version version = campaigns.version(run.campaign(), run.campaignVersion());
        Node.Message only = version.flow().onlyMessage();
        if (only == null) {
            journeys.start(version, run.id(), run.leg(), run.since());
        } else {
            sendQueue.enqueue(new SendJob(visit, only.channel(), null));
        }
        return true;
    }
}
