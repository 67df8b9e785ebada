package dev.homing.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.adapter.html.JsoupHtml;
import dev.homing.app.campaign.ChangeCampaignStatus;
import dev.homing.app.observe.ReceiveEvents;
import dev.homing.app.port.SendJob;
import dev.homing.domain.Facts;
import dev.homing.domain.event.CustomerEvent;
import dev.homing.domain.id.MessageId;
import dev.homing.domain.message.MessageStatus;
import dev.homing.domain.message.TrackedLinks;
import dev.homing.domain.reason.Reason;
import dev.homing.domain.run.Run;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What comes late, twice or from two sides, and must not change what was right before. */
class SecondThoughtsTest {
    private static final Duration DELAY = Duration.ofMinutes(30);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final World world = new World();

    private void leaveACart(String id) {
        world.event(world.identify("i" + id, "ada", null));
        world.event(world.added("a" + id, "ada", "P" + id, "10.00"));
        world.settle();
    }

    private void react(MessageId message, MessageStatus status) {
        world.wiring().recordFeedback().record(message, status, world.now(), null, world.now());
        world.settle();
    }

    private Facts order(String id, String order, String cart) {
        Map<String, Object> properties =
                new LinkedHashMap<>(Map.of("order_id", order, "total", "10.00", "currency", "EUR"));
        if (!cart.isEmpty()) {
            properties.put("cart_id", cart);
        }
        return world.track(id, "ada", "Order Completed", properties);
    }

    @Test
    void attributesAnOrderToOneMessage_whenBrowserAndServerTellOfIt() {
        leaveACart("1");
        world.advance(DELAY);
        MessageId reminder = world.sent().getLast().tags().message();
        world.event(world.track("p1", "ada", "Payment Failed", Map.of("order_id", "order-9")));
        world.settle();
        MessageId failed = world.sent().getLast().tags().message();
        react(reminder, MessageStatus.CLICKED);
        world.advance(MINUTE);
        world.event(order("o1", "order-1", ""));
        world.settle();
        world.advance(MINUTE);
        react(failed, MessageStatus.CLICKED);
        world.advance(MINUTE);
        world.event(order("o2", "order-1", ""));
        world.settle();
        assertThat(world.counts())
                .containsEntry("cart-recovery converted", 1L)
                .containsEntry("cart-recovery converted email", 1L)
                .doesNotContainKeys("payment-failed converted", "payment-failed converted email");
        assertThat(world.recovered().toString()).isEqualTo("10.00 EUR");
    }

    @Test
    void firesByWhatIsStored_whenATimerWasArmedForWhatNeverWas() {
        Chaos chaos = new Chaos();
        World shop = new World(chaos);
        shop.event(shop.identify("i", "ada", null));
        shop.settle();
        chaos.killBefore("CustomerStates.save");
        Facts lost = shop.added("a", "ada", "P1", "10.00");
        assertThat(shop.wiring()
                        .receiveEvents()
                        .receive(
                                List.of(new ReceiveEvents.Delivery(
                                        "a", "a", lost, "", CustomerEvent.Origin.SERVER, shop.now())),
                                shop.now()))
                .containsOnlyKeys("a");
        shop.advance(MINUTE);
        shop.event(shop.added("b", "ada", "P2", "10.00"));
        shop.settle();
        assertThat(shop.ports.timers.armed()).hasSize(2);
        shop.advance(DELAY.minus(MINUTE));
        assertThat(shop.sent()).isEmpty();
        shop.advance(MINUTE);
        assertThat(shop.sent()).hasSize(1);
    }

    @Test
    void isCompletedByItsMessage_whereTheFlowIsOne() {
        SmallShop shop = new SmallShop();
        SendJob job = shop.paymentJob();
        assertThat(shop.run().status()).isEqualTo(Run.Status.SINGLE);
        assertThat(shop.run().open()).as("an order can still end it").isTrue();
        shop.send(job);
        assertThat(shop.run().revision()).as("its end needs no write").isEqualTo(1);
        assertThat(shop.state(shop.run().id().customer()).runs()).isEmpty();
        assertThat(shop.state(shop.run().id().customer()).pending()).isEmpty();
    }

    @Test
    void sendsOnce_whenOtherEventsPutItIntoTheQueueAgain() {
        SmallShop shop = new SmallShop();
        SendJob job = shop.paymentJob();
        shop.receive(
                shop.storefront.added("e1", "ada", "A", "10.00"), shop.storefront.added("e2", "ada", "B", "10.00"));
        List<SendJob> again = shop.ports.sendQueue.take();
        assertThat(again).containsOnly(job);
        shop.send(job);
        again.forEach(shop::send);
        assertThat(shop.ports.sender.sent()).hasSize(1);
        shop.receive(shop.storefront.added("e3", "ada", "C", "10.00"));
        assertThat(shop.ports.sendQueue.take()).isEmpty();
    }

    @Test
    void sendsNothing_whenTheOrderIsPaidBeforeTheMessageLeft() {
        SmallShop shop = new SmallShop();
        SendJob job = shop.paymentJob();
        shop.advance(MINUTE);
        shop.receive(shop.storefront.ordered("o1", "ada", "order-1", "10.00"));
        shop.send(job);
        assertThat(shop.ports.sender.sent()).isEmpty();
        assertThat(shop.run().status()).isEqualTo(Run.Status.EXITED);
        assertThat(shop.run().endedBy())
                .satisfies(why -> assertThat(Objects.requireNonNull(why).code()).isEqualTo(Reason.Code.ORDERED));
        assertThat(shop.state(shop.run().id().customer()).pending()).isEmpty();
    }

    @Test
    void sendsWhatWaitedForDays_whenItsCustomerCameByMeanwhile() {
        SmallShop shop = new SmallShop();
        ChangeCampaignStatus status = shop.wiring.changeCampaignStatus();
        SendJob job = shop.paymentJob();
        status.pause("payment-failed", shop.now());
        shop.send(job);
        shop.advance(Duration.ofHours(50));
        shop.receive(shop.storefront.added("e1", "ada", "A", "10.00"));
        assertThat(shop.state(shop.run().id().customer()).runs())
                .as("still in progress")
                .hasSize(1);
        status.activate("payment-failed", "ann", null, shop.now());
        shop.wiring.releasePlaces().release("payment-failed", shop.now());
        shop.ports.sendQueue.take().forEach(shop::send);
        assertThat(shop.ports.sender.sent()).hasSize(1);
        assertThat(shop.state(shop.run().id().customer()).runs()).isEmpty();
    }

    @Test
    void attributesAnOrder_toTheLastClickAndNotTheFirst() {
        leaveACart("1");
        world.advance(DELAY);
        MessageId email = world.sent().getFirst().tags().message();
        react(email, MessageStatus.CLICKED);
        world.advance(Duration.ofDays(6));
        react(email, MessageStatus.CLICKED);
        world.advance(Duration.ofDays(2));
        world.event(order("o1", "order-1", ""));
        world.settle();
        assertThat(world.counts()).containsEntry("cart-recovery converted", 1L);
    }

    @Test
    void writesToNobodyWhoBought_whereTheOrderAloneNamesItsCart() {
        leaveACart("1");
        world.advance(MINUTE);
        Facts late = world.added("a2", "ada", "B", "1.00");
        world.advance(MINUTE);
        world.event(order("o1", "order-1", "cart-7"));
        world.event(late);
        world.advance(Duration.ofDays(3));
        assertThat(world.sent()).isEmpty();
    }

    @Test
    void startsForTheNextCart_afterALateEventMadeTheLastOneDueAgain() {
        Facts late = world.added("a0", "ada", "Z", "1.00");
        world.advance(MINUTE);
        leaveACart("1");
        world.advance(DELAY);
        react(world.sent().getFirst().tags().message(), MessageStatus.OPENED);
        world.advance(MINUTE);
        assertThat(world.ports.runs.all())
                .singleElement()
                .extracting(Run::status)
                .isEqualTo(Run.Status.COMPLETED);
        world.event(late);
        world.advance(DELAY);
        assertThat(world.sentSteps()).containsExactly("email");
        assertThat(world.ports.states.load(world.user("ada")).runs()).isEmpty();
        world.event(world.added("a2", "ada", "B", "1.00"));
        world.advance(DELAY);
        assertThat(world.sentSteps()).containsExactly("email", "email");
    }

    @Test
    void saysWhyARunEnded_whereTheNextMessageFindsItsCartEmpty() {
        leaveACart("1");
        world.advance(DELAY);
        var status = world.wiring().changeCampaignStatus();
        status.pause("cart-recovery", world.now());
        world.event(world.track("r1", "ada", "Product Removed", Map.of("product_id", "P1")));
        world.settle();
        status.activate("cart-recovery", "ann", null, world.now());
        world.advance(Duration.ofDays(2));
        assertThat(world.sentSteps()).containsExactly("email");
        assertThat(world.ports.runs.all()).singleElement().satisfies(run -> {
            assertThat(run.status()).isEqualTo(Run.Status.EXITED);
            assertThat(run.endedBy()).isEqualTo(Reason.of(Reason.Code.CART_EMPTY));
        });
        assertThat(world.ports.states.load(world.user("ada")).runs()).isEmpty();
    }

    @Test
    void sendsStill_whenAJobOfATryThatIsOverComesBetween() {
        SmallShop shop = new SmallShop();
        SendJob job = shop.emailJob();
        shop.send(new SendJob(job.visit(), job.channel(), "a token of a try before"));
        assertThat(shop.message(job).reason()).isEqualTo(Reason.of(Reason.Code.STEP_OVER));
        shop.send(job);
        assertThat(shop.ports.sender.sent()).hasSize(1);
        assertThat(shop.message(job).status()).isEqualTo(MessageStatus.SENT);
        assertThat(shop.message(job).reason()).isNull();
    }

    @Test
    void putsTheLinkThatNobodySees_beforeAllOthers() {
        MessageId message = MessageId.parse("cabc-def");
        for (String html : List.of(
                "<html><body class=\"x\"><a href=\"https://shop.example\">x</a></body></html>",
                "<a href=\"https://shop.example\">x</a>",
                "x")) {
            String tracked = MemoryPorts.LINKS
                    .html(html, message, List.of(), "https://shop.example", new JsoupHtml()::replaceLinks)
                    .text();
            int hidden = tracked.indexOf(MemoryPorts.LINKS.clickUrl(message, TrackedLinks.HIDDEN));
            int first = tracked.indexOf(MemoryPorts.LINKS.clickUrl(message, 1));
            assertThat(hidden).isPositive();
            assertThat(first < 0 || hidden < first).isTrue();
        }
    }

    @Test
    void staysWithWhoSignedInLast_whenAnEarlierSignInIsDeliveredAgain() {
        Facts ada = world.identify("i1", "ada", "anon-1");
        world.event(ada);
        world.settle();
        world.advance(MINUTE);
        world.event(world.identify("i2", "bob", "anon-1"));
        world.settle();
        world.event(ada);
        world.settle();
        world.event(world.added("a1", "anon-1", "A", "10.00"));
        world.settle();
        assertThat(world.ports.states.load(world.user("bob")).carts().cart("").items())
                .isEqualTo(1);
        assertThat(world.ports.states.load(world.user("ada")).carts().cart("").items())
                .isZero();
    }
}
