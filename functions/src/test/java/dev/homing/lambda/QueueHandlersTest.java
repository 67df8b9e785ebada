package dev.homing.lambda;

import static dev.homing.app.SmallShop.ADA;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.adapter.json.Json;
import dev.homing.adapter.json.OutcomeJobCodec;
import dev.homing.adapter.json.SendJobCodec;
import dev.homing.adapter.json.TimerMessage;
import dev.homing.adapter.memory.MemoryJourneys.Ending;
import dev.homing.adapter.memory.MemoryTimers;
import dev.homing.app.SmallShop;
import dev.homing.app.port.OutcomeQueue;
import dev.homing.app.port.RejectedEvents.RejectedEvent;
import dev.homing.app.port.SendJob;
import dev.homing.app.port.Sender;
import dev.homing.app.port.Timeline;
import dev.homing.domain.Facts;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.consent.Consent;
import dev.homing.domain.message.Channel;
import dev.homing.domain.message.Message;
import dev.homing.domain.message.MessageStatus;
import dev.homing.domain.profile.ArmedTimer;
import dev.homing.domain.profile.CustomerId;
import dev.homing.domain.profile.CustomerState;
import dev.homing.domain.profile.Profile;
import dev.homing.domain.run.Run;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The handlers of the queues, on what SQS delivers: once, twice, in any order, and killed at every single moment. */
class QueueHandlersTest {
    /** More moments than any batch here has. */
    private static final int MOST_MOMENTS = 400;

    /** What a shop comes to, but for how often it was written and under which numbers its timers are armed. */
    private record Ended(
            List<Object> state,
            Set<Run> runs,
            Set<List<Object>> messages,
            Profile profile,
            List<Object> left,
            int sent) {
        static Ended of(SmallShop shop) {
            CustomerState ada = shop.state(ADA);
            Set<String> armed = shop.ports.timers.armed().stream()
                    .map(MemoryTimers.Armed::timerId)
                    .collect(Collectors.toSet());
            assertThat(armed)
                    .as("every timer is armed")
                    .containsAll(ada.timers().stream().map(ArmedTimer::timerId).toList());
            List<Object> state = List.of(
                    ada.carts(),
                    ada.timers().stream()
                            .map(timer -> timer.campaign() + timer.key() + timer.due())
                            .toList(),
                    ada.runs(),
                    ada.touches(),
                    ada.recent(),
                    ada.pending(),
                    ada.absorbed());
            List<Object> left = List.of(
                    Set.copyOf(shop.ports.sendQueue.take()),
                    shop.ports.timeline.newest(ADA, null, 100).stream()
                            .map(Timeline.Entry::key)
                            .toList(),
                    shop.journeys.started(),
                    shop.journeys.stopped());
            return new Ended(
                    state,
                    shop.ports.runs.all().stream()
                            .map(run -> run.withRevision(0))
                            .collect(Collectors.toSet()),
                    shop.ports.messages.all().stream()
                            .map(message -> List.of(
                                    message.id(),
                                    Set.copyOf(message.statuses()),
                                    message.links(),
                                    message.reason() + " " + message.providerId()))
                            .collect(Collectors.toSet()),
                    shop.ports.profiles.load(ADA).withRevision(0),
                    left,
                    shop.ports.sender.sent().size());
        }
    }

    /** A shop in which something is about to be delivered. */
    private interface Setting {
        /** @return the bodies */
        List<String> of(SmallShop shop);
    }

    private static void endsTheSame(String queue, Function<Wiring, JsonHandler> handler, Setting setting) {
        Ended expected = once(queue, handler, setting);
        assertThat(once(queue, handler, setting))
                .as("the test itself is repeatable")
                .isEqualTo(expected);

        SmallShop twice = new SmallShop();
        byte[] batch = AwsEvents.sqs(queue, setting.of(twice));
        assertThat(AwsEvents.failures(handler.apply(twice.wiring).handle(batch)))
                .isEmpty();
        assertThat(AwsEvents.failures(handler.apply(twice.wiring).handle(batch)))
                .isEmpty();
        assertThat(Ended.of(twice)).as("twice").isEqualTo(expected);

        int moment = 0;
        boolean struck = true;
        while (struck) {
            SmallShop killed = new SmallShop();
            byte[] delivered = AwsEvents.sqs(queue, setting.of(killed));
            killed.chaos.killAt(moment);
            handler.apply(killed.wiring).handle(delivered);
            struck = killed.chaos.struck();
            assertThat(AwsEvents.failures(handler.apply(killed.wiring).handle(delivered)))
                    .isEmpty();
            assertThat(Ended.of(killed)).as("killed at moment %s", moment).isEqualTo(expected);
            assertThat(++moment).isLessThan(MOST_MOMENTS);
        }
        assertThat(moment).as("moments at which it was killed").isGreaterThan(1);
    }

    private static Ended once(String queue, Function<Wiring, JsonHandler> handler, Setting setting) {
        SmallShop shop = new SmallShop();
        assertThat(AwsEvents.failures(handler.apply(shop.wiring).handle(AwsEvents.sqs(queue, setting.of(shop)))))
                .isEmpty();
        return Ended.of(shop);
    }

    private static String onBus(SmallShop shop, Facts message) {
        return AwsEvents.envelope(
                "bus-" + message.text("messageId"),
                "shop.example",
                "x",
                shop.now().toString(),
                AwsEvents.read(Json.write(message)));
    }

    /** A morning of Ada's, a second apart. */
    private static List<String> morning(SmallShop shop) {
        List<String> bodies = new ArrayList<>();
        List<Function<SmallShop, Facts>> told = List.of(
                s -> s.storefront.added("e1", "anon-1", "A", "10.00"),
                s -> s.storefront.added("e2", "ada", "B", "5.00"),
                s -> s.storefront.identify("i1", "ada", "anon-1"),
                s -> s.storefront.track("p1", "ada", "Payment Failed", Map.of("order_id", "order-1")));
        for (Function<SmallShop, Facts> next : told) {
            bodies.add(onBus(shop, next.apply(shop)));
            shop.advance(Duration.ofSeconds(1));
        }
        return bodies;
    }

    // Events

    @Test
    void takesInTheSample_andKeepsWhatIsNoEvent() {
        SmallShop shop = new SmallShop();
        byte[] answer = shop.wiring.eventHandler().handle(AwsEvents.bytes(AwsEvents.sample("aws/sqs-events.json")));
        assertThat(AwsEvents.failures(answer)).isEmpty();
        assertThat(shop.state(CustomerId.ofUser("u-1042")).carts().cart("").totals())
                .hasToString("[129.90 EUR]");
        assertThat(shop.ports.rejected.newest(10))
                .extracting(RejectedEvent::reason)
                .satisfiesExactlyInAnyOrder(
                        reason -> assertThat(reason).startsWith("userId, anonymousId: both are missing"),
                        reason -> assertThat(reason).startsWith("Not JSON"));
    }

    @Test
    void eventsEndTheSame_twiceAndKilledAnywhere() {
        endsTheSame("events", Wiring::eventHandler, QueueHandlersTest::morning);
    }

    @Test
    void eventsEndTheSame_inAnyOrder() {
        Set<Object> expected = Set.of();
        for (int seed = 0; seed < 20; seed++) {
            SmallShop shop = new SmallShop();
            List<String> bodies = new ArrayList<>(morning(shop));
            if (seed > 0) {
                Collections.shuffle(bodies, new Random(seed));
            }
            for (String body : bodies) {
                assertThat(AwsEvents.failures(
                                shop.wiring.eventHandler().handle(AwsEvents.sqs("events", List.of(body)))))
                        .isEmpty();
            }
            CustomerState ada = shop.state(ADA);
            Set<Object> ended = Set.of(
                    ada.carts().cart("").lines().keySet().stream().sorted().toList(),
                    ada.timers().stream().map(ArmedTimer::due).toList(),
                    ada.recent(),
                    shop.ports.runs.all().stream().map(Run::key).toList(),
                    String.valueOf(shop.ports.profiles.load(ADA).email()));
            if (seed == 0) {
                expected = ended;
            }
            assertThat(ended).as("order %s", seed).isEqualTo(expected);
        }
    }

    @Test
    void namesJustTheEventsThatFailed() {
        SmallShop shop = new SmallShop();
        List<String> bodies = List.of(
                onBus(shop, shop.storefront.added("e1", "ada", "A", "1")),
                onBus(shop, shop.storefront.added("e2", "bob", "B", "1")),
                onBus(shop, shop.storefront.added("e3", "ada", "C", "1")));
        shop.chaos.killBefore("CustomerStates.save");
        assertThat(AwsEvents.failures(shop.wiring.eventHandler().handle(AwsEvents.sqs("events", bodies))))
                .containsExactlyInAnyOrder("m0", "m2");
        assertThat(shop.state(CustomerId.ofUser("bob")).carts().cart("").items())
                .isEqualTo(1);
    }

    // Timers

    private static List<String> dueTimer(SmallShop shop) {
        shop.receive(shop.storefront.identify("i1", "ada", null), shop.storefront.added("e1", "ada", "A", "10.00"));
        shop.advance(Duration.ofMinutes(30));
        return shop.ports.timers.takeDue(shop.now()).stream()
                .map(timer -> new TimerMessage(timer.customer(), timer.timerId()).write())
                .toList();
    }

    @Test
    void timersEndTheSame_twiceAndKilledAnywhere() {
        endsTheSame("timers", Wiring::timerHandler, QueueHandlersTest::dueTimer);
    }

    @Test
    void timersStartNothing_whenTheyAreStale() {
        SmallShop shop = new SmallShop();
        List<String> due = dueTimer(shop);
        shop.receive(shop.storefront.ordered("o1", "ada", "order-1", "10.00"));
        List<String> bodies =
                List.of(due.getFirst(), new TimerMessage(ADA, "never-armed").write(), "{\"customer\":\"c1\"}");
        assertThat(AwsEvents.failures(shop.wiring.timerHandler().handle(AwsEvents.sqs("timers", bodies))))
                .containsExactly("m2");
        assertThat(shop.ports.runs.all()).isEmpty();
    }

    @Test
    void timersAreArmedAgain_whenTheCartChangedSince() {
        SmallShop shop = new SmallShop();
        shop.receive(shop.storefront.added("e1", "ada", "A", "10.00"));
        String first =
                new TimerMessage(ADA, shop.ports.timers.armed().getFirst().timerId()).write();
        shop.advance(Duration.ofMinutes(20));
        shop.receive(shop.storefront.added("e2", "ada", "B", "1.00"));
        assertThat(shop.ports.timers.armed())
                .as("a later due time only moves the entry")
                .hasSize(1);
        shop.advance(Duration.ofMinutes(10));
        shop.ports.timers.takeDue(shop.now());
        shop.wiring.timerHandler().handle(AwsEvents.sqs("timers", List.of(first, first)));
        assertThat(shop.ports.runs.all()).isEmpty();
        assertThat(shop.ports.timers.armed()).singleElement().satisfies(armed -> assertThat(armed.at())
                .isEqualTo(shop.now().plus(Duration.ofMinutes(20))));
    }

    // Sending

    private static List<String> job(SmallShop shop) {
        return List.of(SendJobCodec.write(shop.emailJob()));
    }

    @Test
    void sendsOnce_whenTheJobComesTwice() {
        SmallShop shop = new SmallShop();
        byte[] batch = AwsEvents.sqs("email", job(shop));
        for (int i = 0; i < 2; i++) {
            assertThat(AwsEvents.failures(shop.wiring.emailSendHandler().handle(batch)))
                    .isEmpty();
        }
        assertThat(shop.ports.sender.sent()).hasSize(1);
    }

    @Test
    void saysWhenTheJobIsToComeAgain_whenTheProviderIsBusy() {
        SmallShop shop = new SmallShop();
        shop.ports.sender.answer(new Sender.Result.TryLater("too many requests"));
        byte[] batch = AwsEvents.sqs("email", job(shop));
        assertThat(AwsEvents.failures(shop.wiring.emailSendHandler().handle(batch)))
                .containsExactly("m0");
        assertThat(shop.ports.delays).containsEntry("r0", Duration.ofSeconds(2));
        assertThat(AwsEvents.failures(shop.wiring.emailSendHandler().handle(batch)))
                .isEmpty();
    }

    /** Wherever the handler dies: nobody is written to twice, and within the provider's time each job comes to its end. */
    @Test
    void neverSendsTwice_andAlwaysEnds_whereverItIsKilled() {
        int moment = 0;
        boolean struck = true;
        List<MessageStatus> ends = new ArrayList<>();
        while (struck) {
            SmallShop shop = new SmallShop();
            byte[] batch = AwsEvents.sqs("email", job(shop));
            shop.chaos.killAt(moment++);
            shop.wiring.emailSendHandler().handle(batch);
            struck = shop.chaos.struck();
            for (int again = 0;
                    again < 3
                            && !AwsEvents.failures(
                                            shop.wiring.emailSendHandler().handle(batch))
                                    .isEmpty();
                    again++) {
                shop.advance(Objects.requireNonNull(shop.ports.delays.get("r0")));
            }
            Message message = shop.ports.messages.all().getFirst();
            ends.add(message.status());
            assertThat(shop.ports.sender.sent()).as("moment %s", moment).hasSizeLessThanOrEqualTo(1);
            assertThat(message.settled()).as("moment %s", moment).isTrue();
            if (message.status() == MessageStatus.UNKNOWN) {
                assertThat(shop.journeys.ending(SmallShop.TOKEN)).isInstanceOf(Ending.Failed.class);
            } else {
                assertThat(shop.journeys.ending(SmallShop.TOKEN))
                        .as("it waits for a reaction")
                        .isNull();
            }
        }
        assertThat(ends)
                .contains(MessageStatus.SENT, MessageStatus.UNKNOWN)
                .containsOnly(MessageStatus.SENT, MessageStatus.UNKNOWN);
    }

    @Test
    void sendsWhatsAppFromItsOwnQueue() {
        SmallShop shop = new SmallShop();
        SendJob email = shop.emailJob();
        String body = SendJobCodec.write(new SendJob(Channel.WHATSAPP, email.run(), "whatsapp", SmallShop.TOKEN));
        assertThat(AwsEvents.failures(
                        shop.wiring.whatsAppSendHandler().handle(AwsEvents.sqs("email", List.of(body, "{}")))))
                .containsExactly("m1");
        assertThat(shop.ports.sender.sent()).singleElement().isInstanceOf(Sender.Outgoing.WhatsApp.class);
    }

    // Outcomes

    private static List<String> outcomes(SmallShop shop) {
        SendJob job = shop.emailJob();
        shop.advance(Duration.ofMinutes(1));
        // Ordered, and the function was killed before it carried out what follows from that.
        shop.chaos.killBefore("Runs.find");
        shop.receive(shop.storefront.ordered("o1", "ada", "order-1", "10.00"));
        return List.of(
                OutcomeJobCodec.write(new OutcomeQueue.Job.Settle(ADA)),
                OutcomeJobCodec.write(new OutcomeQueue.Job.Stop("cart-recovery:1", job.run(), "ordered")));
    }

    @Test
    void outcomesEndTheSame_twiceAndKilledAnywhere() {
        endsTheSame("outcomes", Wiring::outcomeHandler, QueueHandlersTest::outcomes);
        SmallShop shop = new SmallShop();
        shop.wiring.outcomeHandler().handle(AwsEvents.sqs("outcomes", outcomes(shop)));
        assertThat(shop.run().status()).isEqualTo(Run.Status.EXITED);
        assertThat(shop.journeys.stopped()).containsValue("ordered");
    }

    private static String statusChange(SmallShop shop, String status) {
        ObjectNode change = (ObjectNode) AwsEvents.sample("aws/states-status-change.json");
        ((ObjectNode) change.get("detail"))
                .put("name", shop.run().id().toString())
                .put("status", status)
                .put("stopDate", shop.now().toEpochMilli());
        return change.toString();
    }

    @Test
    void endsTheRun_whenItsExecutionEnded() {
        for (Map.Entry<String, Run.Status> end : Map.of(
                        "SUCCEEDED", Run.Status.COMPLETED, "FAILED", Run.Status.EXITED, "TIMED_OUT", Run.Status.EXITED)
                .entrySet()) {
            endsTheSame("outcomes", Wiring::outcomeHandler, shop -> {
                shop.emailJob();
                return List.of(statusChange(shop, end.getKey()));
            });
            SmallShop shop = new SmallShop();
            shop.emailJob();
            shop.wiring.outcomeHandler().handle(AwsEvents.sqs("outcomes", List.of(statusChange(shop, end.getKey()))));
            assertThat(shop.run().status()).isEqualTo(end.getValue());
            assertThat(shop.run().endedAt()).isEqualTo(shop.now());
            assertThat(shop.state(ADA).runs()).isEmpty();
        }
    }

    @Test
    void keepsAStepsPlace_andLetsOthersGoOn() {
        SmallShop shop = new SmallShop();
        SendJob job = shop.emailJob();
        shop.ports.campaigns.status("cart-recovery", Campaign.Status.PAUSED);
        ObjectNode hold = (ObjectNode) AwsEvents.read(SendJobCodec.write(job));
        JsonNode body = AwsEvents.read("{}");
        ((ObjectNode) body).set("hold", hold.put("campaign", "cart-recovery"));
        byte[] batch = AwsEvents.sqs("outcomes", List.of(body.toString(), "{\"nothing\":1}", body.toString()));
        assertThat(AwsEvents.failures(shop.wiring.outcomeHandler().handle(batch)))
                .containsExactly("m1");
        assertThat(shop.ports.held.of("cart-recovery", 10)).containsExactly(job);
        shop.ports.campaigns.status("cart-recovery", Campaign.Status.ACTIVE);
        shop.wiring
                .outcomeHandler()
                .handle(AwsEvents.sqs(
                        "outcomes", List.of(OutcomeJobCodec.write(new OutcomeQueue.Job.Release("cart-recovery")))));
        assertThat(shop.journeys.ending(SmallShop.TOKEN)).isEqualTo(new Ending.Resumed());
    }

    // Feedback

    private static String ses(String sample, @Nullable SendJob job) {
        ObjectNode event = (ObjectNode) AwsEvents.sample("ses/" + sample + ".json");
        ObjectNode tags = (ObjectNode) event.get("detail").get("mail").get("tags");
        if (job == null) {
            tags.remove("message");
        } else {
            tags.putArray("message").add(job.message().toString());
        }
        return event.toString();
    }

    private static List<String> said(SmallShop shop, String... samples) {
        SendJob job = shop.emailJob();
        shop.send(job);
        List<String> bodies = new ArrayList<>();
        for (String sample : samples) {
            bodies.add(ses(sample, job));
        }
        return bodies;
    }

    @Test
    void feedbackEndsTheSame_twiceAndKilledAnywhere() {
        endsTheSame("feedback", Wiring::feedbackHandler, shop -> said(shop, "send", "delivery", "complaint"));
        endsTheSame("feedback", Wiring::feedbackHandler, shop -> said(shop, "bounce-permanent"));
    }

    @Test
    void feedbackMovesTheMessage_andWhatItMeans() {
        SmallShop shop = new SmallShop();
        List<String> bodies =
                new ArrayList<>(said(shop, "delivery", "bounce-transient", "delivery-delay", "complaint"));
        bodies.add(ses("complaint", null));
        bodies.add("{}");
        assertThat(AwsEvents.failures(shop.wiring.feedbackHandler().handle(AwsEvents.sqs("feedback", bodies))))
                .containsExactly("m5");
        Message message = shop.ports.messages.all().getFirst();
        assertThat(message.statuses())
                .extracting(Message.StatusAt::status)
                .containsExactly(
                        MessageStatus.SENDING, MessageStatus.SENT, MessageStatus.DELIVERED, MessageStatus.COMPLAINED);
        assertThat(shop.ports.profiles.load(ADA).consent(Channel.EMAIL).state()).isEqualTo(Consent.State.UNSUBSCRIBED);
        assertThat(shop.ports.profiles.load(ADA).suppressed()).containsOnlyKeys(Channel.EMAIL);
    }

    @Test
    void feedbackSendsTheRunOn_whenTheEmailBounces() {
        SmallShop shop = new SmallShop();
        shop.wiring.feedbackHandler().handle(AwsEvents.sqs("feedback", said(shop, "bounce-permanent")));
        assertThat(shop.journeys.ending(SmallShop.TOKEN))
                .isInstanceOfSatisfying(Ending.Failed.class, failed -> assertThat(failed.cause())
                        .startsWith("bounced (General)"));
    }
}
