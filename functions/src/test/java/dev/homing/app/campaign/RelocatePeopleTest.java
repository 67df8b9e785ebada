package dev.homing.app.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.app.Chaos;
import dev.homing.app.SmallShop;
import dev.homing.app.TestCampaigns;
import dev.homing.app.World;
import dev.homing.app.campaign.RelocatePeople.Look;
import dev.homing.app.campaign.RelocatePeople.Result;
import dev.homing.app.campaign.RelocatePeople.Wish;
import dev.homing.app.port.OutcomeQueue.Job;
import dev.homing.app.port.SendJob;
import dev.homing.domain.Facts;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.id.RunId;
import dev.homing.domain.id.Visit;
import dev.homing.domain.reason.Reason.Code;
import dev.homing.domain.run.Leg;
import dev.homing.domain.run.Relocation;
import dev.homing.domain.run.Relocation.Others;
import dev.homing.domain.run.Relocation.Stay;
import dev.homing.domain.run.Relocation.Tally;
import dev.homing.domain.run.Relocation.Target;
import dev.homing.domain.run.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** All who are on a version go on with another one, or come to their end. */
class RelocatePeopleTest {
    private static final String CART = "cart-recovery";
    private static final Wish ON = new Wish(1, 2, Map.of(), Others.STAY);
    private static final Wish END = new Wish(1, 0, Map.of(), Others.END);

    private SmallShop shop = new SmallShop();
    private SendJob job = shop.emailJob();

    private Result ask(Wish wish) {
        return shop.wiring.relocatePeople().ask(CART, wish, "ann", shop.now());
    }

    /** Does what is asked for; what is killed comes again. */
    private static void work(SmallShop shop) {
        for (int round = 0; round < 10; round++) {
            for (Job job : shop.ports.outcomeQueue.take()) {
                Runnable work =
                        switch (job) {
                            case Job.Relocate(String campaign, int step) ->
                                () -> shop.wiring.relocatePeople().page(campaign, step, shop.now());
                            case Job.TakenOut(RunId run) ->
                                () -> shop.wiring.takeOut().finish(run, shop.now());
                            case Job.Settle _,
                                    Job.Stop _,
                                    Job.Add _,
                                    Job.Release _,
                                    Job.Walk _,
                                    Job.TellOfProduct _,
                                    Job.Broadcast _,
                                    Job.Erase _,
                                    Job.Members _,
                                    Job.Daily _,
                                    Job.Expire _,
                                    Job.Reconcile _,
                                    Job.SendLater _ -> () -> {};
                        };
                try {
                    work.run();
                } catch (Chaos.Killed killed) {
                    shop.ports.outcomeQueue.enqueue(job);
                }
            }
        }
    }

    private Relocation done(Wish wish) {
        assertThat(ask(wish)).isInstanceOf(Result.Asked.class);
        work(shop);
        return latest();
    }

    private Relocation latest() {
        Relocation latest = Objects.requireNonNull(shop.wiring.relocatePeople().latest(CART));
        assertThat(latest.finished()).isTrue();
        return latest;
    }

    private void second() {
        shop.publish(TestCampaigns.cartRecovery());
    }

    @Test
    void movesToTheStepOfTheSameName_andSaysSoBefore() {
        second();
        Look look = shop.wiring.relocatePeople().look(CART, ON, shop.now());
        assertThat(look).isInstanceOfSatisfying(Look.Seen.class, seen -> {
            assertThat(seen.complete()).isTrue();
            assertThat(seen.tally()).isEqualTo(Tally.NONE.oneMoved());
            assertThat(seen.steps().getFirst())
                    .isEqualTo(new RelocatePeople.AtStep("email", "email", Tally.NONE.oneMoved()));
        });
        assertThat(shop.run().campaignVersion())
                .as("nothing is changed by looking")
                .isEqualTo(1);

        assertThat(done(ON).tally()).isEqualTo(Tally.NONE.oneMoved());

        assertThat(shop.run().campaignVersion()).isEqualTo(2);
        assertThat(shop.journeys.running()).containsOnlyKeys(new Leg(2, "email").execution(job.run()));
        shop.send(job);
        assertThat(shop.ports.sender.sent()).as("the old step's job").isEmpty();
        shop.journeys.await("token-2");
        SendJob next = new SendJob(new Visit(job.run(), 2, "email", 1), Channel.EMAIL, "token-2");
        shop.send(next);
        shop.send(next);
        assertThat(shop.ports.sender.sent()).hasSize(1);
    }

    @Test
    void sendsNothingTwice_toThoseWhoGotTheMessage() {
        shop.send(job);
        second();
        assertThat(done(ON).tally()).isEqualTo(Tally.NONE.oneStays(Stay.MESSAGE_IS_OUT));
        assertThat(shop.run().campaignVersion()).isEqualTo(1);
        assertThat(shop.journeys.stopped()).isEmpty();
    }

    @Test
    void leavesWhereTheyAre_orEnds_thoseWhoseStepLeadsNowhere() {
        shop.publish(TestCampaigns.otherSteps());
        assertThat(done(ON).tally()).isEqualTo(Tally.NONE.oneStays(Stay.NO_STEP));
        assertThat(shop.run().status()).isEqualTo(Run.Status.ACTIVE);
        assertThat(done(new Wish(1, 2, Map.of(), Others.END)).tally()).isEqualTo(Tally.NONE.oneEnded());
        assertThat(shop.run().status()).isEqualTo(Run.Status.EXITED);
    }

    @Test
    void endsForEveryone_andForThoseAtAStep() {
        assertThat(done(new Wish(1, 0, Map.of("whatsapp", new Target.Out()), Others.STAY))
                        .tally())
                .isEqualTo(Tally.NONE.oneStays(Stay.NO_STEP));
        assertThat(done(END).tally()).isEqualTo(Tally.NONE.oneEnded());
        assertThat(Objects.requireNonNull(shop.run().endedBy()).code()).isEqualTo(Code.ENDED_WITH_OTHERS);
        assertThat(shop.journeys.running()).isEmpty();
        assertThat(shop.state(SmallShop.ADA).runs()).isEmpty();
        shop.send(job);
        assertThat(shop.ports.sender.sent()).isEmpty();
    }

    @Test
    void bringsThemBack_untilTheyGotSomething() {
        second();
        done(ON);
        assertThat(shop.wiring.relocatePeople().undo(CART, "bob", shop.now())).isInstanceOf(Result.Asked.class);
        work(shop);
        assertThat(latest().tally()).isEqualTo(Tally.NONE.oneMoved());
        assertThat(shop.run().campaignVersion()).isEqualTo(1);
        assertThat(shop.run().leg()).isEqualTo(new Leg(3, "email"));
        assertThat(shop.journeys.running()).containsOnlyKeys(new Leg(3, "email").execution(job.run()));

        done(ON);
        shop.journeys.await("token-4");
        shop.send(new SendJob(new Visit(job.run(), 4, "email", 1), Channel.EMAIL, "token-4"));
        assertThat(shop.ports.sender.sent()).hasSize(1);
        shop.wiring.relocatePeople().undo(CART, "bob", shop.now());
        work(shop);
        assertThat(latest().tally()).isEqualTo(Tally.NONE.oneStays(Stay.GOT_SOMETHING));
        assertThat(shop.run().campaignVersion()).isEqualTo(2);
        assertThat(shop.wiring.relocatePeople().undo(CART, "bob", shop.now())).isInstanceOf(Result.Refused.class);
    }

    @Test
    void endsTheSame_whenItIsKilledAnywhere() {
        killedAnywhere(ON, small -> {
            assertThat(small.run().leg()).isEqualTo(new Leg(2, "email"));
            assertThat(small.run().campaignVersion()).isEqualTo(2);
            assertThat(small.journeys.running())
                    .containsOnlyKeys(new Leg(2, "email").execution(small.run().id()));
            assertThat(small.state(SmallShop.ADA).runs())
                    .singleElement()
                    .satisfies(active -> assertThat(active.version()).isEqualTo(2));
        });
        killedAnywhere(END, small -> {
            assertThat(small.run().status()).isEqualTo(Run.Status.EXITED);
            assertThat(small.journeys.running()).isEmpty();
            assertThat(small.state(SmallShop.ADA).runs()).isEmpty();
        });
    }

    private static void killedAnywhere(Wish wish, Consumer<SmallShop> holds) {
        for (int moment = 0; ; moment++) {
            SmallShop small = new SmallShop();
            small.emailJob();
            small.publish(TestCampaigns.cartRecovery());
            small.chaos.killAt(moment);
            for (int again = 0; again < 2; again++) {
                try {
                    small.wiring.relocatePeople().ask(CART, wish, "ann", small.now());
                } catch (Chaos.Killed killed) {
                    continue;
                }
                break;
            }
            work(small);
            Relocation latest = Objects.requireNonNull(small.ports.relocations.latest(CART));
            assertThat(latest.finished()).as("killed at %d", moment).isTrue();
            assertThat(latest.tally().moved() + latest.tally().ended())
                    .as("killed at %d", moment)
                    .isEqualTo(1);
            holds.accept(small);
            if (!small.chaos.struck()) {
                return;
            }
        }
    }

    @Test
    void doesAPageOnce_howeverOftenItIsAskedFor() {
        second();
        ask(ON);
        Job.Relocate first = (Job.Relocate) shop.ports.outcomeQueue.take().getLast();
        for (int i = 0; i < 3; i++) {
            shop.wiring.relocatePeople().page(first.campaign(), first.step(), shop.now());
        }
        assertThat(latest().tally()).isEqualTo(Tally.NONE.oneMoved());
        assertThat(shop.run().leg().generation()).isEqualTo(2);
    }

    @Test
    void namesAllThatIsWrong() {
        second();
        Wish wrong = new Wish(
                1, 2, Map.of("nowhere", new Target.Step("email"), "email", new Target.Step("nowhere")), Others.STAY);
        assertThat(ask(wrong)).isInstanceOfSatisfying(Result.Invalid.class, invalid -> assertThat(invalid.problems())
                .containsOnlyKeys("steps.nowhere", "steps.email"));
        assertThat(ask(new Wish(7, 9, Map.of(), Others.STAY)))
                .isInstanceOfSatisfying(Result.Invalid.class, invalid -> assertThat(invalid.problems())
                        .containsOnlyKeys("from", "to"));
    }

    /** Moved after a day of two, through random deaths: the second message goes out when it would have, once, and with the new version. */
    @Test
    void waitsForWhatIsLeft_whereSomebodyWaited() {
        for (long seed = 0; seed < 20; seed++) {
            World world = seed == 0 ? new World() : new World(new Chaos(new Random(seed), 0.05));
            world.publish(TestCampaigns.series());
            Map<String, Object> who =
                    new LinkedHashMap<>(world.identify("i1", "ada", null).values());
            who.put(
                    "traits",
                    Map.of(
                            "phone", "+4915112345678",
                            "email", "ada@example.com",
                            "firstName", "Ada",
                            "consent", Map.of("whatsapp", true)));
            world.event(Facts.of(who));
            world.event(world.added("e1", "ada", "A", "10.00"));
            world.advance(Duration.ofMinutes(31));
            world.advance(Duration.ofHours(30));
            Run before = world.ports.runs.all().getFirst();
            world.publish(TestCampaigns.series());
            int to = before.campaignVersion() + 1;
            Wish wish = new Wish(before.campaignVersion(), to, Map.of(), Others.STAY);
            Tally moved = null;
            for (int tries = 0; moved == null && tries < 20; tries++) {
                try {
                    world.wiring().relocatePeople().ask(CART, wish, "ann", world.now());
                } catch (RuntimeException killed) {
                    // Whoever asks is told that it failed, and asks again.
                }
                world.settle();
                world.advance(Duration.ofMinutes(2));
                Relocation latest = world.ports.relocations.latest(CART);
                moved = latest != null && latest.finished() ? latest.tally() : null;
            }
            assertThat(moved).as("seed %d", seed).isEqualTo(Tally.NONE.oneMoved());
            Run after = world.ports.runs.all().getFirst();
            assertThat(after.campaignVersion()).isEqualTo(to);
            assertThat(after.leg()).isEqualTo(new Leg(2, "days"));
            // The email went out on the 22nd; two days later it is the 24th, and the next morning the 25th.
            world.advance(Duration.between(world.now(), Instant.parse("2026-11-25T07:59:00Z")));
            assertThat(world.sentSteps()).as("seed %d", seed).containsExactly("email");
            world.advance(Duration.ofMinutes(30));
            assertThat(world.sentSteps()).as("seed %d", seed).containsExactly("email", "whatsapp");
        }
    }
}
