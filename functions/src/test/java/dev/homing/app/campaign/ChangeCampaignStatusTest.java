package dev.homing.app.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.app.SmallShop;
import dev.homing.app.TestCampaigns;
import dev.homing.app.campaign.ChangeCampaignStatus.Result;
import dev.homing.app.port.OutcomeQueue;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.campaign.Draft;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.flow.Flow;
import dev.homing.domain.flow.Node;
import dev.homing.domain.flow.Until;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

class ChangeCampaignStatusTest {
    private final SmallShop shop = new SmallShop();
    private final ChangeCampaignStatus status = shop.wiring.changeCampaignStatus();

    private Campaign.Status now(String campaign) {
        Campaign found = shop.ports.campaigns.current().campaign(campaign);
        return found == null ? Campaign.Status.DRAFT : found.status();
    }

    @Test
    void pausesAndActivates() {
        assertThat(status.pause("cart-recovery", shop.now()))
                .isInstanceOfSatisfying(
                        Result.Changed.class,
                        changed -> assertThat(changed.campaign().status()).isEqualTo(Campaign.Status.PAUSED));
        assertThat(now("cart-recovery")).isEqualTo(Campaign.Status.PAUSED);
        assertThat(status.pause("cart-recovery", shop.now()))
                .as("twice is once")
                .isInstanceOf(Result.Changed.class);
        assertThat(status.activate("cart-recovery", "ann", null, shop.now())).isInstanceOf(Result.Changed.class);
        assertThat(now("cart-recovery")).isEqualTo(Campaign.Status.ACTIVE);
    }

    @Test
    void refusesWhatMakesNoSense_andSaysWhatToDo() {
        assertThat(status.pause("unknown", shop.now())).isEqualTo(new Result.NotFound());
        assertThat(status.activate("unknown", "ann", null, shop.now())).isEqualTo(new Result.NotFound());
        shop.ports.campaigns.save(new Draft(SaveCampaignTest.welcome(), 0, 0, "bea", shop.now()));
        assertThat(status.pause("welcome", shop.now()))
                .isInstanceOfSatisfying(Result.Refused.class, refused -> assertThat(refused.why())
                        .contains("activate it first"));
        shop.ports.campaigns.status("cart-recovery", Campaign.Status.ENDED, shop.now());
        assertThat(status.activate("cart-recovery", "ann", null, shop.now()))
                .isInstanceOfSatisfying(Result.Refused.class, refused -> assertThat(refused.why())
                        .contains("save it under another key"));
        assertThat(now("cart-recovery")).isEqualTo(Campaign.Status.ENDED);
    }

    @Test
    void hasWhatWasHeldReleasedByTheQueue_whenItIsActivated() {
        status.pause("cart-recovery", shop.now());
        assertThat(shop.ports.outcomeQueue.take()).isEmpty();
        status.activate("cart-recovery", "ann", null, shop.now());
        assertThat(shop.ports.outcomeQueue.take()).containsExactly(new OutcomeQueue.Job.Release("cart-recovery"));
    }

    @Test
    void refusesAFlowThatCouldWaitForLongerThanARunIsKept_alsoWhereOnlyTheDateMakesItSo() {
        SequencedMap<String, Node> nodes = new LinkedHashMap<>();
        Until someDay = new Until.Date(LocalDateTime.parse("2028-01-01T09:00"));
        nodes.put("wait", new Node.Wait("wait", "Wait", someDay, "email"));
        nodes.put("email", Node.Message.then("email", "Email", Channel.EMAIL, "cart-email", "end"));
        nodes.put("end", new Node.End("end", "End"));
        Campaign.Version cart = TestCampaigns.with(new Flow("wait", nodes));
        shop.ports.campaigns.save(
                new Draft(TestCampaigns.as(cart, "welcome", cart.trigger()), 0, 0, "bea", shop.now()));
        assertThat(status.activate("welcome", "ann", null, shop.now()))
                .isInstanceOfSatisfying(Result.Refused.class, refused -> assertThat(refused.why())
                        .contains("could wait for 405 days", "shorten its waits"));
        shop.ports.campaigns.save(new Draft(cart, 1, 0, "bea", shop.now()));
        assertThat(shop.wiring.publishCampaign().draft("cart-recovery", "ann", null, shop.now()))
                .isInstanceOfSatisfying(PublishCampaign.Result.Refused.class, refused -> assertThat(refused.why())
                        .contains("could wait for 405 days"));
    }
}
