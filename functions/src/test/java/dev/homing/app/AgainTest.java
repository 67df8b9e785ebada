package dev.homing.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.app.port.Timeline;
import dev.homing.domain.Facts;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.campaign.SendingRules;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.condition.Condition;
import dev.homing.domain.condition.Resolved;
import dev.homing.domain.event.CustomerEvent.Origin;
import dev.homing.domain.event.EventPattern;
import dev.homing.domain.flow.Flow;
import dev.homing.domain.flow.Node;
import dev.homing.domain.flow.Until;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.message.Message;
import dev.homing.domain.message.MessageStatus;
import dev.homing.domain.reason.Decision;
import dev.homing.domain.run.Run;
import dev.homing.domain.trigger.Again;
import dev.homing.domain.trigger.Hours;
import dev.homing.domain.trigger.Start;
import dev.homing.domain.trigger.Trigger;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SequencedMap;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** A customer does again what starts a campaign while they are in it; and campaigns that start at certain hours only. */
class AgainTest {
    private static final Hours MONDAYS = new Hours(Set.of(DayOfWeek.MONDAY), LocalTime.of(9, 0), LocalTime.of(18, 0));

    private static World world(Chaos chaos, Campaign.Version version) {
        World world = new World(chaos);
        world.publish(version);
        world.event(world.identify("i1", "ada", null));
        world.advance(Duration.ofMinutes(10));
        return world;
    }

    private static Trigger went(Duration delay, Hours hours) {
        return new Trigger(
                new Start.Happened(EventPattern.of("Went"), null),
                delay,
                null,
                Duration.ZERO,
                Resolved.EVERYONE,
                Resolved.EVERYONE,
                hours,
                Again.MERGE);
    }

    private static Campaign.Version cart(Again again) {
        Trigger cart = TestCampaigns.abandonedCart(Duration.ofMinutes(30), null);
        Trigger changed = new Trigger(
                cart.start(),
                cart.delay(),
                cart.key(),
                cart.notAgainWithin(),
                cart.entry(),
                cart.everyMessage(),
                null,
                again);
        return TestCampaigns.as(TestCampaigns.series(), "cart-recovery", changed);
    }

    private static List<String> decisions(World world) {
        return world.ports.timeline.newest(CustomerId.ofUser("ada"), null, 99).stream()
                .map(Timeline.Entry::decisions)
                .flatMap(List::stream)
                .map(Decision::sentence)
                .toList();
    }

    @Property(tries = 40)
    void aCartThatIsFilledOnceMore_endsTheJourneyAndBeginsItAnew(@ForAll long seed) {
        boolean killed = new Random(seed).nextBoolean();
        World world = world(killed ? new Chaos(new Random(seed), 0.05) : Chaos.NONE, cart(Again.RESTART));
        world.event(world.added("e1", "ada", "A", "10.00"));
        world.advance(Duration.ofHours(5));
        assertThat(world.sentSteps().stream().distinct()).containsExactly("email");
        world.event(world.added("e2", "ada", "B", "20.00"));
        world.advance(Duration.ofHours(5));
        world.calm();
        assertThat(world.sentSteps()).containsExactly("email", "email");
        world.advance(Duration.ofDays(4));
        assertThat(world.sentSteps())
                .as("one goes on, and the other was ended")
                .containsExactly("email", "email", "whatsapp");
        assertThat(world.ports.runs.all())
                .extracting(Run::status)
                .containsExactlyInAnyOrder(Run.Status.EXITED, Run.Status.COMPLETED);
    }

    /** Storefronts tell of the whole cart with every page, and whoever comes back by the email looks at the cart. */
    @Test
    void aCartThatIsToldOfAsItIs_beginsNothingAnew() {
        World world = world(Chaos.NONE, cart(Again.RESTART));
        world.event(whole(world, "e1", 1));
        world.advance(Duration.ofHours(5));
        for (int i = 0; i < 3; i++) {
            world.event(whole(world, "same" + i, 1));
            world.advance(Duration.ofHours(5));
        }
        assertThat(world.sentSteps()).containsExactly("email");
        world.event(whole(world, "more", 2));
        world.advance(Duration.ofHours(5));
        assertThat(world.sentSteps()).containsExactly("email", "email");
    }

    /** The journey may be over by then, as the customer opened the email. */
    @Test
    void aCartThatIsToldOfAsItIs_beginsNoJourneyAfterThatEither() {
        World world = world(Chaos.NONE, TestCampaigns.cartRecovery());
        world.event(whole(world, "e1", 1));
        world.advance(Duration.ofHours(1));
        Message email = world.ports.messages.all().getFirst();
        world.reaction(email.id(), MessageStatus.OPENED, world.now());
        world.advance(Duration.ofHours(1));
        assertThat(world.ports.runs.all()).extracting(Run::status).containsExactly(Run.Status.COMPLETED);
        world.event(whole(world, "same", 1));
        world.advance(Duration.ofHours(5));
        assertThat(world.sentSteps()).containsExactly("email");
        assertThat(decisions(world))
                .contains(
                        "Not started: the cart is as it was when this campaign started for the customer at 2026-11-22T10:10:00Z.");
        world.event(whole(world, "more", 2));
        world.advance(Duration.ofHours(5));
        assertThat(world.sentSteps()).containsExactly("email", "email");
    }

    private static Facts whole(World world, String id, int quantity) {
        return world.track(
                id,
                "ada",
                "Cart Updated",
                Map.of("products", List.of(Map.of("product_id", "A", "price", 10, "quantity", quantity))));
    }

    @Test
    void theTimelineSaysWhy() {
        World world = world(Chaos.NONE, cart(Again.RESTART));
        world.event(world.added("e1", "ada", "A", "10.00"));
        world.advance(Duration.ofHours(5));
        world.event(world.added("e2", "ada", "B", "20.00"));
        world.settle();
        assertThat(decisions(world))
                .contains("Ended: the customer did once more what starts the campaign, and it starts anew.");
    }

    /** What was told late happened while the delay ran: it was part of it. */
    @Test
    void whatIsToldLateStartsNothingAnew() {
        World world = world(Chaos.NONE, cart(Again.RESTART));
        world.event(world.added("e1", "ada", "A", "10.00"));
        Facts late = world.added("e2", "ada", "B", "20.00");
        world.advance(Duration.ofHours(5));
        world.event(late);
        world.advance(Duration.ofHours(5));
        assertThat(world.sentSteps()).containsExactly("email");
    }

    /** Anyone can send what a browser sends. */
    @Test
    void aBrowsersEventsBeginAJourneyAnew_onceADay() {
        World world = world(Chaos.NONE, cart(Again.RESTART));
        world.event(world.added("e1", "ada", "A", "10.00"), Origin.BROWSER);
        for (int hour = 0; hour < 40; hour++) {
            world.advance(Duration.ofHours(1));
            world.event(world.added("b" + hour, "ada", "B", "20.00"), Origin.BROWSER);
        }
        world.advance(Duration.ofHours(5));
        assertThat(world.sentSteps()).containsExactly("email", "email");
    }

    @Test
    void anotherOneStartsNothing_whereThatIsSaid() {
        World world = world(Chaos.NONE, cart(Again.IGNORE));
        world.event(world.added("e1", "ada", "A", "10.00"));
        world.advance(Duration.ofHours(5));
        world.event(world.added("e2", "ada", "B", "20.00"));
        world.advance(Duration.ofHours(5));
        assertThat(world.sentSteps()).containsExactly("email");
    }

    private static Trigger viewed() {
        return new Trigger(
                new Start.Unfinished(
                        EventPattern.of("Product Viewed"),
                        Condition.EVERYONE,
                        EventPattern.of("Order Completed"),
                        "product_id"),
                Duration.ofHours(2),
                null);
    }

    /** Two days between two emails. */
    private static Campaign.Version browse() {
        SequencedMap<String, Node> nodes = new LinkedHashMap<>();
        nodes.put("first", Node.Message.then("first", "First", Channel.EMAIL, "pay-email", "days"));
        nodes.put("days", new Node.Wait("days", "Two days", new Until.After(Duration.ofDays(2)), "second"));
        nodes.put("second", Node.Message.then("second", "Second", Channel.EMAIL, "pay-email", "done"));
        nodes.put("done", new Node.End("done", "Done"));
        Campaign.Version one = TestCampaigns.emailAt("browse", viewed(), SendingRules.USUAL);
        return new Campaign.Version(
                "browse",
                0,
                "Browse",
                "",
                one.kind(),
                viewed(),
                new Flow("first", nodes),
                one.attributionWindow(),
                one.templates(),
                null,
                Instant.EPOCH);
    }

    private static Facts view(World world, String id, String product) {
        return world.track(id, "ada", "Product Viewed", Map.of("product_id", product, "name", "Product " + product));
    }

    private static List<String> told(World world) {
        Run run = world.ports.runs.all().getFirst();
        return run.event().products().stream()
                .map(product -> String.valueOf(product.text("product_id")))
                .toList();
    }

    /** Before the first message: it tells of all that was looked at and not ordered. Later: the later messages tell of it as well. */
    @Property(tries = 40)
    void oneJourneyTellsOfAllThatBeganIt_whateverIsKilled(@ForAll long seed) {
        boolean killed = new Random(seed).nextBoolean();
        World world = world(killed ? new Chaos(new Random(seed), 0.05) : Chaos.NONE, browse());
        world.event(view(world, "e1", "A"));
        world.advance(Duration.ofMinutes(30));
        world.event(view(world, "e2", "B"));
        world.advance(Duration.ofMinutes(30));
        world.event(view(world, "e3", "C"));
        world.advance(Duration.ofMinutes(30));
        world.event(world.track(
                "o1",
                "ada",
                "Order Completed",
                Map.of("order_id", "O-1", "products", List.of(Map.of("product_id", "B")))));
        world.advance(Duration.ofHours(8));
        assertThat(world.sentSteps()).containsExactly("first");
        assertThat(told(world)).containsExactly("C", "A");
        world.event(view(world, "e4", "D"));
        world.advance(Duration.ofHours(2));
        assertThat(told(world)).containsExactly("D", "C", "A");
        world.advance(Duration.ofDays(3));
        world.calm();
        assertThat(world.sentSteps()).containsExactly("first", "second");
        assertThat(world.ports.runs.all()).hasSize(1);
    }

    /** The story begins on a Sunday. */
    @Property(tries = 40)
    void startsWhenItsHoursCome(@ForAll long seed, @ForAll boolean delayed) {
        boolean killed = new Random(seed).nextBoolean();
        Duration delay = delayed ? Duration.ofMinutes(30) : Duration.ZERO;
        World world = world(
                killed ? new Chaos(new Random(seed), 0.05) : Chaos.NONE,
                TestCampaigns.emailAt("news", went(delay, MONDAYS), SendingRules.USUAL));
        world.event(world.track("e1", "ada", "Went", Map.of("order_id", "O-1")));
        world.advance(Duration.ofHours(12));
        assertThat(world.sent()).isEmpty();
        world.advance(Duration.ofDays(1));
        assertThat(world.sent()).hasSize(1);
        Instant sentAt = Objects.requireNonNull(
                world.ports.messages.all().getFirst().statuses().getFirst().at());
        assertThat(sentAt).isBetween(Instant.parse("2026-11-23T08:00:00Z"), Instant.parse("2026-11-23T10:00:00Z"));
        world.event(world.track("e2", "ada", "Went", Map.of("order_id", "O-2")));
        world.advance(Duration.ofDays(8));
        assertThat(world.sent()).hasSize(2);
    }

    @Test
    void theTimelineSaysUntilWhenItWaits() {
        World world =
                world(Chaos.NONE, TestCampaigns.emailAt("news", went(Duration.ZERO, MONDAYS), SendingRules.USUAL));
        world.event(world.track("e1", "ada", "Went", Map.of("order_id", "O-1")));
        world.settle();
        assertThat(decisions(world)).contains("Waits until 2026-11-23T08:00:00Z: Went happened.");
    }
}
