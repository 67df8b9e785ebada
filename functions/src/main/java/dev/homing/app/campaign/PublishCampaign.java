package dev.homing.app.campaign;

import dev.homing.app.port.Campaigns;
import dev.homing.app.port.Journeys;
import dev.homing.domain.campaign.Campaign;
import java.time.Instant;

/** Makes what was saved a version: people under way stay on theirs, whoever comes next gets this one. */
public final class PublishCampaign {
    private final Campaigns campaigns;
    private final Journeys journeys;

    public PublishCampaign(Campaigns campaigns, Journeys journeys) {
        this.campaigns = campaigns;
        this.journeys = journeys;
    }

    /**
     * The number is taken first: who publishes at the same time gets another one, and no executable is made for a version that then loses.
     *
     * @param draft valid; its number and executable are given here
     * @return the campaign as it stands now: a new one is a draft, an existing one keeps its status
     */
    public Campaign publish(Campaign.Version draft, Instant now) {
        Campaign.Version numbered = draft.published(campaigns.nextNumber(draft.campaign()), null, now);
        String executable = numbered.flow().onlyMessage() == null ? journeys.publish(numbered) : null;
        return campaigns.publish(numbered.published(numbered.number(), executable, now), Campaign.Status.DRAFT);
    }
}
