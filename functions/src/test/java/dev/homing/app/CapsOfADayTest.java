package dev.homing.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.flow.Flow;
import dev.homing.domain.flow.Node;
import dev.homing.domain.flow.Until;
import dev.homing.domain.message.MessageStatus;
import dev.homing.domain.reason.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SequencedMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Emails three hours apart, ten of them: a shop allows so many within any 24 hours, and the flow goes on without the others. */
class CapsOfADayTest {
    private static final int EMAILS = 10;

    private static Campaign.Version series() {
        SequencedMap<String, Node> nodes = new LinkedHashMap<>();
        for (int i = 0; i < EMAILS; i++) {
            String last = i == EMAILS - 1 ? "done" : "wait" + i;
            nodes.put("email" + i, Node.Message.then("email" + i, "Email " + i, Channel.EMAIL, "cart-email", last));
            if (i < EMAILS - 1) {
                nodes.put(
                        last,
                        new Node.Wait(last, "Wait " + i, new Until.After(Duration.ofHours(3)), "email" + (i + 1)));
            }
        }
        nodes.put("done", new Node.End("done", "Done"));
        return TestCampaigns.with(new Flow("email0", nodes));
    }

    private static World story(Chaos chaos, int perDay) {
        World world = new World(chaos);
        world.ports.campaigns.shop(
                TestShops.with(world.ports.campaigns.current().shop(), perDay));
        world.publish(series());
        world.event(world.identify("i1", "ada", null));
        world.advance(Duration.ofMinutes(10));
        world.event(world.added("e1", "ada", "A", "10.00"));
        world.advance(Duration.ofDays(3));
        world.calm();
        return world;
    }

    @Test
    void skipsWhatIsTooMuch_withItsReason_andGoesOn() {
        World world = story(Chaos.NONE, 5);
        // The sixth to eighth come within a day of the first; the ninth when that is over.
        assertThat(world.sentSteps())
                .containsExactly("email0", "email1", "email2", "email3", "email4", "email8", "email9");
        assertThat(world.ports.messages.all().stream()
                        .filter(message -> message.status() == MessageStatus.SKIPPED)
                        .map(message -> message.reason()))
                .hasSize(3)
                .containsOnly(Reason.of(Reason.Code.HAD_ENOUGH, "most", "5").with("channel", "email"));
    }

    @Test
    void countsNoTransactionalMessages_norHoldsThemBack() {
        World world = story(Chaos.NONE, 1);
        assertThat(world.sentSteps()).containsExactly("email0", "email8");
        world.event(world.track("p1", "ada", "Payment Failed", Map.of("order_id", "O-1")));
        world.event(world.track("p2", "ada", "Payment Failed", Map.of("order_id", "O-2")));
        world.advance(Duration.ofMinutes(5));
        assertThat(world.sentSteps()).containsExactly("email0", "email8", "pay", "pay");
    }

    @Property(tries = 60)
    void neverSendsMoreWithinADay_whateverIsKilled(@ForAll long seed) {
        Random dice = new Random(seed);
        int perDay = 1 + dice.nextInt(5);
        World world = story(new Chaos(new Random(seed), 0.05), perDay);
        List<Instant> left = world.ports.messages.all().stream()
                .filter(message -> message.at(MessageStatus.SENDING) != null)
                .filter(message -> message.status() != MessageStatus.SKIPPED)
                .map(message -> message.statuses().getFirst().at())
                .sorted()
                .toList();
        assertThat(left).isNotEmpty();
        for (Instant at : left) {
            assertThat(left.stream()
                            .filter(other -> !other.isBefore(at) && other.isBefore(at.plus(Duration.ofHours(24)))))
                    .hasSizeLessThanOrEqualTo(perDay);
        }
    }
}
