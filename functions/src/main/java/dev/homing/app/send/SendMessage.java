package dev.homing.app.send;

import dev.homing.app.broadcast.SettleRecipient;
import dev.homing.app.campaign.HoldPlaces;
import dev.homing.app.campaign.UnsentMessage;
import dev.homing.app.customer.ChangeProfile;
import dev.homing.app.customer.CustomerLookup;
import dev.homing.app.customer.EndRun;
import dev.homing.app.customer.Tries;
import dev.homing.app.port.Backoff;
import dev.homing.app.port.Campaigns;
import dev.homing.app.port.CustomerStates;
import dev.homing.app.port.Html;
import dev.homing.app.port.Journeys;
import dev.homing.app.port.Messages;
import dev.homing.app.port.OrderBook;
import dev.homing.app.port.OutcomeQueue;
import dev.homing.app.port.Profiles;
import dev.homing.app.port.Renderer;
import dev.homing.app.port.Runs;
import dev.homing.app.port.SendJob;
import dev.homing.app.port.Sender;
import dev.homing.app.port.Suppressions;
import dev.homing.app.react.SuppressAddress;
import dev.homing.app.send.Composition.Composed;
import dev.homing.app.send.SendGuard.Verdict;
import dev.homing.domain.Durations;
import dev.homing.domain.Retention;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.campaign.Configuration;
import dev.homing.domain.campaign.SendingRules;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.consent.AddressKey;
import dev.homing.domain.flow.Node;
import dev.homing.domain.id.MessageId;
import dev.homing.domain.message.Message;
import dev.homing.domain.message.MessageStatus;
import dev.homing.domain.message.TrackedLinks;
import dev.homing.domain.reason.Reason;
import dev.homing.domain.reason.Reason.Code;
import dev.homing.domain.run.Run;
import dev.homing.domain.state.Caps;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Sends one message of one run: guard, render, claim, heartbeat, provider, record, complete the token. No provider takes an idempotency key,
 * so the claim is what keeps two deliveries of a job from sending twice; a crash between the provider and the record is the only hole, and then
 * a marketing message waits for what the provider says of it, and a transactional one is sent again.
 */
public final class SendMessage {
    static final Duration LEASE = Duration.ofSeconds(60);

    /** How long after a crash in the middle the provider may still say that the message left. */
    static final Duration PROVIDER_SAYS_WITHIN = Duration.ofMinutes(15);

    /** Marketing messages on a channel within 24 hours, to customers who asked for fewer. */
    private static final int FEWER_PER_DAY = 1;

    private static final Reason NEVER_SAID =
            Reason.of(Code.NEVER_CONFIRMED, "minutes", Long.toString(PROVIDER_SAYS_WITHIN.toMinutes()));

    private final Runs runs;
    private final Messages messages;
    private final Campaigns campaigns;
    private final Journeys journeys;
    private final HoldPlaces holdPlaces;
    private final OutcomeQueue outcomeQueue;
    private final Profiles profiles;
    private final NextChannel nextChannel;
    private final SettleMessage settle;
    private final DeliverMessage delivery;
    private final SendGuard guard;
    private final BrowsersAddresses browsersAddresses;
    private final CapPlaces capPlaces;
    private final SettleRecipient settleRecipient;
    private final Composition composition;

    public SendMessage(
            CustomerStates states,
            Profiles profiles,
            Suppressions suppressions,
            OrderBook orderBook,
            Backoff backoff,
            EndRun endRun,
            SettleRecipient settleRecipient,
            Runs runs,
            Messages messages,
            Campaigns campaigns,
            Journeys journeys,
            HoldPlaces holdPlaces,
            OutcomeQueue outcomeQueue,
            Renderer renderer,
            Html html,
            Sender sender,
            TrackedLinks links) {
        this.runs = runs;
        this.messages = messages;
        this.campaigns = campaigns;
        this.journeys = journeys;
        this.holdPlaces = holdPlaces;
        this.outcomeQueue = outcomeQueue;
        this.profiles = profiles;
        this.nextChannel = new NextChannel(campaigns, runs, outcomeQueue);
        this.settle = new SettleMessage(messages, journeys, endRun, nextChannel);
        this.delivery = new DeliverMessage(
                messages,
                journeys,
                sender,
                settle,
                new SuppressAddress(suppressions, backoff),
                ChangeProfile.ofDevices(states, profiles, backoff),
                new Tries(backoff));
        this.guard = new SendGuard(new CustomerLookup(states, backoff), profiles, suppressions, orderBook);
        this.browsersAddresses = new BrowsersAddresses(suppressions, new Tries(backoff));
        this.settleRecipient = settleRecipient;
        this.capPlaces = new CapPlaces(states, backoff);
        this.composition = new Composition(renderer, html, links);
    }

    /** What becomes of the job. */
    public sealed interface Result {
        /** It is done with, well or not. */
        record Done(@Nullable Message message) implements Result {}

        /** It did not go out on this channel, and is tried on another one. */
        record GoesOn(Message message) implements Result {}

        /** The same job is to come again after a while. */
        record Later(Duration delay, String why) implements Result {}
    }

    /**
     * @throws RuntimeException where nobody knows what happened; the same job may come again
     */
    public Result send(SendJob job, Instant now) {
        Result result = sent(job, now);
        switch (result) {
            case Result.Done(Message message) -> {
                capPlaces.release(message, now);
                if (message != null) {
                    settleRecipient.by(message, now);
                }
            }
            case Result.GoesOn(Message message) -> capPlaces.release(message, now);
            case Result.Later _ -> {
                // It has its place, if it has one.
            }
        }
        return result;
    }

    private Result sent(SendJob job, Instant now) {
        // A moment behind is no harm: what follows from it is saved under a condition, or looked at again before.
        Message before = messages.findEventually(job.message());
        if (before != null && before.settled()) {
            if (!missed(before, job)) {
                return settle.answered(job, before, now);
            }
            before = before.revived();
        }
        Run run = runs.find(job.run());
        if (run == null) {
            // Older than everything that is kept.
            return new Result.Done(null);
        }
        if (run.leftBehind(job.visit().generation())) {
            return leftBehind(job, run, before, now);
        }
        Campaign.Version version = campaigns.version(run.campaign(), run.campaignVersion());
        Node.Message node = version.flow().message(job.visit().node());
        if (node.several()) {
            Result elsewhere = elsewhere(job, run, version, node, now);
            if (elsewhere != null) {
                return elsewhere;
            }
        }
        if (before != null && before.has(MessageStatus.SENDING)) {
            Result crashed = afterCrash(job, before, now);
            if (crashed != null) {
                return crashed;
            }
        }
        Configuration configuration = campaigns.current();
        Message blank = before == null
                ? UnsentMessage.of(job.visit(), job.channel(), run, version, node, job.token() != null, now)
                : before;
        Verdict verdict = guard.ask(run, node, job.channel(), version, configuration, now);
        if (verdict instanceof Verdict.Later) {
            // It saves nothing of the message that would fail.
            Message latest = messages.find(job.message());
            if (revision(latest) != revision(before)) {
                return new Result.Later(Duration.ofSeconds(1), "somebody else is at it");
            }
        }
        return switch (verdict) {
            case Verdict.Hold() ->
                job.token() == null && !run.oneMessage()
                        // The flow went on without it.
                        ? settle.settle(
                                job,
                                blank.with(MessageStatus.SKIPPED, now).because(Reason.of(Code.CAMPAIGN_PAUSED)),
                                now)
                        : hold(job, run, blank, now);
            case Verdict.Later(Instant at) -> putOff(job, at);
            case Verdict.Skip(Reason reason) ->
                settle.settle(job, blank.with(MessageStatus.SKIPPED, now).because(reason), now);
            case Verdict.Exit exit ->
                settle.exit(job, blank.with(MessageStatus.SKIPPED, now).because(exit.reason()), exit, now);
            case Verdict.Send send -> {
                Composed composed;
                try {
                    composed = composition.compose(
                            job.message(),
                            node,
                            job.channel(),
                            run,
                            version,
                            configuration.shop(),
                            send.profile(),
                            send.cart(),
                            send.address(),
                            send.vouched());
                } catch (IllegalArgumentException broken) {
                    Reason reason = Reason.of(Code.TEMPLATE_BROKEN, "template", node.template(job.channel()))
                            .withDetails(broken.getMessage());
                    yield settle.settle(
                            job, blank.with(MessageStatus.FAILED, now).because(reason), now);
                }
                int most = configuration.shop().browsers().messagesPerWeek();
                if (!send.vouched() && !browsersAddresses.admits(send.known(), job.message(), most, now)) {
                    Reason enough = Reason.of(Code.BROWSERS_ADDRESS_HAD_ENOUGH, "most", Integer.toString(most));
                    yield settle.settle(
                            job, blank.with(MessageStatus.SKIPPED, now).because(enough), now);
                }
                Reason held = version.transactional() ? null : noPlace(send, blank, configuration, now);
                if (held != null) {
                    yield settle.settle(
                            job, blank.with(MessageStatus.SKIPPED, now).because(held), now);
                }
                Message filled = blank.filled(
                        AddressKey.of(blank.channel(), send.address()),
                        composed.subject(),
                        composed.targets(),
                        composed.segments());
                yield delivery.deliver(job, node, filled, composed.outgoing(), now);
            }
        };
    }

    /**
     * Of several channels one is tried after the other. A job that comes too early, or again, is handed to the one whose turn it is.
     *
     * @return null where it is this job's
     */
    private @Nullable Result elsewhere(SendJob job, Run run, Campaign.Version version, Node.Message node, Instant now) {
        int generation = job.visit().generation();
        Run chosen = run;
        if (version.rules().preferredFirst() && run.taken(generation, node.id()) == null) {
            Channel preferred = profiles.load(run.id().customer()).preferredChannel();
            chosen = run.prefers(node.id(), preferred == null ? node.channel() : preferred, now);
            if (!runs.save(chosen, chosen.startedAt().plus(Retention.ACTIVITY))) {
                return new Result.Later(Duration.ofSeconds(1), "somebody else changed the run");
            }
        }
        for (Channel channel : NextChannel.order(node, chosen, generation)) {
            if (channel == job.channel()) {
                return null;
            }
            Message earlier = messages.find(MessageId.of(job.visit(), channel));
            if (earlier == null || !earlier.triesTheNextChannel()) {
                nextChannel.on(channel, job, now);
                return new Result.Done(null);
            }
        }
        return null;
    }

    /** Takes a place under the caps for a message; why there is none, or null. */
    private @Nullable Reason noPlace(Verdict.Send send, Message message, Configuration configuration, Instant now) {
        boolean fewer = send.profile().wantsFewer();
        int most = configuration.shop().messagesPerDay();
        int perDay = fewer ? Math.min(FEWER_PER_DAY, most) : most;
        Campaign campaign = configuration.campaign(message.campaign());
        SendingRules rules = campaign == null ? SendingRules.USUAL : campaign.rules();
        Caps.Wish wish = new Caps.Wish(
                message.id(),
                message.channel(),
                message.campaign(),
                perDay,
                rules.priority(),
                configuration.shop().priorityWindow(),
                rules.caps());
        return switch (capPlaces.takes(send.state(), wish, now)) {
            case Caps.Answer.Placed _ -> null;
            case Caps.Answer.DayIsFull() ->
                Reason.of(fewer ? Code.WANTS_FEWER : Code.HAD_ENOUGH, "most", Integer.toString(perDay))
                        .with("channel", message.channel().words());
            case Caps.Answer.LimitReached(Caps.Limit limit) ->
                Reason.of(Code.CAMPAIGN_CAP, "most", Integer.toString(limit.most()))
                        .with("period", Durations.exactly(limit.within()))
                        .with(
                                "by",
                                limit.channel() == null
                                        ? ""
                                        : " by " + limit.channel().words());
            case Caps.Answer.ComesAfter(Caps.Lead lead) -> {
                Campaign first = configuration.campaign(lead.campaign());
                yield Reason.of(Code.COMES_AFTER, "first", first == null ? lead.campaign() : first.name())
                        .with("at", Reason.at(lead.at()));
            }
        };
    }

    /** The run was held, resumed or moved since this job was made: what is to be sent comes in another. */
    private Result leftBehind(SendJob job, Run run, @Nullable Message before, Instant now) {
        if (run.open() && HoldPlaces.keptAt(run, job.visit())) {
            // Perhaps an earlier try was killed half way; a read that is a moment behind would not tell.
            Message latest = messages.find(job.message());
            if (latest != null && latest.has(MessageStatus.HELD)) {
                return hold(job, run, latest, now);
            }
        }
        if (before != null && before.has(MessageStatus.SENDING)) {
            return now.isBefore(before.leaseUntil())
                    ? new Result.Later(Duration.between(now, before.leaseUntil()), "claimed")
                    : settle.settle(job, before.with(MessageStatus.UNKNOWN, now).because(NEVER_SAID), now);
        }
        if (job.token() != null) {
            journeys.fail(job.token(), Journeys.EXIT, "The run goes on elsewhere");
        }
        return new Result.Done(null);
    }

    private static long revision(@Nullable Message message) {
        return message == null ? 0 : message.revision();
    }

    /** A claim was left behind: by someone still at it, or by a crash that may have come after the provider. Null: send it (again). */
    private @Nullable Result afterCrash(SendJob job, Message message, Instant now) {
        if (now.isBefore(message.leaseUntil())) {
            return new Result.Later(Duration.between(now, message.leaseUntil()), "claimed");
        }
        if (message.transactional()) {
            return null;
        }
        Instant until = message.leaseUntil().plus(PROVIDER_SAYS_WITHIN);
        if (now.isBefore(until)) {
            return new Result.Later(Duration.between(now, until), "the provider may say whether it left");
        }
        return settle.settle(job, message.with(MessageStatus.UNKNOWN, now).because(NEVER_SAID), now);
    }

    /** Whether an earlier job for the same message was of a try that was given up, and this one's step still waits. */
    private boolean missed(Message message, SendJob job) {
        return message.status() == MessageStatus.SKIPPED
                && message.reason() != null
                && message.reason().code() == Code.STEP_OVER
                && job.token() != null
                && journeys.heartbeat(job.token());
    }

    /**
     * The run goes on from here when its campaign is resumed: with another message, since this one's execution is let go. That this one was
     * held is saved first: whoever works on it at the same time, and was told before the pause that it may go out, cannot claim it then.
     */
    private Result hold(SendJob job, Run run, Message message, Instant now) {
        if (!message.has(MessageStatus.HELD)
                && !settle.save(message.with(MessageStatus.HELD, now).because(Reason.of(Code.CAMPAIGN_PAUSED)))) {
            return new Result.Later(Duration.ofSeconds(1), "somebody else is at it");
        }
        if (!holdPlaces.step(run, job.visit(), now)) {
            return new Result.Later(Duration.ofSeconds(1), "somebody else changed the run");
        }
        if (job.token() != null) {
            journeys.fail(job.token(), Journeys.PAUSED, "The campaign is paused");
        }
        capPlaces.release(message.with(MessageStatus.HELD, now), now);
        return new Result.Done(null);
    }

    /** Until quiet hours are over. Where a flow waits, it is the flow that tries again. */
    private Result putOff(SendJob job, Instant at) {
        String token = job.token();
        if (token == null) {
            outcomeQueue.enqueue(new OutcomeQueue.Job.SendLater(job, at));
        } else {
            journeys.fail(token, Journeys.LATER, at.toString());
        }
        return new Result.Done(null);
    }
}
