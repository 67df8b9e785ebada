package dev.homing.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.domain.campaign.SendingRules;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.condition.Condition;
import dev.homing.domain.condition.Resolved;
import dev.homing.domain.event.EventPattern;
import dev.homing.domain.message.Message;
import dev.homing.domain.message.MessageStatus;
import dev.homing.domain.reason.Reason;
import dev.homing.domain.state.Caps;
import dev.homing.domain.trigger.Start;
import dev.homing.domain.trigger.Trigger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Where several campaigns would write to a customer at once, the one that comes first does; and a campaign writes as often as its own caps allow. */
class PrecedenceTest {
    private static final SendingRules FIRST = new SendingRules(10, List.of());
    private static final SendingRules LAST = new SendingRules(90, List.of());

    private static World world(Chaos chaos) {
        World world = new World(chaos);
        world.event(world.identify("i1", "ada", null));
        world.advance(Duration.ofMinutes(10));
        return world;
    }

    private static List<String> sentBy(World world) {
        return world.ports.messages.all().stream()
                .filter(message -> message.has(MessageStatus.SENT))
                .map(Message::campaign)
                .toList();
    }

    private static Reason reason(World world, String campaign) {
        return Objects.requireNonNull(world.ports.messages.all().stream()
                .filter(message -> message.campaign().equals(campaign))
                .filter(message -> message.status() == MessageStatus.SKIPPED)
                .findFirst()
                .orElseThrow()
                .reason());
    }

    private static Trigger after(Duration delay, Resolved entry) {
        return new Trigger(
                new Start.Happened(EventPattern.of("Went"), null),
                delay,
                null,
                Duration.ZERO,
                entry,
                Resolved.EVERYONE);
    }

    /**
     * Both start with one event; which message is handled first is left to chance. Where handlers are killed, the one that comes first may be out
     * only when the other one has waited long enough; it is never lost.
     */
    @Property(tries = 60)
    void theOneThatComesFirstWrites_whateverIsKilled(@ForAll long seed, @ForAll boolean killed) {
        World world = world(killed ? new Chaos(new Random(seed), 0.05) : Chaos.NONE);
        // The name decides in which order they are started.
        boolean turned = new Random(seed).nextBoolean();
        String first = turned ? "b" : "a";
        String last = turned ? "a" : "b";
        world.publish(TestCampaigns.emailAt(first, "Went", FIRST));
        world.publish(TestCampaigns.emailAt(last, "Went", LAST));
        world.event(world.track("e1", "ada", "Went", Map.of("order_id", "O-1")));
        world.advance(Duration.ofDays(2));
        List<Message> left = world.ports.messages.all().stream()
                .filter(message -> message.has(MessageStatus.SENT) || message.status() == MessageStatus.UNKNOWN)
                .toList();
        assertThat(left).extracting(Message::campaign).contains(first).doesNotHaveDuplicates();
        if (!killed) {
            assertThat(left).extracting(Message::campaign).containsExactly(first);
        }
    }

    @Test
    void theOtherIsSkippedWithItsReason() {
        World world = world(Chaos.NONE);
        world.publish(TestCampaigns.emailAt("a-news", "Went", LAST));
        world.publish(TestCampaigns.emailAt("cart", "Went", FIRST));
        world.event(world.track("e1", "ada", "Went", Map.of("order_id", "O-1")));
        world.advance(Duration.ofHours(1));
        assertThat(sentBy(world)).containsExactly("cart");
        assertThat(reason(world, "a-news").clause())
                .startsWith("the campaign \"Campaign cart\" comes first and wrote to the customer at 2026-11-22T10:1");
    }

    @Test
    void bothWrite_whereTheyStandAlike() {
        World world = world(Chaos.NONE);
        world.publish(TestCampaigns.emailAt("a", "Went", FIRST));
        world.publish(TestCampaigns.emailAt("b", "Went", FIRST));
        world.event(world.track("e1", "ada", "Went", Map.of("order_id", "O-1")));
        world.advance(Duration.ofHours(1));
        assertThat(sentBy(world)).containsExactlyInAnyOrder("a", "b");
    }

    /** Its delay is over three minutes later: within the window of five, and not within one of two. */
    @Test
    void waitsForADelayThatIsAboutToBeOver() {
        World world = world(Chaos.NONE);
        world.publish(TestCampaigns.emailAt("news", after(Duration.ofMinutes(30), Resolved.EVERYONE), LAST));
        world.publish(TestCampaigns.emailAt("cart", after(Duration.ofMinutes(33), Resolved.EVERYONE), FIRST));
        world.event(world.track("e1", "ada", "Went", Map.of("order_id", "O-1")));
        world.advance(Duration.ofMinutes(32));
        assertThat(sentBy(world)).isEmpty();
        world.advance(Duration.ofHours(1));
        assertThat(sentBy(world)).containsExactly("cart");
    }

    @Test
    void writesAtOnce_whereTheDelayIsNotOverWithinTheWindow() {
        World world = world(Chaos.NONE);
        world.ports.campaigns.shop(
                TestShops.with(world.ports.campaigns.current().shop(), Duration.ofMinutes(2)));
        world.publish(TestCampaigns.emailAt("news", after(Duration.ofMinutes(30), Resolved.EVERYONE), LAST));
        world.publish(TestCampaigns.emailAt("cart", after(Duration.ofMinutes(33), Resolved.EVERYONE), FIRST));
        world.event(world.track("e1", "ada", "Went", Map.of("order_id", "O-1")));
        world.advance(Duration.ofMinutes(31));
        assertThat(sentBy(world)).containsExactly("news");
        world.advance(Duration.ofHours(1));
        assertThat(sentBy(world)).containsExactlyInAnyOrder("news", "cart");
    }

    /** What comes first turns out not to be sent: the other one is. */
    @Test
    void writes_whereWhatComesFirstDoesNotLeave() {
        World world = world(Chaos.NONE);
        world.publish(TestCampaigns.emailAt("news", "Went", LAST));
        world.publish(TestCampaigns.with(
                TestCampaigns.as(TestCampaigns.smsReminder(), "sms", after(Duration.ZERO, Resolved.EVERYONE)), FIRST));
        world.event(world.track("e1", "ada", "Went", Map.of("order_id", "O-1")));
        world.advance(Duration.ofHours(1));
        assertThat(reason(world, "sms").code()).isNotEqualTo(Reason.Code.COMES_AFTER);
        assertThat(sentBy(world)).containsExactly("news");
    }

    @Test
    void waitsForNothing_whereTheOtherCannotStart() {
        World world = world(Chaos.NONE);
        Resolved wantsSms = Resolved.of(new Condition.ConsentIs(Channel.SMS, Condition.ConsentIs.Said.GRANTED));
        world.publish(TestCampaigns.emailAt("news", after(Duration.ofMinutes(30), Resolved.EVERYONE), LAST));
        world.publish(TestCampaigns.emailAt("cart", after(Duration.ofMinutes(33), wantsSms), FIRST));
        world.event(world.track("e1", "ada", "Went", Map.of("order_id", "O-1")));
        world.advance(Duration.ofMinutes(31));
        assertThat(sentBy(world)).containsExactly("news");
    }

    @Test
    void aCampaignWritesAsOftenAsItsOwnCapsAllow() {
        World world = world(Chaos.NONE);
        SendingRules twoAWeek = new SendingRules(50, List.of(new Caps.Limit(null, 2, Duration.ofDays(7))));
        world.publish(TestCampaigns.emailAt("news", "Went", twoAWeek));
        for (int day = 0; day < 9; day++) {
            world.event(world.track("e" + day, "ada", "Went", Map.of("order_id", "O-" + day)));
            world.advance(Duration.ofDays(1));
        }
        assertThat(sentBy(world)).hasSize(4);
        assertThat(reason(world, "news").clause())
                .isEqualTo("the customer got 2 messages of this campaign within 7 days already");
    }
}
