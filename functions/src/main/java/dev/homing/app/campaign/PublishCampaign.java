package dev.homing.app.campaign;

import dev.homing.app.port.Campaigns;
import dev.homing.app.port.Journeys;
import dev.homing.domain.campaign.Campaign;
import java.time.Instant;
import java.util.List;

/** Makes what was saved a version: people under way stay on theirs, whoever comes next gets this one. */
public final class PublishCampaign {
    private final Campaigns campaigns;
    private final Journeys journeys;

    public PublishCampaign(Campaigns campaigns, Journeys journeys) {
        this.campaigns = campaigns;
        this.journeys = journeys;
    }

    /**
     * @param draft valid; its number and executable are given here
     * @return the campaign as it stands now: a new one is a draft, an existing one keeps its status
     */
    public Campaign publish(Campaign.Version draft, Instant now) {
        while (true) {
            List<Campaign.Version> before = campaigns.versions(draft.campaign());
            int number = before.isEmpty() ? 1 : before.getLast().number() + 1;
            Campaign known = campaigns.latest().campaign(draft.campaign());
            Campaign.Status status = known == null ? Campaign.Status.DRAFT : known.status();
            Campaign.Version numbered = draft.published(number, null, now);
            String executable = numbered.flow().onlyMessage() == null ? journeys.publish(numbered) : null;
            Campaign campaign = new Campaign(draft.campaign(), status, draft.published(number, executable, now));
            if (campaigns.publish(campaign)) {
                return campaign;
            }
        }
    }
}
