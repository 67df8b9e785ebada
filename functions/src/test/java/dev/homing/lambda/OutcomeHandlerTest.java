package dev.homing.lambda;

import static dev.homing.app.SmallShop.ADA;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.adapter.Starters;
import dev.homing.adapter.json.inbound.OutcomeJobCodec;
import dev.homing.adapter.json.inbound.SendJobCodec;
import dev.homing.adapter.memory.MemoryJourneys.Ending;
import dev.homing.app.SmallShop;
import dev.homing.app.TestCampaigns;
import dev.homing.app.port.Journeys;
import dev.homing.app.port.OutcomeQueue;
import dev.homing.app.port.SendJob;
import dev.homing.domain.broadcast.Broadcast;
import dev.homing.domain.broadcast.Reach;
import dev.homing.domain.broadcast.Timing;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.flow.Way;
import dev.homing.domain.message.MessageStatus;
import dev.homing.domain.reason.Reason;
import dev.homing.domain.run.Leg;
import dev.homing.domain.run.Run;
import dev.homing.lambda.wiring.Wiring;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What is done later, ends of executions and held steps: once, twice, and killed at every single moment. */
class OutcomeHandlerTest {
    private static List<String> outcomes(SmallShop shop) {
        SendJob job = shop.emailJob();
        shop.advance(Duration.ofMinutes(1));
        // Ordered, and the function was killed before it carried out what follows from that.
        shop.chaos.killBefore("Runs.find");
        shop.receive(shop.storefront.ordered("o1", "ada", "order-1", "10.00"));
        return List.of(
                OutcomeJobCodec.write(new OutcomeQueue.Job.Settle(ADA)),
                OutcomeJobCodec.write(new OutcomeQueue.Job.Stop(job.run(), "cart-recovery", 1, Leg.FIRST, "ordered")));
    }

    @Test
    void outcomesEndTheSame_twiceAndKilledAnywhere() {
        Redelivery.endsTheSame("outcomes", Wiring::outcomeHandler, OutcomeHandlerTest::outcomes);
        SmallShop shop = new SmallShop();
        shop.wiring.outcomeHandler().handle(AwsEvents.sqs("outcomes", outcomes(shop)));
        assertThat(shop.run().status()).isEqualTo(Run.Status.EXITED);
        assertThat(shop.journeys.stopped()).containsValue("ordered");
    }

    /** Ada, and one whom nobody can write to; taken as far as the state. */
    private static List<String> broadcast(SmallShop shop, Broadcast.State until) {
        shop.publish(Starters.campaign("promotion-week"));
        shop.receive(shop.storefront.identify("i1", "ada", null), shop.storefront.identify("i2", "eve", null));
        Timing now = new Timing(null, ZoneId.of("Europe/Berlin"), false, null, 0);
        shop.wiring.askForBroadcast().ask("promotion-week", Reach.EVERYONE, now, "ann", null, shop.now());
        Broadcast latest = Objects.requireNonNull(shop.ports.broadcasts.find("promotion-week", 1));
        while (latest.state() != until) {
            shop.wiring.walkBroadcast().page("promotion-week", 1, latest.step(), shop.now());
            latest = Objects.requireNonNull(shop.ports.broadcasts.find("promotion-week", 1));
        }
        return List.of(OutcomeJobCodec.write(new OutcomeQueue.Job.Broadcast("promotion-week", 1, latest.step())));
    }

    @Test
    void pagesOfABroadcastEndTheSame_twiceAndKilledAnywhere() {
        for (Broadcast.State state :
                List.of(Broadcast.State.SCHEDULED, Broadcast.State.COLLECTING, Broadcast.State.SENDING)) {
            Redelivery.endsTheSame("outcomes", Wiring::outcomeHandler, shop -> broadcast(shop, state));
        }
        SmallShop shop = new SmallShop();
        shop.wiring.outcomeHandler().handle(AwsEvents.sqs("outcomes", broadcast(shop, Broadcast.State.SENDING)));
        assertThat(shop.journeys.started()).hasSize(2);
        assertThat(shop.ports.broadcasts.find("promotion-week", 1))
                .extracting(Broadcast::state)
                .isEqualTo(Broadcast.State.FINISHED);
    }

    private static String statusChange(SmallShop shop, String status) {
        ObjectNode change = (ObjectNode) AwsEvents.sample("aws/states-status-change.json");
        ((ObjectNode) change.get("detail"))
                .put("name", shop.run().leg().execution(shop.run().id()))
                .put("status", status)
                .put("stopDate", shop.now().toEpochMilli());
        return change.toString();
    }

    @Test
    void endsTheRun_whenItsExecutionEnded() {
        for (Map.Entry<String, Run.Status> end : Map.of(
                        "SUCCEEDED", Run.Status.COMPLETED, "FAILED", Run.Status.EXITED, "TIMED_OUT", Run.Status.EXITED)
                .entrySet()) {
            Redelivery.endsTheSame("outcomes", Wiring::outcomeHandler, shop -> {
                shop.emailJob();
                return List.of(statusChange(shop, end.getKey()));
            });
            SmallShop shop = new SmallShop();
            shop.emailJob();
            shop.wiring.outcomeHandler().handle(AwsEvents.sqs("outcomes", List.of(statusChange(shop, end.getKey()))));
            assertThat(shop.run().status()).isEqualTo(end.getValue());
            assertThat(shop.run().endedAt()).isEqualTo(shop.now());
            assertThat(shop.state(ADA).runs()).isEmpty();
        }
    }

    @Test
    void ignoresTheEndOfAnExecution_whoseRunGoesOnInALaterGeneration() {
        SmallShop shop = new SmallShop();
        shop.emailJob();
        String ended = statusChange(shop, "SUCCEEDED");
        Run moved = shop.run().in(new Leg(2, "whatsapp"), shop.now());
        assertThat(shop.ports.runs.save(moved, shop.now().plus(Duration.ofDays(9))))
                .isTrue();

        shop.wiring.outcomeHandler().handle(AwsEvents.sqs("outcomes", List.of(ended)));

        assertThat(shop.run().status()).isEqualTo(Run.Status.ACTIVE);
        assertThat(shop.state(ADA).runs()).hasSize(1);
        shop.wiring.outcomeHandler().handle(AwsEvents.sqs("outcomes", List.of(statusChange(shop, "SUCCEEDED"))));
        assertThat(shop.run().status()).isEqualTo(Run.Status.COMPLETED);
        assertThat(shop.state(ADA).runs()).isEmpty();
    }

    @Test
    void releasesWhatWasHeld() {
        Redelivery.endsTheSame("outcomes", Wiring::outcomeHandler, shop -> {
            SendJob job = shop.emailJob();
            shop.ports.campaigns.status("cart-recovery", Campaign.Status.PAUSED, shop.now());
            shop.send(job);
            shop.ports.campaigns.status("cart-recovery", Campaign.Status.ACTIVE, shop.now());
            return List.of(OutcomeJobCodec.write(new OutcomeQueue.Job.Release("cart-recovery")));
        });
    }

    @Test
    void saysWhichWayToGo_whenTheTimeIsOver_andLetsOthersGoOn() {
        SmallShop shop = new SmallShop();
        SendJob job = shop.emailJob();
        shop.send(job);
        SendJob asks = new SendJob(job.visit(), job.channel(), "token-of-the-question");
        shop.journeys.await("token-of-the-question");
        shop.wiring.recordFeedback().record(job.message(), MessageStatus.OPENED, shop.now(), null, shop.now());
        String body = "{\"timeOver\":" + SendJobCodec.write(asks) + "}";
        byte[] batch = AwsEvents.sqs("outcomes", List.of(body, "{\"nothing\":1}", body));

        assertThat(AwsEvents.failures(shop.wiring.outcomeHandler().handle(batch)))
                .containsExactly("m1");

        assertThat(shop.journeys.ending("token-of-the-question"))
                .isEqualTo(new Ending.Completed(new Way.On(MessageStatus.OPENED), shop.now()));
    }

    private static String asks(SendJob job, String node, int generation) {
        return "{\"step\":{\"run\":\"" + job.run() + "\",\"generation\":" + generation + ",\"node\":\"" + node
                + "\",\"turn\":1,\"token\":\"" + TOKEN + "\"}}";
    }

    private static final String TOKEN = "token-of-the-question";

    private static SmallShop waiting() {
        SmallShop shop = new SmallShop();
        shop.publish(TestCampaigns.series());
        shop.journeys.await(TOKEN);
        return shop;
    }

    @Test
    void saysUntilWhenToWait_onTheShopsClockWhereTheCustomersIsNotKnown() {
        SmallShop shop = waiting();
        String body = asks(shop.emailJob(), "morning", 1);
        byte[] batch = AwsEvents.sqs("outcomes", List.of(body, body));
        assertThat(AwsEvents.failures(shop.wiring.outcomeHandler().handle(batch)))
                .isEmpty();
        assertThat(shop.journeys.ending(TOKEN)).isEqualTo(new Ending.Waiting(Instant.parse("2026-11-23T08:00:00Z")));
    }

    @Test
    void endsTheFlow_whenAStepOfARunAsksThatIsOverOrGoesOnElsewhere() {
        SmallShop shop = waiting();
        SendJob job = shop.emailJob();
        shop.wiring.endRun().exit(job.run(), Reason.of(Reason.Code.ORDERED), shop.now());
        shop.wiring.outcomeHandler().handle(AwsEvents.sqs("outcomes", List.of(asks(job, "morning", 1))));
        assertThat(shop.journeys.ending(TOKEN))
                .isInstanceOfSatisfying(Ending.Failed.class, failed -> assertThat(failed.error())
                        .isEqualTo(Journeys.EXIT));
    }

    @Test
    void takesAStepThatAsksNothing_forBroken() {
        SmallShop shop = waiting();
        byte[] batch = AwsEvents.sqs("outcomes", List.of(asks(shop.emailJob(), "email", 1)));
        assertThat(AwsEvents.failures(shop.wiring.outcomeHandler().handle(batch)))
                .containsExactly("m0");
        assertThat(shop.journeys.ending(TOKEN)).isNull();
    }
}
