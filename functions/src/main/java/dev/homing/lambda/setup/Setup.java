package dev.homing.lambda.setup;

import dev.homing.adapter.file.CampaignFile;
import dev.homing.app.campaign.PublishCampaign;
import dev.homing.app.port.Campaigns;
import dev.homing.app.port.Journeys;
import dev.homing.app.port.Renderer;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.campaign.Draft;
import dev.homing.domain.campaign.Shop;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Brings the shop's settings up to date, and the starter campaigns that are not there yet as drafts; what people made of a starter stays as
 * it is. Campaigns whose executables are not what this deployment would make of them are published anew: it may have other queues, or compile
 * flows better. Doing it again changes nothing.
 */
public final class Setup {
    private final Campaigns campaigns;
    private final PublishCampaign publishCampaign;
    private final Journeys journeys;
    private final Renderer renderer;
    private final Shop shop;
    private final Supplier<Instant> clock;

    public Setup(Campaigns campaigns, Journeys journeys, Renderer renderer, Shop shop, Supplier<Instant> clock) {
        this.campaigns = campaigns;
        this.publishCampaign = new PublishCampaign(campaigns, journeys);
        this.journeys = journeys;
        this.renderer = renderer;
        this.shop = shop;
        this.clock = clock;
    }

    /** @return keys of the campaigns that are new, or published anew */
    public List<String> run() {
        if (!shop.equals(campaigns.current().shop())) {
            campaigns.shop(shop);
        }
        List<String> published = new ArrayList<>();
        for (String path : StarterFiles.campaigns()) {
            switch (CampaignFile.open(path, StarterFiles::text, renderer)) {
                case CampaignFile.Reading.Valid(Campaign.Version starter) -> {
                    String key = starter.campaign();
                    if (campaigns.latest().campaign(key) == null && campaigns.draft(key) == null) {
                        campaigns.save(new Draft(starter, 0, 0, "", clock.get()));
                        published.add(key);
                    }
                }
                case CampaignFile.Reading.Invalid(List<CampaignFile.Problem> problems) ->
                    throw new IllegalStateException("Starter " + path + ": " + problems);
            }
        }
        for (Campaign.Version live : flows()) {
            if (!journeys.upToDate(live)) {
                publishCampaign.publish(live, "", clock.get());
                published.add(live.campaign());
            }
        }
        return published;
    }

    /** Removes the executables, which nothing else would: they were made while Homing ran. A later deployment makes them again. */
    public void undo() {
        flows().forEach(live -> journeys.remove(live.campaign()));
    }

    /** Live versions of the campaigns that have executables. */
    private List<Campaign.Version> flows() {
        return campaigns.latest().campaigns().values().stream()
                .filter(Campaign::executable)
                .map(campaign -> campaigns.version(campaign.key(), campaign.number()))
                .toList();
    }
}
