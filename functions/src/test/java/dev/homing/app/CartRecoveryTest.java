package dev.homing.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.app.campaign.ChangeCampaignStatus;
import dev.homing.app.port.Sender.Outgoing;
import dev.homing.domain.Facts;
import dev.homing.domain.Money;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.event.CustomerEvent.Origin;
import dev.homing.domain.id.MessageId;
import dev.homing.domain.message.MessageStatus;
import dev.homing.domain.reason.Reason;
import dev.homing.domain.reason.Reason.Code;
import dev.homing.domain.run.Progress;
import dev.homing.domain.run.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The starter campaign from the first event to the recovered revenue. */
class CartRecoveryTest {
    private static final Duration DELAY = Duration.ofMinutes(30);
    private static final Duration DAY = Duration.ofDays(1);

    private final World world = new World();

    private void leaveACart() {
        world.event(world.identify("i1", "ada", "anon-1"));
        world.event(world.added("e1", "ada", "A", "10.00"));
        world.event(world.added("e2", "ada", "B", "5.50"));
        world.settle();
    }

    private MessageId emailId() {
        return world.sent().getFirst().tags().message();
    }

    private void react(MessageStatus status) {
        world.wiring().recordFeedback().record(emailId(), status, world.now(), null, world.now());
        world.settle();
    }

    private Run onlyRun() {
        assertThat(world.ports.runs.all()).hasSize(1);
        return world.ports.runs.all().getFirst();
    }

    @Test
    void sendsOneEmailWithTheCart_whenNothingHappensForTheDelay() {
        leaveACart();
        world.advance(DELAY.minusSeconds(1));
        assertThat(world.sent()).isEmpty();
        world.advance(Duration.ofSeconds(1));
        assertThat(world.sent()).singleElement().isInstanceOfSatisfying(Outgoing.Email.class, email -> {
            assertThat(email.to()).isEqualTo("ada@example.com");
            assertThat(email.subject()).isEqualTo("You forgot Product A x1; Product B x1;");
            assertThat(email.html()).contains("15.50 EUR").contains("/t/c/").contains("/t/o/");
            assertThat(email.headers()).containsEntry("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        });
    }

    @Test
    void countsTheDelayFromTheLastChangeOfTheCart() {
        leaveACart();
        world.advance(Duration.ofMinutes(20));
        world.event(world.added("e3", "ada", "C", "1.00"));
        world.advance(Duration.ofMinutes(29));
        assertThat(world.sent()).isEmpty();
        world.advance(Duration.ofMinutes(1));
        assertThat(world.sentSteps()).containsExactly("email");
    }

    @Test
    void sendsWhatsApp_whenNobodyOpensOrClicksWithinADay() {
        leaveACart();
        world.advance(DELAY.plus(DAY).plusSeconds(1));
        assertThat(world.sentSteps()).containsExactly("email", "whatsapp");
        world.advance(DAY);
        assertThat(onlyRun().status()).isEqualTo(Run.Status.COMPLETED);
        assertThat(world.ports.states.load(world.user("ada")).runs()).isEmpty();
    }

    @Test
    void sendsNoWhatsApp_whenTheEmailWasOpened() {
        leaveACart();
        world.advance(DELAY);
        react(MessageStatus.OPENED);
        world.advance(DAY.multipliedBy(3));
        assertThat(world.sentSteps()).containsExactly("email");
        assertThat(onlyRun().status()).isEqualTo(Run.Status.COMPLETED);
    }

    @Test
    void takesAnOpenByAMachineForAnOpen_unlessSetOtherwise() {
        leaveACart();
        world.advance(DELAY);
        react(MessageStatus.OPENED_BY_MACHINE);
        world.advance(DAY.multipliedBy(3));
        assertThat(world.sentSteps()).containsExactly("email");
    }

    @Test
    void aDeliveryOrAScannersClickDecidesNothing() {
        leaveACart();
        world.advance(DELAY);
        react(MessageStatus.DELIVERED);
        react(MessageStatus.CLICKED_BY_MACHINE);
        world.advance(DAY.plusSeconds(1));
        assertThat(world.sentSteps()).containsExactly("email", "whatsapp");
    }

    @Test
    void convertsAndCountsTheRevenue_whenTheCustomerOrdersAfterAClick() {
        leaveACart();
        world.advance(DELAY);
        react(MessageStatus.CLICKED);
        world.advance(Duration.ofHours(2));
        world.event(world.ordered("o1", "ada", "order-1", "15.50"));
        world.advance(DAY.multipliedBy(3));
        assertThat(onlyRun().status()).isEqualTo(Run.Status.CONVERTED);
        assertThat(world.sentSteps()).containsExactly("email");
        assertThat(world.recovered()).isEqualTo(Money.of("15.50", "EUR"));
        assertThat(world.counts())
                .containsEntry("cart-recovery triggered", 1L)
                .containsEntry("cart-recovery converted", 1L)
                .containsEntry("cart-recovery converted email", 1L)
                .containsEntry("cart-recovery recovered:EUR email", 1550L)
                .containsEntry("cart-recovery sent email", 1L);
    }

    @Test
    void takesRefundsOff_eachOnce() {
        leaveACart();
        world.advance(DELAY);
        react(MessageStatus.CLICKED);
        world.event(world.ordered("o1", "ada", "order-1", "15.50"));
        world.advance(Duration.ofHours(1));
        for (int i = 0; i < 2; i++) {
            world.event(world.track(
                    "r1", "ada", "Order Refunded", Map.of("order_id", "order-1", "total", "5.50", "currency", "EUR")));
            world.settle();
        }
        assertThat(world.recovered()).isEqualTo(Money.of("10.00", "EUR"));
    }

    @Test
    void endsAsOrderedAndIsNoConversion_whenNobodyClicked() {
        leaveACart();
        world.advance(DELAY);
        world.event(world.ordered("o1", "ada", "order-1", "15.50"));
        world.advance(DAY.multipliedBy(3));
        assertThat(onlyRun().status()).isEqualTo(Run.Status.EXITED);
        assertThat(onlyRun().endedBy())
                .satisfies(why -> assertThat(Objects.requireNonNull(why).code()).isEqualTo(Reason.Code.ORDERED));
        assertThat(world.sentSteps()).containsExactly("email");
        assertThat(world.ports.orders.all()).isEmpty();
    }

    @Test
    void doesNotCountAnOrder_afterTheAttributionWindow() {
        leaveACart();
        world.advance(DELAY);
        react(MessageStatus.CLICKED);
        world.advance(Duration.ofDays(8));
        world.event(world.ordered("o1", "ada", "order-1", "15.50"));
        world.settle();
        assertThat(world.ports.orders.all()).isEmpty();
    }

    @Test
    void startsNothing_whenTheOrderArrivesBeforeTheCartThatItCloses() {
        var cart = world.added("e1", "ada", "A", "10.00");
        world.event(world.identify("i1", "ada", null));
        world.advance(Duration.ofMinutes(1));
        world.event(world.ordered("o1", "ada", "order-1", "10.00"));
        world.settle();
        world.event(cart);
        world.advance(DAY.multipliedBy(3));
        assertThat(world.sent()).isEmpty();
        assertThat(world.ports.runs.all()).isEmpty();
    }

    @Test
    void startsOnce_whenEveryEventIsDeliveredTwice() {
        for (int i = 0; i < 2; i++) {
            leaveACart();
        }
        world.advance(DELAY.plus(DAY).plus(DAY));
        assertThat(world.sentSteps()).containsExactly("email", "whatsapp");
        assertThat(world.counts()).containsEntry("cart-recovery triggered", 1L);
    }

    @Test
    void countsForTheCustomer_whatTheVisitorDidBefore() {
        world.event(world.added("e1", "anon-1", "A", "10.00"));
        world.advance(Duration.ofMinutes(5));
        world.event(world.identify("i1", "ada", "anon-1"));
        world.advance(DELAY);
        assertThat(world.sent()).singleElement().isInstanceOfSatisfying(Outgoing.Email.class, email -> assertThat(
                        email.to())
                .isEqualTo("ada@example.com"));
    }

    @Test
    void startsNothing_forAnEventOlderThanADay() {
        var cart = world.added("e1", "ada", "A", "10.00");
        world.event(world.identify("i1", "ada", null));
        world.advance(Duration.ofHours(25));
        world.event(cart);
        world.advance(DAY);
        assertThat(world.sent()).isEmpty();
        assertThat(world.ports.states.load(world.user("ada")).carts().cart("").items())
                .isEqualTo(1);
    }

    @Test
    void sendsNothingMore_afterTheCustomerUnsubscribed() {
        leaveACart();
        world.event(world.track("u1", "ada", "Noted", Map.of()));
        var optOut = new LinkedHashMap<String, Object>();
        optOut.put("type", "identify");
        optOut.put("messageId", "i2");
        optOut.put("userId", "ada");
        Instant said = world.now().plusSeconds(1);
        optOut.put("timestamp", said.toString());
        optOut.put("traits", Map.of("consent", Map.of("email", false)));
        world.advance(Duration.ofSeconds(2));
        world.event(Facts.of(optOut));
        world.advance(DELAY.plus(Duration.ofMinutes(5)));
        assertThat(world.sentSteps()).containsExactly("whatsapp");
        assertThat(world.ports.messages.all()).anySatisfy(message -> assertThat(message.reason())
                .isEqualTo(new Reason(
                        Code.SAID_NO_IN_SHOP, Map.of("what", "email", "at", Reason.at(said), "source", "event"))));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 8, 200, 390})
    void keepsRunsInTheirPlace_howeverLongTheCampaignIsPaused(int days) {
        leaveACart();
        world.advance(DELAY);
        assertThat(world.sentSteps()).containsExactly("email");
        pausedFor(DAY.multipliedBy(days), "cart-recovery");
        assertThat(world.sentSteps()).containsExactly("email");
        world.settle();
        world.advance(Duration.ofSeconds(10));
        assertThat(world.sentSteps()).containsExactly("email", "whatsapp");
        assertThat(onlyRun().status()).isEqualTo(Run.Status.COMPLETED);
        assertThat(world.ports.states.load(world.user("ada")).runs()).isEmpty();
    }

    @Test
    void keepsItsPlaceAgain_whenItIsPausedSeveralTimes() {
        leaveACart();
        world.advance(DELAY);
        for (int i = 0; i < 3; i++) {
            pausedFor(DAY.multipliedBy(8), "cart-recovery");
            world.wiring().changeCampaignStatus().pause("cart-recovery", world.now());
            world.advance(Duration.ofSeconds(10));
        }
        assertThat(world.sentSteps()).containsExactly("email");
        world.wiring().changeCampaignStatus().activate("cart-recovery", "ann", null, world.now());
        world.advance(Duration.ofSeconds(10));
        assertThat(world.sentSteps()).containsExactly("email", "whatsapp");
    }

    @Test
    void aDelayThatEndsDuringAPause_waitsForTheResume_andStartsOnce() {
        leaveACart();
        pausedFor(DAY.multipliedBy(9), "cart-recovery");
        assertThat(world.ports.runs.all()).isEmpty();
        world.advance(Duration.ofSeconds(10));
        assertThat(world.sentSteps()).containsExactly("email");
        assertThat(world.ports.runs.all()).hasSize(1);
    }

    @Test
    void aDelayThatWaits_isGoneWithAnOrder() {
        leaveACart();
        world.wiring().changeCampaignStatus().pause("cart-recovery", world.now());
        world.advance(DAY);
        world.event(world.ordered("o1", "ada", "order-1", "10.00"));
        world.settle();
        world.wiring().changeCampaignStatus().activate("cart-recovery", "ann", null, world.now());
        world.advance(DAY);
        assertThat(world.sent()).isEmpty();
        assertThat(world.ports.held.of("cart-recovery", 10)).isEmpty();
    }

    @Test
    void aTransactionalMessageThatWasHeldForTenDays_isSentWhenItsCampaignIsResumed() {
        world.event(world.identify("i1", "ada", null));
        world.event(world.track("p1", "ada", "Payment Failed", Map.of("order_id", "order-9")));
        world.beforeSending(() -> world.wiring().changeCampaignStatus().pause("payment-failed", world.now()));
        world.settle();
        assertThat(world.sent()).isEmpty();
        world.advance(DAY.multipliedBy(10));
        world.wiring().changeCampaignStatus().activate("payment-failed", "ann", null, world.now());
        world.advance(Duration.ofSeconds(10));
        assertThat(world.sent()).hasSize(1);
    }

    private void pausedFor(Duration time, String campaign) {
        world.wiring().changeCampaignStatus().pause(campaign, world.now());
        world.advance(time);
        assertThat(world.wiring().changeCampaignStatus().activate(campaign, "ann", null, world.now()))
                .isInstanceOf(ChangeCampaignStatus.Result.Changed.class);
    }

    @Test
    void startsNothing_whileTheCampaignIsPaused() {
        world.ports.campaigns.status("cart-recovery", Campaign.Status.PAUSED, world.now());
        leaveACart();
        world.advance(DAY);
        assertThat(world.ports.runs.all()).isEmpty();
    }

    @Test
    void sendsATransactionalMessageAtOnce_withoutAnExecution() {
        world.event(world.identify("i1", "ada", null));
        var failed = world.track("p1", "ada", "Payment Failed", Map.of("order_id", "order-9"));
        world.event(failed);
        world.event(failed);
        world.settle();
        assertThat(world.sent()).singleElement().isInstanceOfSatisfying(Outgoing.Email.class, email -> {
            assertThat(email.subject()).isEqualTo("Payment of order-9 failed");
            assertThat(email.headers()).isEmpty();
        });
        assertThat(Progress.of(onlyRun(), world.ports.messages.all())).isEqualTo(Progress.COMPLETED);
        assertThat(world.journeys.nextDue()).isEmpty();
    }

    @Test
    void doesNotLetABrowserChangeAKnownAddress() {
        world.event(world.identify("i1", "ada", null));
        world.advance(Duration.ofSeconds(1));
        var forged = new LinkedHashMap<String, Object>();
        forged.put("type", "identify");
        forged.put("messageId", "i2");
        forged.put("userId", "ada");
        forged.put("timestamp", world.now().toString());
        forged.put("traits", Map.of("email", "eve@example.com"));
        world.events(List.of(Facts.of(forged)), Origin.BROWSER);
        world.settle();
        assertThat(world.ports.profiles.load(world.user("ada")).email()).isEqualTo("ada@example.com");
    }
}
