package dev.homing.app.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.app.Chaos;
import dev.homing.app.SmallShop;
import dev.homing.app.TestCampaigns;
import dev.homing.app.campaign.MoveRun.Move;
import dev.homing.app.campaign.MoveRun.Result;
import dev.homing.app.port.SendJob;
import dev.homing.app.send.SendMessage;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.id.Visit;
import dev.homing.domain.run.Leg;
import dev.homing.domain.run.Run;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class MoveRunTest {
    private final SmallShop shop = new SmallShop();
    private final SendJob job = shop.emailJob();
    private final Leg there = new Leg(2, "whatsapp");

    private Result move(Move move) {
        return shop.wiring.moveRun().move(move, shop.now());
    }

    private Move toWhatsApp(int version) {
        return new Move(job.run(), 1, Leg.FIRST, version, "whatsapp");
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
            Move move = new Move(small.emailJob().run(), 1, Leg.FIRST, 1, "whatsapp");
            small.chaos.killAt(moment);
            try {
                small.wiring.moveRun().move(move, small.now());
            } catch (Chaos.Killed killed) {
                small.wiring.moveRun().move(move, small.now());
            }
            boolean over = !small.chaos.struck();
            assertThat(small.run().leg()).isEqualTo(there);
            assertThat(small.journeys.running()).containsOnlyKeys(there.execution(move.run()));
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
        assertThat(move(new Move(job.run(), 1, held, 1, "whatsapp"))).isInstanceOf(Result.Moved.class);
        shop.ports.campaigns.status("cart-recovery", Campaign.Status.ACTIVE, shop.now());
        shop.wiring.releasePlaces().release("cart-recovery", shop.now());
        assertThat(shop.journeys.running())
                .containsKey(new Leg(3, "whatsapp").execution(job.run()))
                .doesNotContainKey(held.execution(job.run()));
    }

    @Test
    void stays_whenItWentOnSince_orIsOver_orThereIsNoSuchMessage() {
        assertThat(move(new Move(job.run(), 1, Leg.FIRST, 1, "done"))).isInstanceOf(Result.Stays.class);
        assertThat(move(new Move(job.run(), 1, Leg.FIRST, 1, "nowhere"))).isInstanceOf(Result.Stays.class);
        assertThat(move(new Move(job.run(), 1, new Leg(5, null), 1, "whatsapp")))
                .isInstanceOf(Result.Stays.class);
        Run run = Objects.requireNonNull(shop.ports.runs.find(job.run()));
        shop.ports.runs.save(run.completed(shop.now()), shop.now());
        assertThat(move(toWhatsApp(1))).isInstanceOf(Result.Stays.class);
        assertThat(shop.journeys.started()).hasSize(1);
    }
}
