package dev.homing.app.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.app.CallsMade;
import dev.homing.app.SideBySide;
import dev.homing.app.SmallShop;
import dev.homing.app.TestCampaigns;
import dev.homing.app.port.Campaigns;
import dev.homing.app.port.Journeys;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.campaign.Shop;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SetUpShopTest {
    private static final int MANY = 300;

    private final SmallShop shop = new SmallShop();

    @Test
    void looksAtEachOfThreeHundredCampaignsOnce() {
        for (int i = 0; i < MANY; i++) {
            Campaign.Version cart = TestCampaigns.cartRecovery();
            shop.publish(TestCampaigns.as(cart, "campaign-" + i, cart.trigger()));
        }
        List<Campaign.Version> starters =
                List.of(TestCampaigns.cartRecovery(), TestCampaigns.paymentFailed(), SaveCampaignTest.welcome());
        Shop settings = Objects.requireNonNull(shop.ports.campaigns.current().shop());
        CallsMade calls = new CallsMade();
        SetUpShop setUp = new SetUpShop(
                calls.of(Campaigns.class, shop.ports.campaigns),
                calls.of(Journeys.class, shop.journeys),
                SideBySide.ONE_BY_ONE);

        assertThat(setUp.run(settings, starters, shop.now())).containsExactly("welcome");
        assertThat(calls.made())
                .isEqualTo(Map.of(
                        "Campaigns.latest", 1,
                        "Campaigns.draft", 1,
                        "Campaigns.save", 1,
                        "Campaigns.version", MANY + 1,
                        "Journeys.upToDate", MANY + 1));

        calls.forget();
        assertThat(setUp.run(settings, starters, shop.now())).isEmpty();
        assertThat(calls.made()).doesNotContainKeys("Campaigns.save", "Campaigns.executable", "Journeys.publish");
    }
}
