package dev.homing.app.send;

import dev.homing.app.customer.CustomerLookup;
import dev.homing.app.customer.EndRun;
import dev.homing.app.port.Campaigns;
import dev.homing.app.port.CustomerStates;
import dev.homing.app.port.Held;
import dev.homing.app.port.Journeys;
import dev.homing.app.port.Messages;
import dev.homing.app.port.OutcomeQueue;
import dev.homing.app.port.Profiles;
import dev.homing.app.port.Renderer;
import dev.homing.app.port.Runs;
import dev.homing.app.port.SendJob;
import dev.homing.app.port.Sender;
import dev.homing.app.send.Composition.Composed;
import dev.homing.app.send.SendGuard.Verdict;
import dev.homing.domain.CountingBasis;
import dev.homing.domain.Retention;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.campaign.Configuration;
import dev.homing.domain.flow.Node;
import dev.homing.domain.id.MessageId;
import dev.homing.domain.message.Message;
import dev.homing.domain.message.MessageStatus;
import dev.homing.domain.message.TrackedLinks;
import dev.homing.domain.run.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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

    /** A token is up to 2 KB, and void once its step is over; where nothing came of the message, nobody removes it. */
    private static final Duration TOKEN_KEPT_AFTER = Duration.ofDays(1);

    /** Why a message was skipped whose step no longer waits for it. */
    private static final String STEP_OVER = "too late: its step is over";

    private static final String NEVER_SAID =
            "a crash came between sending and recording, and the provider never said whether it left";

    /** Fewer than the queue has, which counts deliveries that found the message claimed or its campaign resumed, too. */
    private static final int MOST_ATTEMPTS = 16;

    private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(10);

    private final Runs runs;
    private final Messages messages;
    private final Campaigns campaigns;
    private final Journeys journeys;
    private final Held held;
    private final OutcomeQueue outcomeQueue;
    private final Sender sender;
    private final EndRun endRun;
    private final SendGuard guard;
    private final Composition composition;

    public SendMessage(
            CustomerStates states,
            Profiles profiles,
            Runs runs,
            Messages messages,
            Campaigns campaigns,
            Journeys journeys,
            Held held,
            OutcomeQueue outcomeQueue,
            Renderer renderer,
            Sender sender,
            TrackedLinks links) {
        this.runs = runs;
        this.messages = messages;
        this.campaigns = campaigns;
        this.journeys = journeys;
        this.held = held;
        this.outcomeQueue = outcomeQueue;
        this.sender = sender;
        this.endRun = new EndRun(states, runs);
        this.guard = new SendGuard(new CustomerLookup(states), profiles);
        this.composition = new Composition(renderer, links);
    }

    /** What becomes of the job. */
    public sealed interface Result {
        /** It is done with, well or not. */
        record Done(@Nullable Message message) implements Result {}

        /** The same job is to come again after a while. */
        record Later(Duration delay, String why) implements Result {}
    }

    /**
     * @throws RuntimeException where nobody knows what happened; the same job may come again
     */
    public Result send(SendJob job, Instant now) {
        // A moment behind is no harm: what follows from it is saved under a condition, or looked at again before.
        Message before = messages.findEventually(job.message());
        if (before != null && before.settled()) {
            if (!missed(before, job)) {
                return answered(job, before, now);
            }
            before = before.revived();
        }
        Run run = runs.find(job.run());
        if (run == null) {
            // Older than everything that is kept.
            return new Result.Done(null);
        }
        if (run.leftBehind(job.visit().generation())) {
            return leftBehind(job, before, now);
        }
        Campaign.Version version = campaigns.version(run.campaign(), run.campaignVersion());
        if (!(version.flow().node(job.visit().node()) instanceof Node.Message node)) {
            throw new IllegalStateException(
                    "Step \"" + job.visit().node() + "\" of campaign " + run.campaign() + " is no message");
        }
        if (before != null && before.has(MessageStatus.SENDING)) {
            Result crashed = afterCrash(job, before, now);
            if (crashed != null) {
                return crashed;
            }
        }
        Configuration configuration = campaigns.current();
        Message blank = before == null ? blank(job, run, version, node, now) : before;
        Verdict verdict = guard.ask(run, node, version, configuration, now);
        if (verdict instanceof Verdict.Hold || verdict instanceof Verdict.Later) {
            // These save nothing of the message that would fail.
            Message latest = messages.find(job.message());
            if (revision(latest) != revision(before)) {
                return new Result.Later(Duration.ofSeconds(1), "somebody else is at it");
            }
        }
        return switch (verdict) {
            case Verdict.Hold() -> hold(job, run, now);
            case Verdict.Later(Instant at) -> putOff(job, at);
            case Verdict.Skip(String reason) ->
                settle(job, blank.with(MessageStatus.SKIPPED, now).because(reason), now);
            case Verdict.Exit exit ->
                exit(job, blank.with(MessageStatus.SKIPPED, now).because(exit.reason()), exit, now);
            case Verdict.Send send -> {
                Composed composed;
                try {
                    composed = composition.compose(
                            job.message(),
                            node,
                            run,
                            version,
                            configuration.shop(),
                            send.profile(),
                            send.cart(),
                            send.address());
                } catch (IllegalArgumentException broken) {
                    String reason = "the template cannot be filled: " + broken.getMessage();
                    yield settle(job, blank.with(MessageStatus.FAILED, now).because(reason), now);
                }
                yield deliver(job, node, filled(blank, composed), composed, now);
            }
        };
    }

    /** The run was resumed or moved since this job was made: what is to be sent comes in another. */
    private Result leftBehind(SendJob job, @Nullable Message before, Instant now) {
        if (before != null && before.has(MessageStatus.SENDING)) {
            if (now.isBefore(before.leaseUntil())) {
                return new Result.Later(Duration.between(now, before.leaseUntil()), "claimed");
            }
            return settle(job, before.with(MessageStatus.UNKNOWN, now).because(NEVER_SAID), now);
        }
        if (job.token() != null) {
            journeys.fail(job.token(), Journeys.EXIT, "The run goes on elsewhere");
        }
        return new Result.Done(null);
    }

    private static long revision(@Nullable Message message) {
        return message == null ? 0 : message.revision();
    }

    private Result deliver(SendJob job, Node.Message node, Message filled, Composed composed, Instant now) {
        Message claimed = filled.with(MessageStatus.SENDING, now).claimed(now.plus(LEASE));
        if (!messages.save(claimed, expiry(claimed))) {
            return new Result.Later(Duration.ofSeconds(1), "somebody else is at it");
        }
        claimed = claimed.withRevision(claimed.revision() + 1);
        String token = job.token();
        if (token != null && node.branch() != null) {
            if (!waiting(token, node, claimed, now)) {
                return settle(job, claimed.with(MessageStatus.SKIPPED, now).because(STEP_OVER), now);
            }
        }
        switch (sender.send(composed.outgoing())) {
            case Sender.Result.Sent(String providerId) -> {
                Message sent = recorded(claimed, message -> message.sentAs(providerId, now));
                return answered(job, sent, now);
            }
            case Sender.Result.Refused(String reason) -> {
                return answered(
                        job,
                        recorded(claimed, m -> m.with(MessageStatus.FAILED, now).because(reason)),
                        now);
            }
            case Sender.Result.TryLater(String reason) -> {
                if (claimed.attempts() >= MOST_ATTEMPTS) {
                    String why = "given up after " + claimed.attempts() + " attempts: " + reason;
                    return answered(
                            job,
                            recorded(claimed, m -> m.with(MessageStatus.FAILED, now)
                                    .because(why)),
                            now);
                }
                // It certainly did not leave: the claim is given back, or the next delivery would take it for a crash.
                recorded(claimed, message -> message.released(now));
                return new Result.Later(backoff(claimed.attempts()), reason);
            }
        }
    }

    /** Starts the window in which the message's status is waited for; false where nothing waits any more. */
    private boolean waiting(String token, Node.Message node, Message claimed, Instant now) {
        try {
            // Kept before the sending: the customer's reaction may be faster than the record of it.
            messages.putToken(claimed.id(), token, now.plus(node.longest()).plus(TOKEN_KEPT_AFTER));
            return journeys.heartbeat(token);
        } catch (RuntimeException failed) {
            // The provider was not asked yet. With the claim left, the next try would have to take it for a crash in
            // the middle of that.
            recorded(claimed, message -> message.released(now));
            throw failed;
        }
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
        return settle(job, message.with(MessageStatus.UNKNOWN, now).because(NEVER_SAID), now);
    }

    /** Whether an earlier job for the same message was of a try that was given up, and this one's step still waits. */
    private boolean missed(Message message, SendJob job) {
        return message.status() == MessageStatus.SKIPPED
                && STEP_OVER.equals(message.reason())
                && job.token() != null
                && journeys.heartbeat(job.token());
    }

    private Result hold(SendJob job, Run run, Instant now) {
        if (job.token() == null) {
            held.put(run.campaign(), job, now);
            Campaign campaign = campaigns.latest().campaign(run.campaign());
            if (campaign != null && campaign.active()) {
                // Resumed meanwhile, and whoever did it may have looked before this was held.
                held.remove(run.campaign(), job);
                return new Result.Later(Duration.ofSeconds(1), "the campaign was resumed");
            }
        } else {
            journeys.fail(job.token(), Journeys.PAUSED, "The campaign is paused");
        }
        return new Result.Done(null);
    }

    /** Until quiet hours are over. Where a flow waits, it is the flow that tries again. */
    private Result putOff(SendJob job, Instant at) {
        String token = job.token();
        if (token == null) {
            outcomeQueue.enqueue(new OutcomeQueue.Job.SendLater(job, at));
        } else {
            journeys.fail(token, Journeys.QUIET_HOURS, at.toString());
        }
        return new Result.Done(null);
    }

    private Result exit(SendJob job, Message skipped, Verdict.Exit exit, Instant now) {
        if (!messages.save(skipped, expiry(skipped))) {
            return new Result.Later(Duration.ofSeconds(1), "somebody else is at it");
        }
        if (exit.why() != null) {
            endRun.exit(job.run(), exit.why(), now);
        }
        if (job.token() != null) {
            journeys.fail(job.token(), Journeys.EXIT, String.valueOf(skipped.reason()));
        } else {
            endRun.end(job.run(), job.visit().generation(), EndRun.How.SUCCEEDED, now, now);
        }
        return new Result.Done(skipped);
    }

    private Result settle(SendJob job, Message settled, Instant now) {
        if (!messages.save(settled, expiry(settled))) {
            return new Result.Later(Duration.ofSeconds(1), "somebody else is at it");
        }
        return answered(job, settled, now);
    }

    /** Tells whoever waits how it ended; telling it twice changes nothing. */
    private Result answered(SendJob job, Message message, Instant now) {
        String token = job.token();
        if (token == null) {
            endRun.end(job.run(), job.visit().generation(), EndRun.How.SUCCEEDED, message.at(), now);
            return new Result.Done(message);
        }
        String reason = String.valueOf(message.reason());
        switch (message.status()) {
            case SKIPPED -> journeys.fail(token, Journeys.SKIPPED, reason);
            case FAILED, UNKNOWN, BOUNCED -> journeys.fail(token, Journeys.SEND_FAILED, reason);
            case SENDING, HELD -> {}
            default -> {
                if (!message.awaited()) {
                    journeys.complete(token, MessageStatus.SENT, message.at());
                }
            }
        }
        if (message.awaited() && message.status().failure()) {
            messages.removeToken(message.id());
        }
        return new Result.Done(message);
    }

    private interface Change {
        Message of(Message message);
    }

    /** Records what happened on top of what the provider may have told meanwhile. */
    private Message recorded(Message claimed, Change change) {
        Message message = claimed;
        while (true) {
            Message changed = change.of(message);
            if (messages.save(changed, expiry(changed))) {
                return changed.withRevision(changed.revision() + 1);
            }
            Message found = messages.find(claimed.id());
            if (found == null) {
                throw new IllegalStateException("Message " + claimed.id() + " vanished while it was sent");
            }
            message = found;
        }
    }

    private static Message blank(SendJob job, Run run, Campaign.Version version, Node.Message node, Instant now) {
        MessageId id = job.message();
        return new Message(
                id,
                job.visit(),
                run.campaign(),
                run.campaignVersion(),
                node.channel(),
                version.transactional(),
                run.triggeredAt(),
                List.of(),
                null,
                now,
                0,
                null,
                null,
                List.of(),
                version.flow().firstOnChannel(node),
                node.branch() != null && job.token() != null,
                run.oneMessage(),
                new CountingBasis(run.counting().zone(), now),
                0);
    }

    private static Message filled(Message blank, Composed composed) {
        return blank.filled(composed.subject(), composed.targets());
    }

    private static Instant expiry(Message message) {
        return message.triggeredAt().plus(Retention.ACTIVITY);
    }

    private static Duration backoff(int attempts) {
        Duration delay = Duration.ofSeconds(1L << Math.min(attempts, 10));
        return delay.compareTo(LONGEST_BACKOFF) > 0 ? LONGEST_BACKOFF : delay;
    }
}
