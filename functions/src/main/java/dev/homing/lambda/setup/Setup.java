package dev.homing.lambda.setup;

import dev.homing.adapter.file.CampaignFile;
import dev.homing.app.campaign.SetUpShop;
import dev.homing.app.port.Renderer;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.campaign.Shop;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What a deployment brings along: the settings it was given, and the starters that are packed with it. */
public final class Setup {
    private final SetUpShop setUpShop;
    private final Renderer renderer;
    private final Shop shop;
    private final Supplier<String> pushKey;
    private final Supplier<Instant> clock;

    /** @param pushKey the public key of the shop's push notifications, which is made where there is none */
    public Setup(SetUpShop setUpShop, Renderer renderer, Shop shop, Supplier<String> pushKey, Supplier<Instant> clock) {
        this.setUpShop = setUpShop;
        this.renderer = renderer;
        this.shop = shop;
        this.pushKey = pushKey;
        this.clock = clock;
    }

    /** @return keys of the campaigns that are new, and of those whose executables are */
    public List<String> run() {
        List<Campaign.Version> starters = new ArrayList<>();
        for (String path : StarterFiles.campaigns()) {
            switch (CampaignFile.open(path, StarterFiles::text, renderer)) {
                case CampaignFile.Reading.Valid(Campaign.Version starter) -> starters.add(starter);
                case CampaignFile.Reading.Invalid(List<CampaignFile.Problem> problems) ->
                    throw new IllegalStateException("Starter " + path + ": " + problems);
            }
        }
        return setUpShop.run(shop.withPushKey(pushKey.get()), starters, clock.get());
    }

    public void undo() {
        setUpShop.undo();
    }
}
