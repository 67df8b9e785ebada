package dev.homing.lambda;

import static dev.homing.app.SmallShop.ADA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.adapter.json.inbound.TimerMessage;
import dev.homing.app.SmallShop;
import dev.homing.app.port.OutcomeQueue;
import dev.homing.app.port.SendJob;
import dev.homing.lambda.wiring.Wiring;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Delays that are over: once, twice, stale, too early, and killed at every single moment. */
class TimerHandlerTest {
    private static List<String> dueTimer(SmallShop shop) {
        shop.receive(shop.storefront.identify("i1", "ada", null), shop.storefront.added("e1", "ada", "A", "10.00"));
        shop.advance(Duration.ofMinutes(30));
        return shop.ports.timers.takeDue(shop.now()).stream()
                .map(timer -> new TimerMessage.Fired(timer.customer(), timer.timerId()).write())
                .toList();
    }

    @Test
    void timersEndTheSame_twiceAndKilledAnywhere() {
        Redelivery.endsTheSame("timers", Wiring::timerHandler, TimerHandlerTest::dueTimer);
    }

    @Test
    void timersStartNothing_whenTheyAreStale() {
        SmallShop shop = new SmallShop();
        List<String> due = dueTimer(shop);
        shop.receive(shop.storefront.ordered("o1", "ada", "order-1", "10.00"));
        List<String> bodies =
                List.of(due.getFirst(), new TimerMessage.Fired(ADA, "never-armed").write(), "{\"customer\":\"c1\"}");
        assertThat(AwsEvents.failures(shop.wiring.timerHandler().handle(AwsEvents.sqs("timers", bodies))))
                .containsExactly("m2");
        assertThat(shop.ports.runs.all()).isEmpty();
    }

    @Test
    void aMessageThatWasPutOff_goesToItsQueue() {
        SmallShop shop = new SmallShop();
        SendJob job = shop.paymentJob();
        shop.ports.sendQueue.take();
        byte[] answer =
                shop.wiring.timerHandler().handle(AwsEvents.sqs("timers", List.of(new TimerMessage.Send(job).write())));
        assertThat(AwsEvents.failures(answer)).isEmpty();
        assertThat(shop.ports.sendQueue.take()).containsExactly(job);
    }

    @Test
    void aBroadcastWhoseTimeHasCome_isTakenFurther() {
        OutcomeQueue.Job.Broadcast job = new OutcomeQueue.Job.Broadcast("promotion-week", 2, 7);
        String body = new TimerMessage.Broadcast(job).write();
        Redelivery.endsTheSame("timers", Wiring::timerHandler, _ -> List.of(body));
        SmallShop shop = new SmallShop();
        byte[] answer = shop.wiring.timerHandler().handle(AwsEvents.sqs("timers", List.of(body)));
        assertThat(AwsEvents.failures(answer)).isEmpty();
        assertThat(shop.ports.outcomeQueue.take()).containsExactly(job);
    }

    @Test
    void timersAreArmedAgain_whenTheCartChangedSince() {
        SmallShop shop = new SmallShop();
        shop.receive(shop.storefront.added("e1", "ada", "A", "10.00"));
        String first =
                new TimerMessage.Fired(ADA, shop.ports.timers.armed().getFirst().timerId()).write();
        shop.advance(Duration.ofMinutes(20));
        shop.receive(shop.storefront.added("e2", "ada", "B", "1.00"));
        assertThat(shop.ports.timers.armed())
                .as("a later due time only moves the entry")
                .hasSize(1);
        shop.advance(Duration.ofMinutes(10));
        shop.ports.timers.takeDue(shop.now());
        shop.wiring.timerHandler().handle(AwsEvents.sqs("timers", List.of(first, first)));
        assertThat(shop.ports.runs.all()).isEmpty();
        assertThat(shop.ports.timers.armed()).singleElement().satisfies(armed -> assertThat(armed.at())
                .isEqualTo(shop.now().plus(Duration.ofMinutes(20))));
    }
}
