package dev.homing.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.adapter.memory.MemoryTimers;
import dev.homing.app.campaign.Relocated;
import dev.homing.app.port.SendJob;
import dev.homing.app.port.Unavailable;
import dev.homing.app.send.SendMessage.Result;
import dev.homing.domain.CountingBasis;
import dev.homing.domain.Facts;
import dev.homing.domain.analytics.AttributedOrder;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.id.RunId;
import dev.homing.domain.id.Visit;
import dev.homing.domain.message.Message;
import dev.homing.domain.message.MessageStatus;
import dev.homing.domain.reason.Reason;
import dev.homing.domain.run.Leg;
import dev.homing.domain.run.Run;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two handlers that work on one customer at once, in every schedule of their calls, and each of them killed anywhere: it ends as it must. */
class AtOnceTest {
    private static final int SWITCHES = 2;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /**
     * What is going on: a message is to be sent, or was, and two things happen.
     *
     * @param shop where it happens
     * @param job of the message; null where there is none yet
     * @param due timers that lie in their queue
     */
    private record Scene(SmallShop shop, @Nullable SendJob job, List<MemoryTimers.Armed> due) {
        static Scene emailIsDue() {
            SmallShop shop = new SmallShop();
            return new Scene(shop, shop.emailJob(), List.of());
        }

        static Scene emailWasClicked() {
            Scene scene = emailIsDue();
            scene.send();
            scene.shop.feedback(scene.message(), MessageStatus.CLICKED);
            scene.shop.advance(MINUTE);
            return scene;
        }

        /** A delay that is over. */
        static Scene delayIsOver(Function<Storefront, Facts[]> events) {
            SmallShop shop = new SmallShop();
            shop.receive(events.apply(shop.storefront));
            shop.advance(Duration.ofMinutes(30));
            return new Scene(shop, null, shop.ports.timers.takeDue(shop.now()));
        }

        /** What lies in the queue; what is armed meanwhile comes later. */
        void fire() {
            due.forEach(this::fire);
        }

        private void fire(MemoryTimers.Armed timer) {
            shop.wiring.fireTimer().fire(timer.customer(), timer.timerId(), shop.now());
        }

        SendJob message() {
            return Objects.requireNonNull(job);
        }

        void send() {
            shop.send(message());
        }

        /** What the queue would do until it is rid of the job. */
        void sendUntilDone() {
            sendUntilDone(message());
        }

        void sendUntilDone(SendJob one) {
            for (int deliveries = 0; deliveries < 5; deliveries++) {
                if (!(shop.send(one) instanceof Result.Later(Duration delay, String _))) {
                    return;
                }
                shop.advance(delay);
            }
            throw new AssertionError("It never comes to an end");
        }

        void tell(Facts... events) {
            if (!shop.receive(events).isEmpty()) {
                shop.receive(events);
            }
        }

        Facts order() {
            return shop.storefront.ordered("o1", "ada", "order-1", "40.00");
        }

        int sent() {
            return shop.ports.sender.sent().size();
        }
    }

    /** @param killed at which moment of its own the first handler is killed, and comes again; -1: never */
    private record Told(Scene scene, Consumer<Scene> one, Consumer<Scene> other, Consumer<Scene> end, int killed)
            implements Interleaving.Story {
        @Override
        public Chaos chaos() {
            return scene.shop.chaos;
        }

        @Override
        public void first() {
            scene.shop.chaos.killAt(killed);
            comesAgain(one);
            scene.shop.chaos.struck();
        }

        @Override
        public void second() {
            comesAgain(other);
        }

        private void comesAgain(Consumer<Scene> handler) {
            try {
                handler.accept(scene);
            } catch (Chaos.Killed | Unavailable again) {
                handler.accept(scene);
            }
        }

        @Override
        public void check() {
            try {
                end.accept(scene);
            } catch (AssertionError wrong) {
                throw new AssertionError("killed at " + killed + ": " + wrong.getMessage(), wrong);
            }
        }
    }

    /** Every schedule with nobody killed, then every schedule of one switch with the first handler killed at each of its moments. */
    private static void atOnce(
            Supplier<Scene> scenes, Consumer<Scene> one, Consumer<Scene> other, Consumer<Scene> end) {
        int schedules = Interleaving.all(SWITCHES, () -> new Told(scenes.get(), one, other, end, -1));
        assertThat(schedules).as("schedules").isGreaterThan(20);
        for (int moment = 0; moment < 30; moment += 3) {
            int killed = moment;
            Interleaving.all(1, () -> new Told(scenes.get(), one, other, end, killed));
        }
    }

    @Test
    void sendsOnce_whenTheJobIsDeliveredTwice() {
        atOnce(() -> Scene.emailIsDue(), Scene::send, Scene::send, scene -> {
            assertThat(scene.sent()).isLessThanOrEqualTo(1);
            scene.sendUntilDone();
            assertThat(scene.sent()).isLessThanOrEqualTo(1);
            assertThat(scene.shop.message(scene.message()).settled()).isTrue();
        });
    }

    @Test
    void sendsNothingAfterAnOrder_andEndsTheRun() {
        atOnce(() -> Scene.emailIsDue(), scene -> scene.tell(scene.order()), Scene::send, scene -> {
            int before = scene.sent();
            scene.sendUntilDone();
            assertThat(scene.sent())
                    .as("nothing leaves once the order was told")
                    .isEqualTo(before);
            assertThat(scene.shop.run().status()).isEqualTo(Run.Status.EXITED);
            assertThat(scene.shop.state(SmallShop.ADA).pending()).isEmpty();
            assertThat(scene.shop.state(SmallShop.ADA).runs()).isEmpty();
        });
    }

    @Test
    void losesNobodysPlace_whenTheCampaignIsPausedWhileItSends() {
        atOnce(
                () -> Scene.emailIsDue(),
                Scene::send,
                scene -> scene.shop.wiring.changeCampaignStatus().pause("cart-recovery", scene.shop.now()),
                scene -> {
                    SmallShop shop = scene.shop;
                    scene.sendUntilDone();
                    shop.advance(Duration.ofDays(9));
                    shop.wiring.changeCampaignStatus().activate("cart-recovery", "ann", null, shop.now());
                    shop.wiring.releasePlaces().release("cart-recovery", shop.now());
                    Leg leg = shop.run().leg();
                    if (leg.generation() > 1) {
                        shop.journeys.await("token-2");
                        SendJob next = new SendJob(
                                new Visit(scene.message().run(), leg.generation(), "email", 1),
                                Channel.EMAIL,
                                "token-2");
                        shop.send(next);
                    }
                    boolean nobodyKnows =
                            shop.ports.messages.all().stream().anyMatch(message -> message.has(MessageStatus.UNKNOWN));
                    assertThat(scene.sent())
                            .as("sent before the pause or after it, unless it was killed around the sending")
                            .isBetween(nobodyKnows ? 0 : 1, 1);
                });
    }

    @Test
    void sendsOnOneWay_whenTheRunIsMovedWhileItSends() {
        atOnce(
                () -> Scene.emailIsDue(),
                scene -> scene.shop
                        .wiring
                        .moveRun()
                        .move(
                                scene.message().run(),
                                Relocated.allTo(
                                        1,
                                        scene.shop.ports.campaigns.version("cart-recovery", 1),
                                        1,
                                        "whatsapp",
                                        scene.shop.now()),
                                scene.shop.now()),
                Scene::send,
                scene -> {
                    scene.sendUntilDone();
                    assertThat(scene.sent()).isLessThanOrEqualTo(1);
                    assertThat(scene.shop.run().leg()).isEqualTo(new Leg(2, "whatsapp"));
                    assertThat(scene.shop.journeys.running())
                            .containsOnlyKeys(new Leg(2, "whatsapp")
                                    .execution(scene.message().run()));
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"total", "refunded_total"})
    void takesTheRefundOff_whenItIsToldWithTheOrder(String amount) {
        atOnce(
                () -> Scene.emailWasClicked(),
                scene -> scene.tell(scene.order()),
                scene -> scene.tell(scene.shop.storefront.track(
                        "r1",
                        "backoffice",
                        "Order Refunded",
                        Map.of("order_id", "order-1", amount, "15.00", "currency", "EUR"))),
                scene -> assertThat(scene.shop.ports.orders.all())
                        .singleElement()
                        .extracting(AttributedOrder::net)
                        .hasToString("25.00 EUR"));
    }

    @Test
    void givesAnOrderToOneMessage_whenTwoSourcesTellOfIt() {
        atOnce(
                () -> Scene.emailWasClicked(),
                scene -> scene.tell(scene.order()),
                scene -> scene.tell(scene.shop.storefront.ordered("o2", "ada", "order-1", "40.00")),
                scene -> assertThat(scene.shop.ports.orders.all())
                        .singleElement()
                        .extracting(AttributedOrder::net)
                        .hasToString("40.00 EUR"));
    }

    @Test
    void reachesTheVisitor_whenTheAddressBecomesKnownAsTheDelayIsOver() {
        atOnce(
                () -> Scene.delayIsOver(store -> new Facts[] {store.added("e1", "anon-1", "A", "10.00")}),
                Scene::fire,
                scene -> {
                    Map<String, Object> form = new LinkedHashMap<>(scene.shop
                            .storefront
                            .track("f1", "anon-1", "Form Submitted", Map.of())
                            .values());
                    form.put("context", Map.of("traits", Map.of("email", "ada@example.com")));
                    scene.tell(Facts.of(form));
                },
                scene -> {
                    SmallShop shop = scene.shop;
                    for (int i = 0; i < 3; i++) {
                        shop.advance(MINUTE);
                        shop.fireTimers();
                    }
                    assertThat(shop.ports.runs.all()).as("started once").hasSize(1);
                    assertThat(shop.state(shop.run().id().customer()).pending()).isEmpty();
                });
    }

    @Test
    void staysOnItsVersion_whenAnotherIsPublishedAsItStarts() {
        atOnce(
                () -> Scene.delayIsOver(store ->
                        new Facts[] {store.identify("i1", "ada", null), store.added("e1", "ada", "A", "10.00")}),
                Scene::fire,
                scene -> scene.shop.publish(TestCampaigns.cartRecovery()),
                scene -> {
                    SmallShop shop = scene.shop;
                    scene.fire();
                    shop.wiring.settleCustomer().settle(SmallShop.ADA, shop.now());
                    Run run = shop.run();
                    assertThat(shop.state(SmallShop.ADA).runs())
                            .singleElement()
                            .satisfies(active -> assertThat(active.version()).isEqualTo(run.campaignVersion()));
                    assertThat(List.copyOf(shop.journeys.running().keySet()))
                            .containsExactly(Objects.requireNonNull(run.leg()).execution(run.id()));
                });
    }

    /** Another run of Ada's, in a shop that sends one message a day. */
    private static final RunId OTHER = RunId.of(SmallShop.ADA, "cart-recovery", "other", World.START);

    private static Scene twoEmailsForOnePlace() {
        Scene scene = Scene.emailIsDue();
        SmallShop shop = scene.shop;
        shop.ports.campaigns.shop(TestShops.with(shop.ports.campaigns.current().shop(), 1));
        Run run = Run.started(
                OTHER,
                "cart-recovery",
                1,
                "",
                World.START,
                shop.now(),
                Facts.NONE,
                true,
                new CountingBasis(ZoneOffset.UTC, World.START));
        assertThat(shop.ports.runs.save(run, shop.now().plus(Duration.ofDays(9))))
                .isTrue();
        shop.journeys.await("token-2");
        return scene;
    }

    private static final SendJob OTHER_JOB = new SendJob(Visit.first(OTHER, "email"), Channel.EMAIL, "token-2");

    @Test
    void sendsOneOfTwo_whenThereIsOnePlaceLeft() {
        atOnce(AtOnceTest::twoEmailsForOnePlace, Scene::send, scene -> scene.shop.send(OTHER_JOB), scene -> {
            scene.sendUntilDone();
            scene.sendUntilDone(OTHER_JOB);
            List<Message> all = scene.shop.ports.messages.all();
            boolean nobodyKnows = all.stream().anyMatch(message -> message.has(MessageStatus.UNKNOWN));
            assertThat(scene.sent()).isBetween(nobodyKnows ? 0 : 1, 1);
            assertThat(all)
                    .filteredOn(message -> message.status() == MessageStatus.SKIPPED)
                    .singleElement()
                    .satisfies(message -> assertThat(message.reason())
                            .isNotNull()
                            .extracting(Reason::code)
                            .isEqualTo(Reason.Code.HAD_ENOUGH));
        });
    }
}
