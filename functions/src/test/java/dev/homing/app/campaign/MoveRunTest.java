package dev.homing.app.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.app.Chaos;
import dev.homing.app.SmallShop;
import dev.homing.app.TestCampaigns;
import dev.homing.app.campaign.MoveRun.Result;
import dev.homing.app.port.SendJob;
import dev.homing.app.send.SendMessage;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.id.RunId;
import dev.homing.domain.id.Visit;
import dev.homing.domain.run.Leg;
import dev.homing.domain.run.Relocation;
import dev.homing.domain.run.Run;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class MoveRunTest {
    private final SmallShop shop = new SmallShop();
    private final SendJob job = shop.emailJob();
    private final Leg there = new Leg(2, "whatsapp");

    private Result move(Relocation relocation) {
        return shop.wiring.moveRun().move(job.run(), relocation, shop.now());
    }

    private Relocation to(int version, String step) {
        return Relocated.allTo(1, shop.ports.campaigns.version("cart-recovery", 1), version, step, shop.now());
    }

    private Relocation toWhatsApp(int version) {
        return to(version, "whatsapp");
    }

    @Test
    void goesOnAtTheOtherVersionsNode_andLeavesTheOldWayBehind() {
        shop.publish(TestCampaigns.cartRecovery());

        assertThat(move(toWhatsApp(2))).isInstanceOf(Result.Moved.class);

        assertThat(shop.run().campaignVersion()).isEqualTo(2);
        assertThat(shop.run().leg()).isEqualTo(there);
        assertThat(shop.journeys.started()).containsExactly(Leg.FIRST.execution(job.run()), there.execution(job.run()));
        assertThat(shop.journeys.stopped()).containsOnlyKeys(Leg.FIRST.execution(job.run()));
        assertThat(shop.send(job)).isEqualTo(new SendMessage.Result.Done(null));
        assertThat(shop.ports.sender.sent()).as("the old step's job").isEmpty();
        assertThat(shop.state(SmallShop.ADA).runs()).singleElement().satisfies(active -> assertThat(active.version())
                .isEqualTo(2));
    }

    @Test
    void sendsThereOnce() {
        move(toWhatsApp(1));
        SendJob next = new SendJob(new Visit(job.run(), 2, "whatsapp", 1), Channel.WHATSAPP, "token-2");
        shop.journeys.await("token-2");
        shop.wiring.sendWhatsApp().send(next, shop.now());
        shop.wiring.sendWhatsApp().send(next, shop.now());
        assertThat(shop.ports.sender.sent()).hasSize(1);
    }

    @Test
    void endsTheSame_whenItIsKilledAnywhere() {
        for (int moment = 0; ; moment++) {
            SmallShop small = new SmallShop();
            RunId run = small.emailJob().run();
            Relocation move =
                    Relocated.allTo(1, small.ports.campaigns.version("cart-recovery", 1), 1, "whatsapp", small.now());
            small.chaos.killAt(moment);
            try {
                small.wiring.moveRun().move(run, move, small.now());
            } catch (Chaos.Killed killed) {
                small.wiring.moveRun().move(run, move, small.now());
            }
            boolean over = !small.chaos.struck();
            assertThat(small.run().leg()).isEqualTo(there);
            assertThat(small.journeys.running()).containsOnlyKeys(there.execution(run));
            if (over) {
                return;
            }
        }
    }

    @Test
    void goesOnWhereItWasMoved_whenItsCampaignIsResumed() {
        shop.ports.campaigns.status("cart-recovery", Campaign.Status.PAUSED, shop.now());
        shop.send(job);
        Leg held = shop.run().leg();
        assertThat(move(toWhatsApp(1))).isInstanceOf(Result.Moved.class);
        shop.ports.campaigns.status("cart-recovery", Campaign.Status.ACTIVE, shop.now());
        shop.wiring.releasePlaces().release("cart-recovery", shop.now());
        assertThat(shop.journeys.running())
                .containsKey(new Leg(3, "whatsapp").execution(job.run()))
                .doesNotContainKey(held.execution(job.run()));
    }

    @Test
    void isNotMeant_whenItIsOver_orOnAnotherVersion() {
        Run run = Objects.requireNonNull(shop.ports.runs.find(job.run()));
        shop.publish(TestCampaigns.cartRecovery());
        Campaign.Version second = shop.ports.campaigns.version("cart-recovery", 2);
        assertThat(move(Relocated.allTo(1, second, 1, "whatsapp", shop.now()))).isInstanceOf(Result.NotMeant.class);
        shop.ports.runs.save(run.completed(shop.now()), shop.now());
        assertThat(move(toWhatsApp(1))).isInstanceOf(Result.NotMeant.class);
        assertThat(shop.journeys.started()).hasSize(1);
    }

    @Test
    void stays_whenItWouldGetAgainWhatItGot() {
        shop.send(job);
        shop.publish(TestCampaigns.cartRecovery());
        assertThat(move(to(2, "email"))).isEqualTo(new Result.Stays(Relocation.Stay.MESSAGE_IS_OUT));
        assertThat(shop.run().campaignVersion()).isEqualTo(1);
        assertThat(move(to(2, "whatsapp"))).isEqualTo(new Result.Moved("whatsapp"));
    }
}
