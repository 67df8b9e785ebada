package dev.homing.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.app.port.Sender;
import dev.homing.domain.Facts;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.campaign.SendingRules;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.event.EventPattern;
import dev.homing.domain.flow.Awaits;
import dev.homing.domain.flow.Flow;
import dev.homing.domain.flow.Node;
import dev.homing.domain.flow.Node.Message.Content;
import dev.homing.domain.flow.Until;
import dev.homing.domain.flow.Way;
import dev.homing.domain.message.Message;
import dev.homing.domain.message.MessageStatus;
import dev.homing.domain.reason.Reason;
import dev.homing.domain.run.Run;
import dev.homing.domain.state.Caps;
import dev.homing.domain.template.Template;
import dev.homing.domain.trigger.Start;
import dev.homing.domain.trigger.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SequencedMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** One step has a message for several channels: it goes out on the first on which it can, and on one. */
class ChannelsTest {
    private static final Content WHATSAPP = new Content(Channel.WHATSAPP, "cart-whatsapp");
    private static final Content SMS = new Content(Channel.SMS, "cart-sms");
    private static final Content EMAIL = new Content(Channel.EMAIL, "cart-email");

    private static Campaign.Version version(Flow flow, SendingRules rules) {
        Campaign.Version cart = TestCampaigns.cartRecovery();
        SequencedMap<String, Template> templates = new LinkedHashMap<>(cart.templates());
        templates.putAll(TestCampaigns.smsReminder().templates());
        return TestCampaigns.with(
                new Campaign.Version(
                        "several",
                        0,
                        "Several",
                        "",
                        Campaign.Kind.MARKETING,
                        new Trigger(new Start.Happened(EventPattern.of("Went"), null), Duration.ZERO, null),
                        flow.inOrder(rules.channels()),
                        Duration.ofDays(7),
                        templates,
                        null,
                        Instant.EPOCH),
                rules);
    }

    private static Flow one(Content... contents) {
        SequencedMap<Way, String> ways = new LinkedHashMap<>();
        List.of(Way.Sending.SENT, Way.Sending.SKIPPED, Way.Sending.FAILED).forEach(way -> ways.put(way, "done"));
        SequencedMap<String, Node> nodes = new LinkedHashMap<>();
        nodes.put("step", new Node.Message("step", "Step", List.of(contents), null, ways));
        nodes.put("done", new Node.End("done", "Done"));
        return new Flow("step", nodes);
    }

    /** The step, a day, and an email. */
    private static Flow two(Content... contents) {
        SequencedMap<Way, String> ways = new LinkedHashMap<>();
        List.of(Way.Sending.SENT, Way.Sending.SKIPPED, Way.Sending.FAILED).forEach(way -> ways.put(way, "day"));
        SequencedMap<String, Node> nodes = new LinkedHashMap<>();
        nodes.put("step", new Node.Message("step", "Step", List.of(contents), null, ways));
        nodes.put("day", new Node.Wait("day", "A day", new Until.After(Duration.ofDays(1)), "next"));
        nodes.put("next", Node.Message.then("next", "Next", Channel.EMAIL, "cart-email", "done"));
        nodes.put("done", new Node.End("done", "Done"));
        return new Flow("step", nodes);
    }

    /** Whoever clicks within a day gets an email. */
    private static Flow clicked(Content... contents) {
        SequencedMap<Way, String> ways = new LinkedHashMap<>();
        ways.put(new Way.On(MessageStatus.CLICKED), "next");
        List.of(Way.Sending.OTHERWISE, Way.Sending.SKIPPED, Way.Sending.FAILED).forEach(way -> ways.put(way, "done"));
        SequencedMap<String, Node> nodes = new LinkedHashMap<>();
        Awaits aDay = new Awaits(Duration.ofDays(1), Awaits.UnknownOpen.AS_OPENED);
        nodes.put("step", new Node.Message("step", "Step", List.of(contents), aDay, ways));
        nodes.put("next", Node.Message.then("next", "Next", Channel.EMAIL, "cart-email", "done"));
        nodes.put("done", new Node.End("done", "Done"));
        return new Flow("step", nodes);
    }

    private static World world(Chaos chaos, Campaign.Version version, Map<String, Object> traits) {
        World world = new World(chaos);
        world.publish(version);
        Map<String, Object> message =
                new LinkedHashMap<>(world.identify("i1", "ada", null).values());
        Map<String, Object> all =
                new LinkedHashMap<>(Facts.of((Map<?, ?>) Objects.requireNonNull(message.get("traits")))
                        .values());
        all.put("consent", Map.of("email", true, "whatsapp", true, "sms", true));
        all.putAll(traits);
        all.values().removeIf("none"::equals);
        message.put("traits", all);
        world.event(Facts.of(message));
        world.advance(Duration.ofMinutes(10));
        return world;
    }

    private static void went(World world) {
        world.event(world.track("e1", "ada", "Went", Map.of("order_id", "O-1")));
    }

    private static List<Channel> sent(World world) {
        return world.ports.messages.all().stream()
                .filter(message -> message.has(MessageStatus.SENT))
                .sorted(Comparator.comparing(message -> Objects.requireNonNull(message.at(MessageStatus.SENT))))
                .map(Message::channel)
                .toList();
    }

    private static Message on(World world, Channel channel) {
        return world.ports.messages.all().stream()
                .filter(message -> message.channel() == channel)
                .findFirst()
                .orElseThrow();
    }

    private static @Nullable Reason reason(World world, Channel channel) {
        return on(world, channel).reason();
    }

    @Test
    void goesOutOnTheFirst() {
        World world = world(Chaos.NONE, version(one(WHATSAPP, SMS, EMAIL), SendingRules.USUAL), Map.of());
        went(world);
        world.advance(Duration.ofHours(1));
        assertThat(sent(world)).containsExactly(Channel.WHATSAPP);
        assertThat(world.ports.messages.all()).hasSize(1);
    }

    @Test
    void goesOutOnTheNext_whereThereIsNoAddressOrNoConsent() {
        World world = world(
                Chaos.NONE,
                version(one(WHATSAPP, SMS, EMAIL), SendingRules.USUAL),
                Map.of("consent", Map.of("email", true, "whatsapp", false, "sms", false)));
        went(world);
        world.advance(Duration.ofHours(1));
        assertThat(sent(world)).containsExactly(Channel.EMAIL);
        assertThat(Objects.requireNonNull(reason(world, Channel.WHATSAPP)).clause())
                .startsWith("the customer said no to");
        assertThat(on(world, Channel.SMS).status()).isEqualTo(MessageStatus.SKIPPED);
    }

    @Test
    void isSkipped_whereItCanGoOutOnNone() {
        World world = world(Chaos.NONE, version(two(WHATSAPP, SMS), SendingRules.USUAL), Map.of("phone", "none"));
        went(world);
        world.advance(Duration.ofHours(1));
        assertThat(sent(world)).isEmpty();
        assertThat(world.ports.messages.all())
                .extracting(Message::status)
                .containsExactly(MessageStatus.SKIPPED, MessageStatus.SKIPPED);
        world.advance(Duration.ofDays(2));
        assertThat(sent(world)).as("and the flow goes on").containsExactly(Channel.EMAIL);
    }

    @Test
    void goesOutOnTheNext_whereTheProviderRefuses() {
        World world = world(Chaos.NONE, version(one(WHATSAPP, SMS, EMAIL), SendingRules.USUAL), Map.of());
        world.ports.sender.answer(new Sender.Result.Refused(Reason.of(Reason.Code.NOT_ON_WHATSAPP)));
        went(world);
        world.advance(Duration.ofHours(1));
        assertThat(sent(world)).containsExactly(Channel.SMS);
        assertThat(on(world, Channel.WHATSAPP).status()).isEqualTo(MessageStatus.FAILED);
    }

    /** Providers say later that a message did not arrive. */
    @Test
    void goesOutOnTheNext_whereItDidNotArrive_howeverOftenThatIsSaid() {
        for (Flow flow : List.of(one(WHATSAPP, SMS), two(WHATSAPP, SMS), clicked(WHATSAPP, SMS))) {
            World world = world(Chaos.NONE, version(flow, SendingRules.USUAL), Map.of());
            went(world);
            world.advance(Duration.ofMinutes(5));
            assertThat(sent(world)).containsExactly(Channel.WHATSAPP);
            for (int i = 0; i < 3; i++) {
                world.reaction(on(world, Channel.WHATSAPP).id(), MessageStatus.FAILED, world.now());
                world.advance(Duration.ofMinutes(5));
            }
            assertThat(sent(world)).containsExactly(Channel.WHATSAPP, Channel.SMS);
            assertThat(world.ports.runs.all().getFirst().open()).isTrue();
        }
    }

    /** Where a flow waits for a click, one on whichever channel it went out on decides. */
    @Test
    void theFlowGoesByWhatBecameOfTheOneThatArrived() {
        World world = world(Chaos.NONE, version(clicked(WHATSAPP, SMS), SendingRules.USUAL), Map.of());
        went(world);
        world.advance(Duration.ofMinutes(5));
        world.reaction(on(world, Channel.WHATSAPP).id(), MessageStatus.FAILED, world.now());
        world.advance(Duration.ofHours(20));
        world.reaction(on(world, Channel.SMS).id(), MessageStatus.CLICKED, world.now());
        world.advance(Duration.ofDays(2));
        assertThat(sent(world)).containsExactly(Channel.WHATSAPP, Channel.SMS, Channel.EMAIL);
        assertThat(world.ports.runs.all()).extracting(Run::status).containsExactly(Run.Status.COMPLETED);
    }

    @Test
    void theCampaignsOrderCounts_andTheCustomersPreferenceFirst() {
        SendingRules order = new SendingRules(50, List.of(), List.of(Channel.EMAIL, Channel.SMS), true, null);
        World world = world(Chaos.NONE, version(one(WHATSAPP, SMS, EMAIL), order), Map.of());
        went(world);
        world.advance(Duration.ofHours(1));
        assertThat(sent(world)).containsExactly(Channel.EMAIL);
        World prefers =
                world(Chaos.NONE, version(one(WHATSAPP, SMS, EMAIL), order), Map.of("preferredChannel", "whatsapp"));
        went(prefers);
        prefers.advance(Duration.ofHours(1));
        assertThat(sent(prefers)).containsExactly(Channel.WHATSAPP);
        assertThat(prefers.ports.messages.all()).hasSize(1);
    }

    @Test
    void goesOutOnTheNext_whereTheCapIsReached() {
        SendingRules oneSms = new SendingRules(50, List.of(new Caps.Limit(Channel.SMS, 1, Duration.ofDays(7))));
        World world = world(Chaos.NONE, version(one(SMS, EMAIL), oneSms), Map.of());
        for (int i = 0; i < 2; i++) {
            world.event(world.track("e" + i, "ada", "Went", Map.of()));
            world.advance(Duration.ofHours(1));
        }
        assertThat(sent(world)).containsExactly(Channel.SMS, Channel.EMAIL);
    }

    /** Refusals and reports of failure at random, handlers killed anywhere: it goes out on one channel, or on all that failed before. */
    @Property(tries = 80)
    void neverReachesTheCustomerTwice_whateverIsKilled(@ForAll long seed) {
        Random dice = new Random(seed);
        SendingRules rules = new SendingRules(50, List.of(), List.of(), dice.nextBoolean(), null);
        Flow flow = List.of(one(WHATSAPP, SMS, EMAIL), two(SMS, WHATSAPP), clicked(EMAIL, SMS, WHATSAPP))
                .get(dice.nextInt(3));
        World world = world(
                new Chaos(new Random(seed), 0.05),
                version(flow, rules),
                Map.of("preferredChannel", List.of("sms", "whatsapp", "none").get(dice.nextInt(3))));
        if (dice.nextInt(3) == 0) {
            world.ports.sender.answer(new Sender.Result.Refused(Reason.of(Reason.Code.NOT_ON_WHATSAPP)));
        }
        went(world);
        world.advance(Duration.ofHours(1));
        if (dice.nextBoolean()) {
            world.ports.messages.all().stream()
                    .filter(message -> message.status() == MessageStatus.SENT)
                    .forEach(message -> {
                        world.reaction(message.id(), MessageStatus.FAILED, world.now());
                        world.reaction(message.id(), MessageStatus.FAILED, world.now());
                    });
        }
        world.advance(Duration.ofDays(5));
        world.calm();
        List<Message> ofStep = world.ports.messages.all().stream()
                .filter(message -> message.step().equals("step"))
                .toList();
        assertThat(ofStep.stream().filter(message -> message.left() && message.status() != MessageStatus.FAILED))
                .hasSizeLessThanOrEqualTo(1);
        assertThat(world.sent().stream().map(out -> out.tags().message())).doesNotHaveDuplicates();
        assertThat(world.ports.runs.all()).hasSize(1);
    }
}
