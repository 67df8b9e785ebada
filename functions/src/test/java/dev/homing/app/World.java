package dev.homing.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.homing.adapter.json.Json;
import dev.homing.adapter.json.inbound.SendJobCodec;
import dev.homing.adapter.json.inbound.StepJobCodec;
import dev.homing.adapter.memory.MemoryEventBus;
import dev.homing.adapter.memory.MemoryOutcomeQueue;
import dev.homing.adapter.memory.MemoryTellQueue;
import dev.homing.adapter.memory.MemoryTimers;
import dev.homing.adapter.states.InterpretedJourneys;
import dev.homing.app.audience.TellDestination;
import dev.homing.app.call.CallWebhook;
import dev.homing.app.campaign.PublishCampaign;
import dev.homing.app.campaign.Relocated;
import dev.homing.app.customer.EndRun;
import dev.homing.app.observe.ReceiveEvents.Delivery;
import dev.homing.app.port.OutcomeQueue.Job;
import dev.homing.app.port.SendJob;
import dev.homing.app.port.Sender.Outgoing;
import dev.homing.app.port.StepJob;
import dev.homing.app.port.TellQueue.TellJob;
import dev.homing.app.port.Unavailable;
import dev.homing.app.send.SendMessage;
import dev.homing.asl.interpreter.Execution;
import dev.homing.domain.Facts;
import dev.homing.domain.Money;
import dev.homing.domain.analytics.Contributions;
import dev.homing.domain.analytics.Counter;
import dev.homing.domain.campaign.BrowserRules;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.campaign.QuietHours;
import dev.homing.domain.campaign.Shop;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.consent.ReplyWord;
import dev.homing.domain.event.CustomerEvent.Origin;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.id.MessageId;
import dev.homing.domain.id.RunId;
import dev.homing.domain.message.MessageStatus;
import dev.homing.domain.run.Relocation;
import dev.homing.domain.run.Run;
import dev.homing.lambda.wiring.Wiring;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A whole shop in memory, with the real use cases and the real compiled machines on a clock of its own. What a queue would deliver again
 * after a crash is delivered again.
 */
public final class World {
    public static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    private static final Duration REDELIVERED_AFTER = Duration.ofSeconds(30);
    private static final Duration PROVIDER_TAKES = Duration.ofSeconds(2);

    /** What was killed as often is let live, or what a story tells next would come before what it told. */
    private static final int MOST_KILLS = 8;

    private static final int MOST_STEPS = 100_000;

    public final MemoryPorts ports;
    final InterpretedJourneys journeys;
    private final Chaos chaos;
    private final Wiring wiring;
    private final PriorityQueue<Work> work =
            new PriorityQueue<>(Comparator.comparing(Work::due).thenComparingLong(Work::number));
    private final Map<String, Integer> tries = new HashMap<>();
    private final Storefront storefront = new Storefront(this::now);
    private Instant now = START;
    private long number;
    private Runnable beforeSending = () -> {};

    /** One delivery of some queue. */
    private record Work(Instant due, long number, String name, int killed, Runnable action) {}

    public World() {
        this(Chaos.NONE);
    }

    public World(Chaos chaos) {
        this.chaos = chaos;
        this.journeys = new InterpretedJourneys(() -> now);
        this.ports = new MemoryPorts(journeys, (template, data, _, _) -> TestRendering.fill(template, data), chaos);
        this.wiring = new Wiring(ports, () -> now);
        ports.campaigns.shop(new Shop(
                "Shop",
                ZONE,
                "EUR",
                null,
                "https://shop.example",
                "Shop",
                "shop@shop.example",
                null,
                Map.of(),
                null,
                BrowserRules.USUAL));
        publish(TestCampaigns.cartRecovery());
        publish(TestCampaigns.paymentFailed());
    }

    /** @param hours of the shop, from now on */
    public void quiet(QuietHours hours) {
        ports.campaigns.shop(TestShops.with(ports.campaigns.current().shop(), hours));
    }

    public void publish(Campaign.Version version) {
        new PublishCampaign(ports.campaigns, journeys).publish(version, "ann", now);
        ports.campaigns.status(version.campaign(), Campaign.Status.ACTIVE, now);
    }

    public Instant now() {
        return now;
    }

    public Wiring wiring() {
        return wiring;
    }

    /** An event through the bus; delivered again until it is taken. */
    public void event(Facts message) {
        event(message, Origin.SERVER);
    }

    public void event(Facts message, Origin origin) {
        events(List.of(message), origin);
    }

    /** Several events in one batch. */
    public void events(List<Facts> messages, Origin origin) {
        later(Duration.ZERO, "events", () -> {
            List<Delivery> deliveries = new ArrayList<>();
            for (Facts message : messages) {
                String id = String.valueOf(message.text("messageId"));
                deliveries.add(
                        new Delivery(id + "-" + deliveries.size(), id, message, message.toString(), origin, now));
            }
            wiring.receiveEvents().receive(deliveries, now).values().stream()
                    .findFirst()
                    .ifPresent(why -> {
                        throw why;
                    });
        });
    }

    /** A provider's word of a message; said again until it is taken. */
    public void reaction(MessageId message, MessageStatus status, Instant at) {
        later(Duration.ZERO, "feedback", () -> wiring.recordFeedback().record(message, status, at, null, now));
    }

    /** What somebody answered to no message of ours; told again until it is taken. */
    public void answer(Channel channel, String from, ReplyWord word) {
        Instant at = now;
        later(Duration.ZERO, "feedback", () -> wiring.receiveReply().answered(channel, from, null, word, at, now));
    }

    /** Does everything that is due now. */
    public void settle() {
        advance(Duration.ZERO);
    }

    public void advance(Duration by) {
        Instant until = now.plus(by);
        int steps = 0;
        while (step(until)) {
            if (++steps > MOST_STEPS) {
                throw new IllegalStateException("It never comes to rest: " + work);
            }
        }
        now = until;
    }

    /** From here on nothing is killed any more. */
    public void calm() {
        chaos.off();
    }

    /** How many deliveries were made again because their handler was killed. */
    public int redeliveries() {
        return tries.values().stream().mapToInt(Integer::intValue).sum();
    }

    public List<Outgoing> sent() {
        return ports.sender.sent();
    }

    public List<String> sentSteps() {
        return sent().stream().map(message -> message.tags().step()).sorted().toList();
    }

    /** The counters of days as a sum over all items: what the stream has to come to. */
    public Map<String, Long> counts() {
        Map<String, Long> sum = new TreeMap<>();
        List<Map<Counter, Long>> all = new ArrayList<>();
        ports.runs.all().forEach(run -> all.add(Contributions.of(run)));
        ports.messages.all().forEach(message -> all.add(Contributions.of(message)));
        ports.orders.all().forEach(order -> all.add(Contributions.of(order)));
        all.forEach(each -> each.forEach((counter, count) -> {
            boolean alsoInTotal = !counter.cut().total() && counter.name().equals(Counter.SENT);
            if (counter.day() != null && !alsoInTotal) {
                Channel channel = counter.cut().channel();
                String name = counter.campaign() + " " + counter.name() + (channel == null ? "" : " " + channel.key());
                sum.merge(name, count, Long::sum);
            }
        }));
        return sum;
    }

    private boolean step(Instant until) {
        journeys.run(now);
        collect();
        Work next = work.peek();
        Instant due =
                earliest(next == null ? null : next.due(), journeys.nextDue().orElse(null), nextTimer());
        if (due == null || due.isAfter(until)) {
            return false;
        }
        if (due.isAfter(now)) {
            now = due;
        }
        if (next != null && !next.due().isAfter(now)) {
            work.remove(next);
            attempt(next);
        }
        return true;
    }

    private void attempt(Work item) {
        try {
            chaos.sparing(item.killed >= MOST_KILLS);
            item.action.run();
        } catch (Chaos.Killed | Unavailable comesAgain) {
            tries.merge(item.name, 1, Integer::sum);
            work.add(new Work(now.plus(REDELIVERED_AFTER), number++, item.name, item.killed + 1, item.action));
        }
    }

    /** Turns what lies in the queues into work. */
    private void collect() {
        for (MemoryTimers.Armed timer : ports.timers.takeDue(now)) {
            later(Duration.ZERO, "timer", () -> wiring.fireTimer().fire(timer.customer(), timer.timerId(), now));
        }
        for (MemoryEventBus.Put put : ports.bus.take()) {
            events(List.of(Json.object(put.message())), put.origin());
        }
        for (Job.Broadcast job : ports.timers.takeBroadcasts(now)) {
            later(Duration.ZERO, "timer", () -> ports.outcomeQueue().enqueue(job));
        }
        for (SendJob job : ports.timers.takeSends(now)) {
            later(Duration.ZERO, "timer", () -> ports.sendQueue().enqueue(job));
        }
        for (SendJob job : ports.sendQueue.take()) {
            send(job, Duration.ZERO);
        }
        for (JsonNode body : journeys.takeQueued()) {
            if (body.has("timeOver")) {
                SendJob job = SendJobCodec.read(body.get("timeOver").toString());
                later(Duration.ZERO, "time over", () -> wiring.decideWay().decide(job, now));
            } else if (body.has(StepJobCodec.FIELD)) {
                StepJob job = StepJobCodec.read(
                        Json.object(body.get(StepJobCodec.FIELD).toString()));
                later(Duration.ZERO, "step", () -> wiring.walkStep().walk(job, now));
            } else {
                send(SendJobCodec.read(body.toString()), Duration.ZERO);
            }
        }
        for (MemoryOutcomeQueue.Waiting waiting : ports.outcomeQueue.takeWaiting()) {
            later(waiting.after().plusSeconds(1), "outcome", () -> {
                switch (waiting.job()) {
                    case Job.Settle settle -> wiring.settleCustomer().settle(settle.customer(), now);
                    case Job.TakenOut taken -> wiring.takeOut().finish(taken.run(), now);
                    case Job.Add add -> wiring.startAdded().start(add.campaign(), add.customer(), add.at(), now);
                    case Job.Release release -> {
                        wiring.releasePlaces().release(release.campaign(), now);
                        wiring.walkBroadcast().resume(release.campaign(), now);
                    }
                    case Job.Broadcast broadcast ->
                        wiring.walkBroadcast().page(broadcast.campaign(), broadcast.number(), broadcast.step(), now);
                    case Job.Stop stop ->
                        ports.journeys()
                                .stop(
                                        ports.campaigns.version(stop.campaign(), stop.version()),
                                        stop.run(),
                                        stop.leg(),
                                        stop.reason());
                    case Job.Erase(String erasure, int step) ->
                        wiring.eraseCustomer().page(erasure, step, now);
                    case Job.Daily() -> {
                        wiring.expireCustomers().daily(now);
                        wiring.reconcileSuppressions().daily(now);
                    }
                    case Job.Reconcile(Instant since, String after) ->
                        wiring.reconcileSuppressions().page(since, after);
                    case Job.Expire(LocalDate day, String after) ->
                        wiring.expireCustomers().page(day, after, now);
                    case Job.Walk walk -> wiring.lookAtEveryone().page(walk.number(), walk.after(), now);
                    case Job.Relocate(String campaign, int step) ->
                        wiring.relocatePeople().page(campaign, step, now);
                    case Job.Members members -> wiring.walkMembers().page(members.walk(), members.step(), now);
                    case Job.TellOfProduct tell -> wiring.tellOfProduct().page(tell);
                    case Job.SendLater(SendJob send, Instant at) -> {
                        if (at.isAfter(now)) {
                            ports.timers().sendLater(send, at);
                        } else {
                            ports.sendQueue().enqueue(send);
                        }
                    }
                }
            });
        }
        for (MemoryTellQueue.Waiting waiting : ports.tellQueue.takeWaiting()) {
            tell(waiting.job(), waiting.after());
        }
        for (JsonNode job : journeys.takeWebhooks()) {
            webhook(StepJobCodec.read(job.toString()), Duration.ZERO);
        }
        for (Execution execution : journeys.takeEnded()) {
            EndRun.How how =
                    switch (execution.status()) {
                        case SUCCEEDED -> EndRun.How.SUCCEEDED;
                        case ABORTED -> EndRun.How.STOPPED;
                        case RUNNING, FAILED, TIMED_OUT -> EndRun.How.FAILED;
                    };
            Instant at = now;
            int dot = execution.name().lastIndexOf('.');
            RunId run = RunId.parse(execution.name().substring(0, dot));
            int generation = Integer.parseInt(execution.name().substring(dot + 1));
            later(Duration.ofSeconds(1), "ended", () -> {
                wiring.endRun().end(run, generation, how, at, now);
                wiring.settleRecipient().by(run, now);
            });
        }
    }

    /** Somebody pauses a campaign; tried again until it is done. */
    public void pause(String campaign) {
        later(Duration.ZERO, "pause", () -> wiring.changeCampaignStatus().pause(campaign, now));
        settle();
    }

    /** Somebody resumes a campaign; tried again until it is done. */
    public void resume(String campaign) {
        later(Duration.ZERO, "resume", () -> wiring.changeCampaignStatus().activate(campaign, "ann", null, now));
        settle();
    }

    private int relocations;

    /** Somebody moves every active run of a campaign to another of its messages; tried again until it is done. */
    public void moveRuns(String campaign, String node) {
        for (Run run : ports.runs.all()) {
            if (run.campaign().equals(campaign) && run.status() == Run.Status.ACTIVE) {
                Campaign.Version version = ports.campaigns.version(campaign, run.campaignVersion());
                Relocation move = Relocated.allTo(++relocations, version, version.number(), node, now);
                later(Duration.ZERO, "move", () -> wiring.moveRun().move(run.id(), move, now));
            }
        }
        settle();
    }

    /** Something that happens right before the next message is worked on. */
    void beforeSending(Runnable what) {
        beforeSending = what;
    }

    private void send(SendJob job, Duration delay) {
        later(delay, "send " + job.visit().node(), () -> {
            beforeSending.run();
            beforeSending = () -> {};
            SendMessage sendMessage =
                    switch (job.channel()) {
                        case EMAIL -> wiring.sendEmail();
                        case WHATSAPP -> wiring.sendWhatsApp();
                        case SMS -> wiring.sendSms();
                        case PUSH -> wiring.sendPush();
                    };
            Instant at = now;
            // The provider says of everything that it took that it did, whether or not the handler lived to hear it.
            ports.sender.whenTaken(() -> later(PROVIDER_TAKES, "feedback", () -> wiring.recordFeedback()
                    .record(job.message(), MessageStatus.SENT, at, null, now)));
            if (sendMessage.send(job, now) instanceof SendMessage.Result.Later(Duration wait, String _)) {
                send(job, wait);
            }
        });
    }

    private void webhook(StepJob job, Duration delay) {
        later(delay, "webhook " + job.visit().node(), () -> {
            if (wiring.callWebhook().call(job, now) instanceof CallWebhook.Result.Later(Duration wait, String _)) {
                webhook(job, wait);
            }
        });
    }

    private void tell(TellJob job, Duration delay) {
        later(delay, "tell", () -> {
            if (wiring.tellDestination().tell(job, now)
                    instanceof TellDestination.Result.Later(Duration wait, String _)) {
                tell(job, wait);
            }
        });
    }

    private void later(Duration delay, String name, Runnable action) {
        work.add(new Work(now.plus(delay), number++, name, 0, action));
    }

    private @Nullable Instant nextTimer() {
        List<MemoryTimers.Armed> armed = ports.timers.armed();
        return earliest(
                armed.isEmpty() ? null : armed.getFirst().at(),
                ports.timers.sends().values().stream()
                        .min(Comparator.naturalOrder())
                        .orElse(null),
                ports.timers.broadcasts().values().stream()
                        .min(Comparator.naturalOrder())
                        .orElse(null));
    }

    private static @Nullable Instant earliest(@Nullable Instant... instants) {
        Instant earliest = null;
        for (Instant instant : instants) {
            if (instant != null && (earliest == null || instant.isBefore(earliest))) {
                earliest = instant;
            }
        }
        return earliest;
    }

    public Facts track(String id, String user, String event, Map<String, Object> properties) {
        return storefront.track(id, user, event, properties);
    }

    public Facts added(String id, String user, String product, String price) {
        return storefront.added(id, user, product, price);
    }

    public Facts ordered(String id, String user, String order, String total) {
        return storefront.ordered(id, user, order, total);
    }

    public Facts identify(String id, String user, @Nullable String anonymous) {
        return storefront.identify(id, user, anonymous);
    }

    public CustomerId user(String userId) {
        return CustomerId.ofUser(userId);
    }

    public Money recovered() {
        return ports.orders.all().stream()
                .map(order -> order.net() == null ? Money.zero("EUR") : order.net())
                .reduce(Money.zero("EUR"), Money::plus);
    }
}
