package dev.homing.app.campaign;

import static dev.homing.app.SmallShop.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.adapter.memory.MemoryJourneys.Ending;
import dev.homing.app.Chaos;
import dev.homing.app.MemoryPorts;
import dev.homing.app.SmallShop;
import dev.homing.app.World;
import dev.homing.app.campaign.ChangeCampaignStatus.Result;
import dev.homing.app.port.Held;
import dev.homing.app.port.OutcomeQueue;
import dev.homing.app.port.SendJob;
import dev.homing.app.send.SendMessage;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.campaign.Draft;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.id.RunId;
import dev.homing.domain.id.Visit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    void keepsAStep_untilTheCampaignIsActiveAgain() {
        SendJob job = shop.emailJob();
        status.pause("cart-recovery", shop.now());
        status.hold("cart-recovery", job, shop.now());
        assertThat(shop.ports.held.of("cart-recovery", 10)).containsExactly(job);
        assertThat(shop.journeys.ending(TOKEN)).isNull();
        status.activate("cart-recovery", "ann", null, shop.now());
        assertThat(shop.journeys.ending(TOKEN)).isEqualTo(new Ending.Resumed());
        assertThat(shop.ports.held.of("cart-recovery", 10)).isEmpty();
    }

    @Test
    void letsAStepGoOnAtOnce_whenTheCampaignWasResumedBeforeItWasHeld() {
        SendJob job = shop.emailJob();
        status.pause("cart-recovery", shop.now());
        status.activate("cart-recovery", "ann", null, shop.now());
        status.hold("cart-recovery", job, shop.now());
        assertThat(shop.journeys.ending(TOKEN)).isEqualTo(new Ending.Resumed());
        assertThat(shop.ports.held.of("cart-recovery", 10)).isEmpty();
    }

    @Test
    void sendsAMessageSoon_whenItsCampaignWasResumedWhileItWasHeld() {
        SendJob job = shop.paymentJob();
        shop.ports.campaigns.status("payment-failed", Campaign.Status.PAUSED, shop.now());
        SendMessage racing = new SendMessage(
                shop.ports.states,
                shop.ports.profiles,
                shop.ports.suppressions,
                shop.wiring.endRun(),
                shop.ports.runs,
                shop.ports.messages,
                shop.ports.campaigns,
                shop.journeys,
                new ResumedWhileHeld(shop),
                shop.ports.outcomeQueue,
                shop.ports.renderer(),
                shop.ports.sender,
                MemoryPorts.LINKS);
        assertThat(racing.send(job, shop.now())).isInstanceOf(SendMessage.Result.Later.class);
        assertThat(shop.ports.held.of("payment-failed", 10)).isEmpty();
        assertThat(racing.send(job, shop.now())).isInstanceOf(SendMessage.Result.Done.class);
        assertThat(shop.ports.sender.sent()).hasSize(1);
    }

    /** Whoever resumes looks for held messages before this one is held. */
    private record ResumedWhileHeld(SmallShop shop) implements Held {
        @Override
        public void put(String campaign, SendJob job, Instant heldAt) {
            shop.wiring.changeCampaignStatus().activate(campaign, "ann", null, shop.now());
            shop.ports.held.put(campaign, job, heldAt);
        }

        @Override
        public List<SendJob> of(String campaign, int limit) {
            return shop.ports.held.of(campaign, limit);
        }

        @Override
        public void remove(String campaign, SendJob job) {
            shop.ports.held.remove(campaign, job);
        }
    }

    @Test
    void letsAllGoOn_howeverManyWereHeld() {
        status.pause("payment-failed", shop.now());
        RunId run = shop.emailJob().run();
        for (int i = 0; i < 250; i++) {
            shop.ports.held.put(
                    "payment-failed", new SendJob(Visit.first(run, "pay" + i), Channel.EMAIL, null), shop.now());
        }
        status.activate("payment-failed", "ann", null, shop.now());
        // The first of them at once, the others in their own time.
        List<SendJob> going = new ArrayList<>(shop.ports.sendQueue.take());
        for (int i = 0; i < 2; i++) {
            assertThat(shop.ports.outcomeQueue.take()).containsExactly(new OutcomeQueue.Job.Release("payment-failed"));
            status.release("payment-failed");
            going.addAll(shop.ports.sendQueue.take());
        }
        assertThat(shop.ports.outcomeQueue.take()).isEmpty();
        assertThat(going).hasSize(250).doesNotHaveDuplicates();
        assertThat(shop.ports.held.of("payment-failed", 10)).isEmpty();
    }

    @Test
    void letsNobodyGoOn_whenItWasPausedAgain() {
        SendJob job = shop.paymentJob();
        status.pause("payment-failed", shop.now());
        shop.send(job);
        status.release("payment-failed");
        assertThat(shop.ports.sendQueue.take()).isEmpty();
        assertThat(shop.ports.held.of("payment-failed", 10)).containsExactly(job);
    }

    @ParameterizedTest
    @ValueSource(strings = {"before", "after"})
    void losesNobody_whenItIsKilledWhileItLetsThemGoOn(String when) {
        SendJob job = shop.paymentJob();
        status.pause("payment-failed", shop.now());
        shop.send(job);
        if (when.equals("before")) {
            shop.chaos.killBefore("SendQueue.enqueue");
        } else {
            shop.chaos.killAfter("SendQueue.enqueue");
        }
        try {
            status.activate("payment-failed", "ann", null, shop.now());
        } catch (Chaos.Killed killed) {
            status.activate("payment-failed", "ann", null, shop.now());
        }
        shop.ports.sendQueue.take().forEach(shop::send);
        assertThat(shop.ports.sender.sent()).hasSize(1);
    }

    @Test
    void startsNothing_whereTheDelayEndsWhileItIsPaused() {
        World world = new World();
        world.event(world.identify("i1", "ada", null));
        world.event(world.added("e1", "ada", "A", "10.00"));
        world.advance(Duration.ofMinutes(29));
        world.wiring().changeCampaignStatus().pause("cart-recovery", world.now());
        world.advance(Duration.ofHours(20));
        assertThat(world.sent()).isEmpty();
        assertThat(world.ports.runs.all()).as("paused, it starts nothing").isEmpty();
    }
}
