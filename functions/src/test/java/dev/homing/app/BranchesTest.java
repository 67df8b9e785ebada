package dev.homing.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.app.campaign.ReadPeople;
import dev.homing.domain.Facts;
import dev.homing.domain.Money;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.condition.Condition;
import dev.homing.domain.condition.Resolved;
import dev.homing.domain.event.EventPattern;
import dev.homing.domain.flow.Flow;
import dev.homing.domain.flow.Node;
import dev.homing.domain.flow.Until;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SequencedMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** An email to everyone, a day, and then what the customer did or is decides who hears more. */
class BranchesTest {
    private static Campaign.Version campaign() {
        SequencedMap<String, Node> nodes = new LinkedHashMap<>();
        nodes.put("email", Node.Message.then("email", "Email", Channel.EMAIL, "cart-email", "day"));
        nodes.put("day", new Node.Wait("day", "A day", new Until.After(Duration.ofDays(1)), "who"));
        nodes.put(
                "who",
                new Node.Branch(
                        "who",
                        "Who",
                        List.of(
                                new Node.Branch.Case(
                                        "Looked",
                                        Resolved.of(new Condition.Did(
                                                EventPattern.of("Product Viewed"),
                                                new Condition.Times(2, Condition.Times.UNBOUNDED),
                                                Duration.ofDays(2),
                                                Condition.EVERYONE,
                                                null)),
                                        "second"),
                                new Node.Branch.Case(
                                        "Large",
                                        Resolved.of(new Condition.CartValue(new Money(new BigDecimal("100"), "EUR"))),
                                        "whatsapp")),
                        "done"));
        nodes.put("second", Node.Message.then("second", "Second", Channel.EMAIL, "cart-email", "done"));
        nodes.put("whatsapp", Node.Message.then("whatsapp", "Nudge", Channel.WHATSAPP, "cart-whatsapp", "done"));
        nodes.put("done", new Node.End("done", "Done"));
        return TestCampaigns.with(new Flow("email", nodes));
    }

    private static World story(Chaos chaos, int views, String price) {
        World world = new World(chaos);
        world.publish(campaign());
        world.event(world.identify("i1", "ada", null));
        world.advance(Duration.ofMinutes(10));
        world.event(world.added("e1", "ada", "A", price));
        world.advance(Duration.ofMinutes(45));
        for (int i = 0; i < views; i++) {
            world.event(world.track("v" + i, "ada", "Product Viewed", Map.of("product_id", "P-" + i)));
            world.advance(Duration.ofMinutes(10));
        }
        world.advance(Duration.ofDays(3));
        return world;
    }

    private static String went(World world) {
        world.calm();
        List<String> ways = world.ports.runs.all().stream()
                .flatMap(run -> run.taken().stream())
                .map(taken -> taken.way())
                .toList();
        ReadPeople.Result.Page page = (ReadPeople.Result.Page)
                world.wiring().readPeople().read("cart-recovery", ReadPeople.Filter.ALL, null, 10, world.now());
        return String.join(" ", world.sentSteps()) + " by " + String.join(",", ways) + " at "
                + page.people().getFirst().at().id();
    }

    @Test
    void goesTheWayOfTheFirstCaseThatHolds_andKeepsIt() {
        assertThat(went(story(Chaos.NONE, 0, "10.00"))).isEqualTo("email by otherwise at who");
        assertThat(went(story(Chaos.NONE, 1, "10.00"))).as("once is not twice").isEqualTo("email by otherwise at who");
        assertThat(went(story(Chaos.NONE, 2, "10.00"))).isEqualTo("email second by case-1 at second");
        assertThat(went(story(Chaos.NONE, 2, "120.00")))
                .as("the first decides")
                .isEqualTo("email second by case-1 at second");
        assertThat(went(story(Chaos.NONE, 0, "120.00"))).isEqualTo("email whatsapp by case-2 at whatsapp");
    }

    @Property(tries = 60)
    void goesTheSameWay_whateverIsKilled(@ForAll long seed) {
        Random dice = new Random(seed);
        int views = dice.nextInt(4);
        String price = dice.nextBoolean() ? "10.00" : "120.00";
        assertThat(went(story(new Chaos(new Random(seed), 0.06), views, price)))
                .isEqualTo(went(story(Chaos.NONE, views, price)));
    }

    @Test
    void sendsEveryArmOfASplitItsOwn_andAHoldoutNothing() {
        World world = new World();
        SequencedMap<String, Node> nodes = new LinkedHashMap<>();
        nodes.put(
                "split",
                new Node.Split(
                        "split",
                        "Split",
                        List.of(
                                new Node.Split.Arm("Holdout", 1, "done"),
                                new Node.Split.Arm("Email", 2, "email"),
                                new Node.Split.Arm("WhatsApp", 1, "whatsapp"))));
        nodes.put("email", Node.Message.then("email", "Email", Channel.EMAIL, "cart-email", "done"));
        nodes.put("whatsapp", Node.Message.then("whatsapp", "Nudge", Channel.WHATSAPP, "cart-whatsapp", "done"));
        nodes.put("done", new Node.End("done", "Done"));
        world.publish(TestCampaigns.with(new Flow("split", nodes)));
        for (int i = 0; i < 60; i++) {
            Facts who = world.identify("i" + i, "user-" + i, null);
            world.event(who);
            world.event(world.added("e" + i, "user-" + i, "A", "10.00"));
        }
        world.advance(Duration.ofDays(1));
        long emails = world.sentSteps().stream().filter("email"::equals).count();
        long whatsApps = world.sentSteps().stream().filter("whatsapp"::equals).count();
        assertThat(emails).isBetween(20L, 40L);
        assertThat(whatsApps).isBetween(6L, 24L);
        assertThat(60 - emails - whatsApps).as("held out").isBetween(6L, 24L);
        assertThat(world.ports.runs.all())
                .allSatisfy(run -> assertThat(run.open()).isFalse());
    }
}
