package dev.homing.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.adapter.memory.MemoryJourneys;
import dev.homing.app.campaign.ReadPeople;
import dev.homing.app.port.StepJob;
import dev.homing.domain.Facts;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.condition.Condition;
import dev.homing.domain.condition.Resolved;
import dev.homing.domain.condition.Test.Is;
import dev.homing.domain.event.EventPattern;
import dev.homing.domain.flow.Awaited;
import dev.homing.domain.flow.Effect;
import dev.homing.domain.flow.Flow;
import dev.homing.domain.flow.Node;
import dev.homing.domain.flow.Way;
import dev.homing.domain.id.Visit;
import dev.homing.domain.reason.Decision;
import dev.homing.domain.run.Run;
import dev.homing.domain.trigger.Start;
import dev.homing.domain.trigger.Trigger;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SequencedMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** An email, and then a wait of three days at the most until something happens or is so. */
class WaitsForTest {
    private static final Awaited FORM =
            Awaited.event(EventPattern.of("Form Submitted"), new Condition.Property("form", List.of(new Is("sizes"))));

    private static Campaign.Version campaign(Awaited awaited) {
        SequencedMap<String, Node> nodes = new LinkedHashMap<>();
        nodes.put("email", Node.Message.then("email", "Email", Channel.EMAIL, "cart-email", "hope"));
        nodes.put("hope", new Node.WaitFor("hope", "Hope", awaited, Duration.ofDays(3), "thanks", "nudge"));
        nodes.put("thanks", Node.Message.then("thanks", "Thanks", Channel.EMAIL, "cart-email", "done"));
        nodes.put("nudge", Node.Message.then("nudge", "Nudge", Channel.EMAIL, "cart-email", "gone"));
        nodes.put("gone", new Node.Exit("gone", "Gone", "no answer"));
        nodes.put("done", new Node.End("done", "Done"));
        return TestCampaigns.as(
                TestCampaigns.with(new Flow("email", nodes)),
                "waits",
                new Trigger(
                        new Start.Called(), Duration.ZERO, null, Duration.ZERO, Resolved.EVERYONE, Resolved.EVERYONE));
    }

    private static World started(Chaos chaos, Awaited awaited) {
        World world = new World(chaos);
        world.publish(campaign(awaited));
        world.event(world.identify("i1", "ada", null));
        world.advance(Duration.ofMinutes(10));
        world.event(world.track("call", "ada", "Campaign Called", Map.of("campaign", "waits")));
        return world;
    }

    private static void form(World world, String id, String form) {
        world.event(world.track(id, "ada", "Form Submitted", Map.of("form", form)));
    }

    private static Facts stage(String stage) {
        return new Facts(
                Map.of("type", "identify", "messageId", "stage", "userId", "ada", "traits", Map.of("stage", stage)));
    }

    private static String ended(World world) {
        world.calm();
        world.advance(Duration.ofDays(1));
        Run run = world.ports.runs.all().getFirst();
        return String.join(" ", world.sentSteps()) + " " + run.status().key()
                + (run.endedBy() == null ? "" : " because " + run.endedBy().clause());
    }

    @Test
    void goesOnAtOnce_whenItHappens() {
        World world = started(Chaos.NONE, FORM);
        world.advance(Duration.ofHours(5));
        form(world, "f1", "sizes");
        world.settle();
        assertThat(world.sentSteps()).containsExactly("email", "thanks");
        assertThat(ended(world)).isEqualTo("email thanks completed");
        assertThat(world.ports.timeline.newest(world.user("ada"), null, 100).stream()
                        .flatMap(entry -> entry.decisions().stream())
                        .filter(decision -> decision.kind() == Decision.Kind.WENT_ON)
                        .map(Decision::sentence))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("Went on: ");
    }

    @Test
    void goesTheOtherWay_whenTheTimeIsOver_andAnExitEndsTheRunAsExited() {
        World world = started(Chaos.NONE, FORM);
        world.advance(Duration.ofHours(5));
        form(world, "f1", "colours");
        world.advance(Duration.ofDays(4));
        form(world, "f2", "sizes");
        assertThat(ended(world)).isEqualTo("email nudge exited because its flow came to the exit \"Gone\": no answer");
    }

    @Test
    void whatHappenedBefore_isNotWhatAnEventIsWaitedFor() {
        World world = new World();
        world.publish(campaign(FORM));
        world.event(world.identify("i1", "ada", null));
        form(world, "f0", "sizes");
        world.advance(Duration.ofMinutes(10));
        world.event(world.track("call", "ada", "Campaign Called", Map.of("campaign", "waits")));
        world.advance(Duration.ofDays(5));
        assertThat(ended(world)).startsWith("email nudge exited");
    }

    @Test
    void isSoAlready_orBecomesSoByTimeAlone() {
        Awaited never = Awaited.condition(new Condition.Did(
                EventPattern.of("Form Submitted"),
                Condition.Times.NEVER,
                Duration.ofDays(2),
                Condition.EVERYONE,
                null));
        assertThat(ended(started(Chaos.NONE, never))).isEqualTo("email thanks completed");

        World world = new World();
        world.publish(campaign(never));
        world.event(world.identify("i1", "ada", null));
        form(world, "f1", "sizes");
        world.advance(Duration.ofMinutes(10));
        world.event(world.track("call", "ada", "Campaign Called", Map.of("campaign", "waits")));
        world.advance(Duration.ofHours(47));
        assertThat(world.sentSteps()).containsExactly("email");
        world.advance(Duration.ofHours(2));
        assertThat(world.sentSteps()).containsExactly("email", "thanks");
    }

    @Test
    void theListOfPeopleSaysThatTheyWait() {
        World world = started(Chaos.NONE, FORM);
        world.advance(Duration.ofHours(5));
        assertThat(at(world)).isEqualTo("hope");
        world.advance(Duration.ofDays(3));
        assertThat(at(world)).isEqualTo("nudge");
    }

    private static String at(World world) {
        ReadPeople.Result.Page page = (ReadPeople.Result.Page)
                world.wiring().readPeople().read("waits", ReadPeople.Filter.ALL, null, 10, world.now());
        return page.people().getFirst().at().id();
    }

    /** The event comes at any moment around the registration of the wait, and whatever is killed. */
    @Property(tries = 150)
    void goesOnOnce_whateverIsKilled_andWheneverItHappens(@ForAll long seed) {
        Random dice = new Random(seed);
        World world = started(new Chaos(dice, 0.06), FORM);
        // The email takes some seconds; before its step is over, nothing is waited for.
        world.advance(Duration.ofMinutes(40).plusSeconds(dice.nextInt(5_000)));
        form(world, "f1", "sizes");
        if (dice.nextBoolean()) {
            form(world, "f1", "sizes");
        }
        world.advance(Duration.ofDays(5));
        assertThat(ended(world)).isEqualTo("email thanks completed");
    }

    /** Ada submits the form while her run comes to the step that waits for that. */
    private static final class Meeting implements Interleaving.Story {
        private final SmallShop shop = new SmallShop();
        private final StepJob job;

        Meeting(Awaited awaited) {
            shop.publish(campaign(awaited));
            shop.receive(
                    shop.storefront.identify("i1", "ada", null),
                    shop.storefront.track("call", "ada", "Campaign Called", Map.of("campaign", "waits")));
            shop.journeys.await(SmallShop.TOKEN);
            job = new StepJob(Visit.first(shop.run().id(), "hope"), SmallShop.TOKEN, shop.now());
            shop.advance(Duration.ofSeconds(1));
        }

        @Override
        public Chaos chaos() {
            return shop.chaos;
        }

        @Override
        public void first() {
            shop.wiring.walkStep().walk(job, shop.now());
        }

        @Override
        public void second() {
            Facts stage = stage("lead");
            Facts form = shop.storefront.track("f1", "ada", "Form Submitted", Map.of("form", "sizes"));
            assertThat(shop.receive(form, stage)).isEmpty();
        }

        @Override
        public void check() {
            assertThat(shop.journeys.ending(SmallShop.TOKEN))
                    .isEqualTo(new MemoryJourneys.Ending.Completed(Way.Onward.NEXT, shop.now()));
            assertThat(shop.run().taken()).extracting(Run.Taken::way).containsExactly("next");
            assertThat(shop.state(SmallShop.ADA).pending()).isEmpty();
        }
    }

    @Test
    void isNotMissed_howeverTheEventAndTheComingToTheStepMeet() {
        assertThat(Interleaving.all(2, () -> new Meeting(FORM))).isGreaterThan(50);
        Awaited lead = Awaited.condition(new Condition.Attribute("stage", List.of(new Is("lead"))));
        assertThat(Interleaving.all(2, () -> new Meeting(lead))).isGreaterThan(50);
    }

    @Property(tries = 60)
    void aConditionAsWell_whateverIsKilled(@ForAll long seed) {
        Random dice = new Random(seed);
        World world = started(
                new Chaos(dice, 0.06), Awaited.condition(new Condition.Attribute("stage", List.of(new Is("lead")))));
        world.advance(Duration.ofSeconds(dice.nextInt(90_000)));
        world.event(stage("lead"));
        world.advance(Duration.ofDays(5));
        assertThat(ended(world)).isEqualTo("email thanks completed");
    }

    @Test
    void whoIsSuppressedByAStep_hearsNoMoreMarketing() {
        World world = new World();
        SequencedMap<String, Node> nodes = new LinkedHashMap<>();
        nodes.put("email", Node.Message.then("email", "Email", Channel.EMAIL, "cart-email", "quiet"));
        nodes.put("quiet", new Node.Change("quiet", "Quiet", new Effect.Suppressed(Channel.EMAIL), "again"));
        nodes.put("again", new Node.WaitFor("again", "Again", FORM, Duration.ofDays(1), "second", "second"));
        nodes.put("second", Node.Message.then("second", "Second", Channel.EMAIL, "cart-email", "done"));
        nodes.put("done", new Node.End("done", "Done"));
        world.publish(TestCampaigns.with(new Flow("email", nodes)));
        world.event(world.identify("i1", "ada", null));
        world.event(world.added("e1", "ada", "A", "10.00"));
        world.advance(Duration.ofDays(3));
        assertThat(world.sentSteps()).containsExactly("email");
    }
}
