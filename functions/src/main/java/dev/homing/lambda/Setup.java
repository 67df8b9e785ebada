package dev.homing.lambda;

import dev.homing.adapter.json.CampaignFile;
import dev.homing.app.PublishCampaign;
import dev.homing.app.port.Campaigns;
import dev.homing.app.port.Renderer;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.campaign.Shop;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Brings the shop's settings up to date, and the starter campaigns that are not there yet as drafts; what people made of a starter stays as
 * it is. Doing it again changes nothing.
 */
final class Setup {
    private final Campaigns campaigns;
    private final PublishCampaign publishCampaign;
    private final Renderer renderer;
    private final Shop shop;
    private final Supplier<Instant> clock;

    Setup(Campaigns campaigns, PublishCampaign publishCampaign, Renderer renderer, Shop shop, Supplier<Instant> clock) {
        this.campaigns = campaigns;
        this.publishCampaign = publishCampaign;
        this.renderer = renderer;
        this.shop = shop;
        this.clock = clock;
    }

    /** @return keys of the campaigns that are new */
    List<String> run() {
        if (!shop.equals(campaigns.current().shop())) {
            campaigns.shop(shop);
        }
        List<String> published = new ArrayList<>();
        for (String path : StarterFiles.campaigns()) {
            switch (CampaignFile.open(path, StarterFiles::text, renderer)) {
                case CampaignFile.Reading.Valid(Campaign.Version starter) -> {
                    if (campaigns.current().campaign(starter.campaign()) == null) {
                        publishCampaign.publish(starter, clock.get());
                        published.add(starter.campaign());
                    }
                }
                case CampaignFile.Reading.Invalid(List<CampaignFile.Problem> problems) ->
                    throw new IllegalStateException("Starter " + path + ": " + problems);
            }
        }
        return published;
    }
}
