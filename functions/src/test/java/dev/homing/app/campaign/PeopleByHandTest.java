package dev.homing.app.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.app.Chaos;
import dev.homing.app.SmallShop;
import dev.homing.app.observe.AddCustomer;
import dev.homing.app.port.OutcomeQueue.Job;
import dev.homing.app.port.SendJob;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.id.RunId;
import dev.homing.domain.reason.Decision;
import dev.homing.domain.reason.Reason;
import dev.homing.domain.reason.Reason.Code;
import dev.homing.domain.run.Leg;
import dev.homing.domain.run.Run;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Somebody adds a customer to a campaign, or takes one out. */
class PeopleByHandTest {
    private static final String CART = "cart-recovery";

    private SmallShop shop = new SmallShop();

    private AddCustomer.Result add(String customer) {
        return shop.wiring.addCustomer().ask(CART, customer, "ann", shop.now());
    }

    private void work() {
        for (Job job : shop.ports.outcomeQueue.take()) {
            switch (job) {
                case Job.Add(String campaign, CustomerId customer, var at) ->
                    shop.wiring.startAdded().start(campaign, customer, at, shop.now());
                case Job.TakenOut(RunId run) -> shop.wiring.takeOut().finish(run, shop.now());
                case Job.Settle(CustomerId customer) ->
                    shop.wiring.settleCustomer().settle(customer, shop.now());
                case Job.Stop _,
                        Job.Release _,
                        Job.Walk _,
                        Job.TellOfProduct _,
                        Job.Broadcast _,
                        Job.Erase _,
                        Job.Members _,
                        Job.Daily _,
                        Job.Expire _,
                        Job.Reconcile _,
                        Job.Relocate _,
                        Job.SendLater _ -> {}
            }
        }
    }

    private void adaWithACart() {
        shop.receive(shop.storefront.identify("i1", "ada", "anon-1"), shop.storefront.added("e1", "ada", "A", "10.00"));
        shop.advance(Duration.ofMinutes(1));
    }

    private List<Decision> decisions() {
        return shop.ports.timeline.newest(SmallShop.ADA, null, 100).stream()
                .flatMap(entry -> entry.decisions().stream())
                .toList();
    }

    @Test
    void startsTheCampaign_forWhoeverIsNamedByAnyName() {
        for (String name : List.of("ada", "ada@example.com", SmallShop.ADA.value())) {
            shop = new SmallShop();
            adaWithACart();
            assertThat(add(name)).isInstanceOfSatisfying(AddCustomer.Result.Added.class, added -> {
                work();
                assertThat(shop.run().id()).isEqualTo(added.run());
            });
            assertThat(shop.journeys.started())
                    .containsExactly(Leg.FIRST.execution(shop.run().id()));
            assertThat(decisions())
                    .contains(new Decision(CART, Decision.Kind.STARTED, Reason.of(Code.ADDED, "by", "ann")));
        }
    }

    @Test
    void saysWhyNot() {
        shop.receive(shop.storefront.identify("i1", "ada", "anon-1"));
        assertThat(add("ada")).isInstanceOfSatisfying(AddCustomer.Result.Refused.class, refused -> assertThat(
                        refused.why().code())
                .isEqualTo(Code.CART_EMPTY));
        assertThat(add("nobody")).isEqualTo(new AddCustomer.Result.NoCustomer());
        assertThat(shop.wiring.addCustomer().ask("none", "ada", "ann", shop.now()))
                .isEqualTo(new AddCustomer.Result.NoCampaign());
        shop.wiring.changeCampaignStatus().pause(CART, shop.now());
        assertThat(add("ada"))
                .isEqualTo(new AddCustomer.Result.Refused(Reason.of(Code.CAMPAIGN_NOT_ACTIVE, "status", "paused")));
        assertThat(shop.ports.outcomeQueue.take()).isEmpty();
    }

    @Test
    void addsNobodyTwice() {
        adaWithACart();
        add("ada");
        shop.advance(Duration.ofSeconds(1));
        add("ada");
        work();
        assertThat(shop.ports.runs.all()).hasSize(1);
        assertThat(add("ada")).isInstanceOfSatisfying(AddCustomer.Result.Refused.class, refused -> assertThat(
                        refused.why().code())
                .isEqualTo(Code.ALREADY_RUNNING));
        assertThat(decisions().stream().filter(each -> each.kind() == Decision.Kind.NOT_STARTED))
                .as("the second one's job was told so")
                .hasSize(1);
    }

    @Test
    void startsOnce_killedAnywhere_andTwice() {
        for (int moment = 0; ; moment++) {
            shop = new SmallShop();
            adaWithACart();
            add("ada");
            Job job = shop.ports.outcomeQueue.take().getFirst();
            if (!(job instanceof Job.Add(String campaign, CustomerId customer, var at))) {
                throw new AssertionError(job);
            }
            shop.chaos.killAt(moment);
            try {
                shop.wiring.startAdded().start(campaign, customer, at, shop.now());
            } catch (Chaos.Killed killed) {
                shop.wiring.startAdded().start(campaign, customer, at, shop.now());
            }
            boolean over = !shop.chaos.struck();
            shop.wiring.startAdded().start(campaign, customer, at, shop.now());
            assertThat(shop.run().open()).isTrue();
            assertThat(shop.journeys.started())
                    .isNotEmpty()
                    .containsOnly(Leg.FIRST.execution(shop.run().id()));
            assertThat(shop.state(SmallShop.ADA).pending()).isEmpty();
            if (over) {
                return;
            }
        }
    }

    @Test
    void takesOut_killedAnywhere_andTwice() {
        for (int moment = 0; ; moment++) {
            shop = new SmallShop();
            SendJob job = shop.emailJob();
            shop.ports.outcomeQueue.take();
            shop.chaos.killAt(moment);
            try {
                takeOut(job.run());
                work();
            } catch (Chaos.Killed killed) {
                takeOut(job.run());
                work();
            }
            boolean over = !shop.chaos.struck();
            takeOut(job.run());
            work();
            Run run = shop.run();
            assertThat(run.status()).isEqualTo(Run.Status.EXITED);
            assertThat(run.endedBy()).isEqualTo(Reason.of(Code.TAKEN_OUT, "by", "ann"));
            assertThat(shop.state(SmallShop.ADA).runs()).isEmpty();
            assertThat(shop.journeys.stopped()).containsOnlyKeys(Leg.FIRST.execution(job.run()));
            assertThat(decisions().stream().filter(each -> each.kind() == Decision.Kind.ENDED))
                    .containsExactly(new Decision(CART, Decision.Kind.ENDED, Objects.requireNonNull(run.endedBy())));
            shop.send(job);
            assertThat(shop.ports.sender.sent()).isEmpty();
            if (over) {
                return;
            }
        }
    }

    private TakeOut.Result takeOut(RunId run) {
        return shop.wiring.takeOut().byHand(CART, run, "ann", shop.now());
    }

    @Test
    void takesOutWhoIsHeld() {
        SendJob job = shop.emailJob();
        shop.wiring.changeCampaignStatus().pause(CART, shop.now());
        shop.send(job);
        takeOut(job.run());
        work();
        shop.wiring.changeCampaignStatus().activate(CART, "ann", null, shop.now());
        shop.wiring.releasePlaces().release(CART, shop.now());
        assertThat(shop.journeys.started()).hasSize(1);
        assertThat(shop.ports.held.of(CART, 10)).isEmpty();
    }

    @Test
    void refusesWhoIsOver_andWhoIsNotThere() {
        SendJob job = shop.emailJob();
        shop.receive(shop.storefront.ordered("o1", "ada", "order-1", "10.00"));
        assertThat(takeOut(job.run())).isInstanceOf(TakeOut.Result.Over.class);
        assertThat(takeOut(new RunId(SmallShop.ADA, "none"))).isEqualTo(new TakeOut.Result.NotFound());
        assertThat(shop.wiring.takeOut().byHand("payment-failed", job.run(), "ann", shop.now()))
                .isEqualTo(new TakeOut.Result.NotFound());
    }
}
