package dev.homing.app.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homing.app.Chaos;
import dev.homing.app.SmallShop;
import dev.homing.app.port.Held.Place;
import dev.homing.app.port.OutcomeQueue;
import dev.homing.app.port.OutcomeQueue.Job;
import dev.homing.app.port.SendJob;
import dev.homing.app.send.SendMessage;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.id.RunId;
import dev.homing.domain.id.Visit;
import dev.homing.domain.message.MessageStatus;
import dev.homing.domain.run.Leg;
import dev.homing.domain.run.Run;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReleasePlacesTest {
    private final SmallShop shop = new SmallShop();
    private final ChangeCampaignStatus status = shop.wiring.changeCampaignStatus();

    private void release(String campaign) {
        shop.wiring.releasePlaces().release(campaign, shop.now());
    }

    @Test
    void startsTheFlowsTailInTheNextGeneration() {
        SendJob job = shop.emailJob();
        status.pause("cart-recovery", shop.now());
        shop.send(job);
        status.activate("cart-recovery", "ann", null, shop.now());
        release("cart-recovery");
        release("cart-recovery");

        assertThat(shop.journeys.started())
                .containsExactly(Leg.FIRST.execution(job.run()), new Leg(2, "email").execution(job.run()));
        assertThat(shop.ports.held.of("cart-recovery", 10)).isEmpty();
        SendJob next = new SendJob(new Visit(job.run(), 2, "email", 1), job.channel(), "token-2");
        shop.journeys.await("token-2");
        assertThat(shop.send(next)).isInstanceOf(SendMessage.Result.Done.class);
        assertThat(shop.message(next).status()).isEqualTo(MessageStatus.SENT);
        assertThat(shop.ports.sender.sent()).hasSize(1);
    }

    @Test
    void comesBackToWhoeverWasHeldJustAfterTheResume() {
        SendJob job = shop.paymentJob();
        HoldPlaces late =
                new HoldPlaces(shop.ports.runs, shop.ports.held, shop.ports.campaigns, shop.ports.outcomeQueue);
        Run run = Objects.requireNonNull(shop.ports.runs.find(job.run()));
        // The campaign is active: it was paused when somebody looked, and is no more.
        assertThat(late.step(run, job.visit(), shop.now())).isTrue();
        assertThat(shop.ports.outcomeQueue.take()).containsExactly(new Job.Release("payment-failed"));
        release("payment-failed");
        assertThat(shop.ports.sendQueue.take()).hasSize(1);
    }

    @Test
    void letsAllGoOn_aPageAtATime_andNotAllAtOnce() {
        RunId run = shop.paymentJob().run();
        status.pause("payment-failed", shop.now());
        hold(250, run);
        status.activate("payment-failed", "ann", null, shop.now());
        List<SendJob> going = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            assertThat(shop.ports.outcomeQueue.take()).containsExactly(new OutcomeQueue.Job.Release("payment-failed"));
            release("payment-failed");
            going.addAll(shop.ports.sendQueue.take());
        }
        assertThat(shop.ports.outcomeQueue.take()).isEmpty();
        assertThat(shop.ports.outcomeQueue.delays()).endsWith(Duration.ZERO, ReleasePlaces.EVERY, ReleasePlaces.EVERY);
        assertThat(shop.ports.held.of("payment-failed", 10)).isEmpty();
        assertThat(going).as("only one of them is where its run is").hasSize(1);
    }

    private void hold(int many, RunId run) {
        Run paused = Objects.requireNonNull(shop.ports.runs.find(run));
        assertThat(shop.ports.runs.save(paused.in(new Leg(2, "pay0"), shop.now()), shop.now()))
                .isTrue();
        for (int i = 0; i < many; i++) {
            shop.ports.held.put("payment-failed", new Place.Step(new Visit(run, 2, "pay" + i, 1)), shop.now());
        }
    }

    @Test
    void letsNobodyGoOn_whenItWasPausedAgain() {
        SendJob job = shop.paymentJob();
        status.pause("payment-failed", shop.now());
        shop.send(job);
        release("payment-failed");
        assertThat(shop.ports.sendQueue.take()).isEmpty();
        assertThat(shop.ports.held.of("payment-failed", 10)).hasSize(1);
    }

    @Test
    void dropsThePlaceOfARunThatIsOver() {
        SendJob job = shop.emailJob();
        shop.ports.campaigns.status("cart-recovery", Campaign.Status.PAUSED, shop.now());
        shop.send(job);
        shop.receive(shop.storefront.ordered("o1", "ada", "order-1", "10.00"));
        status.activate("cart-recovery", "ann", null, shop.now());
        release("cart-recovery");
        assertThat(shop.journeys.started()).hasSize(1);
        assertThat(shop.ports.held.of("cart-recovery", 10)).isEmpty();
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
        status.activate("payment-failed", "ann", null, shop.now());
        assertThatThrownBy(() -> release("payment-failed")).isInstanceOf(Chaos.Killed.class);
        release("payment-failed");
        List<SendJob> jobs = shop.ports.sendQueue.take();
        assertThat(jobs).isNotEmpty();
        jobs.forEach(shop::send);
        assertThat(shop.ports.sender.sent()).hasSize(1);
    }
}
