package dev.homing.app.send;

import static dev.homing.app.SmallShop.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.adapter.memory.MemoryJourneys.Ending;
import dev.homing.app.Chaos;
import dev.homing.app.SmallShop;
import dev.homing.app.port.Held;
import dev.homing.app.port.Held.Place;
import dev.homing.app.port.Journeys;
import dev.homing.app.port.Renderer;
import dev.homing.app.port.SendJob;
import dev.homing.app.send.SendMessage.Result;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.consent.Suppression.Why;
import dev.homing.domain.id.Visit;
import dev.homing.domain.message.MessageStatus;
import dev.homing.domain.reason.Lead;
import dev.homing.domain.reason.Reason;
import dev.homing.domain.run.Leg;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Messages that come due while their campaign is paused. */
class HeldMessageTest extends OneMessage {
    @Test
    void looksAgain_beforeItIsHeld_whenItsReadWasBehind() {
        SendJob job = shop.emailJob();
        suppressed(Why.BOUNCED, null);
        assertThat(done(job).status()).isEqualTo(MessageStatus.SKIPPED);
        shop.ports.campaigns.status("cart-recovery", Campaign.Status.PAUSED, shop.now());
        shop.ports.messages.behind(() -> true);

        assertThat(later(job)).isEqualTo(Duration.ofSeconds(1));

        shop.ports.messages.behind(() -> false);
        assertThat(done(job).status()).isEqualTo(MessageStatus.SKIPPED);
    }

    @Test
    void keepsItsPlace_whileTheCampaignIsPaused() {
        SendJob job = shop.emailJob();
        shop.ports.campaigns.status("cart-recovery", Campaign.Status.PAUSED, shop.now());
        assertThat(shop.send(job)).isEqualTo(new Result.Done(null));
        failed(Journeys.PAUSED, "The campaign is paused");
        assertThat(shop.message(job).status()).isEqualTo(MessageStatus.HELD);
        assertThat(shop.message(job).reason()).isEqualTo(Reason.of(Reason.Code.CAMPAIGN_PAUSED));
        assertThat(shop.message(job).lead()).isEqualTo(Lead.KEPT_BACK);
        assertThat(shop.run().leg()).isEqualTo(new Leg(2, "email"));
        assertThat(shop.ports.held.of("cart-recovery", 10))
                .containsExactly(new Held.Kept(new Place.Step(new Visit(job.run(), 2, "email", 1)), shop.now()));
    }

    @Test
    void isHeldOnce_howeverOftenItIsDelivered_andKilledAnywhere() {
        for (int moment = 0; ; moment++) {
            SmallShop small = new SmallShop();
            SendJob job = small.emailJob();
            small.ports.campaigns.status("cart-recovery", Campaign.Status.PAUSED, small.now());
            small.chaos.killAt(moment);
            try {
                small.send(job);
            } catch (Chaos.Killed killed) {
                small.send(job);
            }
            boolean over = !small.chaos.struck();
            small.send(job);
            assertThat(small.run().leg()).isEqualTo(new Leg(2, "email"));
            assertThat(small.ports.held.of("cart-recovery", 10)).hasSize(1);
            assertThat(small.journeys.ending(TOKEN)).isInstanceOf(Ending.Failed.class);
            assertThat(small.ports.sender.sent()).isEmpty();
            if (over) {
                return;
            }
        }
    }

    @Test
    void cannotBeClaimed_whenItWasHeldMeanwhile() {
        SendJob job = shop.emailJob();
        Renderer pausing = (template, _, _, _) -> {
            // Between the look at the campaign and the claim it is paused, and the same job is delivered to another.
            shop.ports.campaigns.status("cart-recovery", Campaign.Status.PAUSED, shop.now());
            shop.send(job);
            return template;
        };
        assertThat(with(pausing).send(job, shop.now())).isInstanceOf(Result.Later.class);
        assertThat(shop.ports.sender.sent()).isEmpty();
        assertThat(shop.ports.held.of("cart-recovery", 10)).hasSize(1);
    }

    @Test
    void isHeldAndGoesOn_whenItsCampaignOfOneMessageIsPausedAndResumed() {
        SendJob job = shop.paymentJob();
        shop.ports.campaigns.status("payment-failed", Campaign.Status.PAUSED, shop.now());
        shop.send(job);
        Visit next = new Visit(job.run(), 2, job.visit().node(), 1);
        assertThat(shop.ports.held.of("payment-failed", 10))
                .containsExactly(new Held.Kept(new Place.Step(next), shop.now()));
        shop.advance(Duration.ofDays(10));
        shop.wiring.changeCampaignStatus().activate("payment-failed", "ann", null, shop.now());
        shop.wiring.releasePlaces().release("payment-failed", shop.now());
        SendJob again = new SendJob(next, job.channel(), null);
        assertThat(shop.ports.sendQueue.take()).containsExactly(again);
        assertThat(shop.ports.held.of("payment-failed", 10)).isEmpty();
        assertThat(done(again).status()).isEqualTo(MessageStatus.SENT);
        assertThat(shop.send(job)).isEqualTo(new Result.Done(null));
        assertThat(shop.ports.sender.sent()).hasSize(1);
    }
}
