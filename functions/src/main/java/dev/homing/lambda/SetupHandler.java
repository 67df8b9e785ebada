package dev.homing.lambda;

import dev.homing.adapter.json.CampaignFile;
import dev.homing.adapter.json.ShopCodec;
import dev.homing.app.PublishCampaign;
import dev.homing.app.port.Campaigns;
import dev.homing.app.port.Renderer;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.campaign.Shop;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** Called by every deployment: brings the shop's settings up to date, and the starter campaigns that are not there yet as drafts. */
public final class SetupHandler implements JsonHandler {
    private final Campaigns campaigns;
    private final PublishCampaign publishCampaign;
    private final Renderer renderer;
    private final Shop shop;
    private final Supplier<Instant> clock;

    public SetupHandler() {
        this(Wiring.ofLambda(), ShopCodec.read(System.getenv("SHOP")), Instant::now);
    }

    SetupHandler(Wiring wiring, Shop shop, Supplier<Instant> clock) {
        this.campaigns = wiring.campaigns();
        this.publishCampaign = wiring.publishCampaign();
        this.renderer = wiring.renderer();
        this.shop = shop;
        this.clock = clock;
    }

    @Override
    public byte[] handle(byte[] event) {
        if (!shop.equals(campaigns.current().shop())) {
            campaigns.shop(shop);
        }
        for (String path : StarterFiles.campaigns()) {
            switch (CampaignFile.open(path, StarterFiles::text, renderer)) {
                case CampaignFile.Reading.Valid(Campaign.Version starter) -> publish(starter);
                case CampaignFile.Reading.Invalid(List<CampaignFile.Problem> problems) ->
                    throw new IllegalStateException("Starter " + path + ": " + problems);
            }
        }
        return "{}".getBytes(StandardCharsets.UTF_8);
    }

    private void publish(Campaign.Version starter) {
        if (campaigns.current().campaign(starter.campaign()) == null) {
            publishCampaign.publish(starter, clock.get());
        }
    }
}
