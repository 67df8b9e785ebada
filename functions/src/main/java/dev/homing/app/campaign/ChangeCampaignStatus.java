package dev.homing.app.campaign;

import dev.homing.app.port.Campaigns;
import dev.homing.app.port.Journeys;
import dev.homing.app.port.OutcomeQueue;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.campaign.Draft;
import dev.homing.domain.campaign.Resume;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Activates and pauses campaigns. Paused, nothing more is sent and nothing starts, and runs keep their place. */
public final class ChangeCampaignStatus {
    private final Campaigns campaigns;
    private final PublishCampaign publishCampaign;
    private final OutcomeQueue outcomeQueue;

    public ChangeCampaignStatus(Campaigns campaigns, Journeys journeys, OutcomeQueue outcomeQueue) {
        this.campaigns = campaigns;
        this.publishCampaign = new PublishCampaign(campaigns, journeys);
        this.outcomeQueue = outcomeQueue;
    }

    public sealed interface Result {
        record Changed(Campaign campaign) implements Result {}

        record NotFound() implements Result {}

        /** Somebody saved or published in between. */
        record Outdated(Edition.Change last) implements Result {}

        /** @param why and what can be done */
        record Refused(String why) implements Result {}
    }

    /**
     * Activates a campaign: of one that was never active, its draft goes live; of a paused one, what was held goes on, by the outcomes
     * queue and at its pace, and a draft stays one.
     *
     * @param resume what becomes of those who wait, where the campaign is paused
     * @param by who is answerable for it
     * @param expected tag of the edition that was looked at; null where nobody looked
     */
    public Result activate(String key, Resume resume, String by, @Nullable String expected, Instant now) {
        Edition found = Edition.of(campaigns, key);
        if (found == null) {
            return new Result.NotFound();
        }
        if (expected != null && !found.is(expected)) {
            return new Result.Outdated(found.last(campaigns));
        }
        Draft draft = found.draft();
        if (found.live() == null && draft != null) {
            String tooLong = draft.content().flow().tooLong(now);
            if (tooLong != null) {
                return new Result.Refused("In this flow " + tooLong);
            }
            Campaign published = publishCampaign.published(draft, by, now);
            lookAtEveryone(published);
            return new Result.Changed(published);
        }
        Result result = change(found.live(), Campaign.Status.ACTIVE, resume, now);
        if (result instanceof Result.Changed(Campaign changed)) {
            outcomeQueue.enqueue(new OutcomeQueue.Job.Release(key));
            // Nothing where they were looked at already; whoever activated it first may have been interrupted.
            lookAtEveryone(changed);
        }
        return result;
    }

    /** As above; whoever waits goes on. */
    public Result activate(String key, String by, @Nullable String expected, Instant now) {
        return activate(key, Resume.CONTINUE, by, expected, now);
    }

    /** Who is to be looked at when time may start the campaign for them. */
    private void lookAtEveryone(Campaign campaign) {
        if (campaign.trigger().start().asksByTime()) {
            outcomeQueue.enqueue(new OutcomeQueue.Job.Walk(campaign.keptSince(), null));
        }
    }

    public Result pause(String key, Instant now) {
        Campaign campaign = campaigns.latest().campaign(key);
        if (campaign == null && campaigns.draft(key) != null) {
            return new Result.Refused("A draft sends nothing and cannot be paused; activate it first");
        }
        return change(campaign, Campaign.Status.PAUSED, Resume.CONTINUE, now);
    }

    private Result change(@Nullable Campaign campaign, Campaign.Status status, Resume resume, Instant now) {
        if (campaign == null) {
            return new Result.NotFound();
        }
        if (campaign.status() == Campaign.Status.ENDED) {
            return new Result.Refused("The campaign was ended; save it under another key to run it again");
        }
        if (campaign.status() != status) {
            campaigns.status(campaign.key(), status, resume, now);
        }
        return new Result.Changed(campaign.with(status, resume, now));
    }
}
