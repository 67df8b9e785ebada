package dev.homing.app.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.app.SmallShop;
import dev.homing.domain.campaign.Campaign;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A campaign that was ended decides nothing any more. */
class EndedCampaignTest {
    private final SmallShop shop = new SmallShop();

    private void end(String campaign) {
        shop.ports.campaigns.status(campaign, Campaign.Status.ENDED, shop.now());
    }

    @Test
    void startsNoDelayAndNoRun_whenAnEventOfItsTriggerArrives() {
        end("cart-recovery");
        end("payment-failed");
        shop.advance(Duration.ofSeconds(1));
        shop.receive(
                shop.storefront.identify("i1", "ada", null),
                shop.storefront.added("e1", "ada", "A", "10.00"),
                shop.storefront.track("p1", "ada", "Payment Failed", Map.of("order_id", "order-1")));

        assertThat(shop.ports.timers.armed()).isEmpty();
        assertThat(shop.ports.runs.all()).isEmpty();
        assertThat(shop.ports.sendQueue.take()).isEmpty();
        assertThat(shop.journeys.started()).isEmpty();
        assertThat(shop.state(SmallShop.ADA).runs().iterator()).isExhausted();
        assertThat(shop.state(SmallShop.ADA).pending()).isEmpty();
        assertThat(shop.ports.timeline.newest(SmallShop.ADA, null, 10))
                .isNotEmpty()
                .allSatisfy(entry -> assertThat(entry.decisions()).isEmpty());
    }

    @Test
    void startsNoRun_whenADelayThatBeganBeforeIsOver() {
        shop.receive(shop.storefront.identify("i1", "ada", null), shop.storefront.added("e1", "ada", "A", "10.00"));
        assertThat(shop.ports.timers.armed()).hasSize(1);
        end("cart-recovery");
        shop.advance(Duration.ofMinutes(30));
        shop.fireTimers();

        assertThat(shop.ports.runs.all()).isEmpty();
        assertThat(shop.journeys.started()).isEmpty();
        assertThat(shop.ports.timers.armed()).isEmpty();
    }
}
