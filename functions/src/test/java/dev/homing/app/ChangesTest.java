package dev.homing.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.condition.Condition;
import dev.homing.domain.condition.Resolved;
import dev.homing.domain.condition.Test.Is;
import dev.homing.domain.flow.Effect;
import dev.homing.domain.flow.Flow;
import dev.homing.domain.flow.Node;
import dev.homing.domain.flow.Until;
import dev.homing.domain.profile.Profile;
import dev.homing.domain.trigger.Start;
import dev.homing.domain.trigger.Trigger;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.SequencedMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** An attribute is set, and another campaign started, by steps of a flow; whatever is killed, once. */
class ChangesTest {
    private static Campaign.Version changing() {
        SequencedMap<String, Node> nodes = new LinkedHashMap<>();
        nodes.put("email", Node.Message.then("email", "Email", Channel.EMAIL, "cart-email", "lead"));
        nodes.put("lead", new Node.Change("lead", "Lead", new Effect.Attribute("stage", "lead"), "day"));
        nodes.put("day", new Node.Wait("day", "A day", new Until.After(Duration.ofDays(1)), "who"));
        nodes.put(
                "who",
                new Node.Branch(
                        "who",
                        "Who",
                        List.of(new Node.Branch.Case(
                                "Leads",
                                Resolved.of(new Condition.Attribute("stage", List.of(new Is("lead")))),
                                "start")),
                        "done"));
        nodes.put("start", new Node.Change("start", "Start", new Effect.Started("called"), "done"));
        nodes.put("done", new Node.End("done", "Done"));
        return TestCampaigns.with(new Flow("email", nodes));
    }

    private static Campaign.Version called() {
        Trigger called = new Trigger(
                new Start.Called(), Duration.ZERO, null, Duration.ZERO, Resolved.EVERYONE, Resolved.EVERYONE);
        return TestCampaigns.as(TestCampaigns.series(), "called", called);
    }

    private static World story(Chaos chaos) {
        World world = new World(chaos);
        world.publish(called());
        world.publish(changing());
        world.event(world.identify("i1", "ada", null));
        world.advance(Duration.ofMinutes(10));
        world.event(world.added("e1", "ada", "A", "10.00"));
        world.advance(Duration.ofDays(7));
        world.calm();
        return world;
    }

    @Test
    void setsTheAttribute_andStartsTheOtherCampaign() {
        World world = story(Chaos.NONE);
        Profile ada = world.ports.profiles.load(world.user("ada"));
        assertThat(String.valueOf(ada.traits().get("stage"))).contains("lead");
        assertThat(world.sentSteps()).containsExactly("email", "email", "whatsapp");
        assertThat(world.ports.runs.all())
                .extracting(run -> run.campaign())
                .containsExactlyInAnyOrder("cart-recovery", "called");
    }

    @Property(tries = 60)
    void changesOnce_whateverIsKilled(@ForAll long seed) {
        World world = story(new Chaos(new Random(seed), 0.06));
        assertThat(world.sentSteps()).containsExactly("email", "email", "whatsapp");
        assertThat(world.ports.runs.all()).hasSize(2);
    }
}
