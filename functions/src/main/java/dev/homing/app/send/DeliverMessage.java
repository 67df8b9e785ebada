package dev.homing.app.send;

import dev.homing.app.port.Journeys;
import dev.homing.app.port.Messages;
import dev.homing.app.port.SendJob;
import dev.homing.app.port.Sender;
import dev.homing.app.send.SendMessage.Result;
import dev.homing.domain.flow.Node;
import dev.homing.domain.message.Message;
import dev.homing.domain.message.MessageStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;

/** The part of sending that must not be done twice: claim, heartbeat, provider, record. */
final class DeliverMessage {
    /** Why a message was skipped whose step no longer waits for it. */
    static final String STEP_OVER = "too late: its step is over";

    /** A token is up to 2 KB, and void once its step is over; where nothing came of the message, nobody removes it. */
    private static final Duration TOKEN_KEPT_AFTER = Duration.ofDays(1);

    /** Fewer than the queue has, which counts deliveries that found the message claimed or its campaign resumed, too. */
    private static final int MOST_ATTEMPTS = 16;

    private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(10);

    private final Messages messages;
    private final Journeys journeys;
    private final Sender sender;
    private final SettleMessage settle;

    DeliverMessage(Messages messages, Journeys journeys, Sender sender, SettleMessage settle) {
        this.messages = messages;
        this.journeys = journeys;
        this.sender = sender;
        this.settle = settle;
    }

    Result deliver(SendJob job, Node.Message node, Message filled, Sender.Outgoing outgoing, Instant now) {
        Message claimed = filled.with(MessageStatus.SENDING, now).claimed(now.plus(SendMessage.LEASE));
        if (!settle.save(claimed)) {
            return new Result.Later(Duration.ofSeconds(1), "somebody else is at it");
        }
        claimed = claimed.withRevision(claimed.revision() + 1);
        String token = job.token();
        if (token != null && node.awaits() != null && !waiting(token, node, claimed, now)) {
            return settle.settle(job, claimed.with(MessageStatus.SKIPPED, now).because(STEP_OVER), now);
        }
        return switch (sender.send(outgoing)) {
            case Sender.Result.Sent(String providerId) ->
                settle.answered(job, recorded(claimed, message -> message.sentAs(providerId, now)), now);
            case Sender.Result.Refused(String reason) -> failed(job, claimed, reason, now);
            case Sender.Result.TryLater(String reason) -> {
                if (claimed.attempts() >= MOST_ATTEMPTS) {
                    yield failed(job, claimed, "given up after " + claimed.attempts() + " attempts: " + reason, now);
                }
                // It certainly did not leave: the claim is given back, or the next delivery would take it for a crash.
                recorded(claimed, message -> message.released(now));
                yield new Result.Later(backoff(claimed.attempts()), reason);
            }
        };
    }

    private Result failed(SendJob job, Message claimed, String why, Instant now) {
        Message failed = recorded(
                claimed, message -> message.with(MessageStatus.FAILED, now).because(why));
        return settle.answered(job, failed, now);
    }

    /** Starts the time in which the message's status is waited for; false where nothing waits any more. */
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

    /** Records what happened on top of what the provider may have told meanwhile. */
    private Message recorded(Message claimed, UnaryOperator<Message> change) {
        Message message = claimed;
        while (true) {
            Message changed = change.apply(message);
            if (settle.save(changed)) {
                return changed.withRevision(changed.revision() + 1);
            }
            Message found = messages.find(claimed.id());
            if (found == null) {
                throw new IllegalStateException("Message " + claimed.id() + " vanished while it was sent");
            }
            message = found;
        }
    }

    private static Duration backoff(int attempts) {
        Duration delay = Duration.ofSeconds(1L << Math.min(attempts, 10));
        return delay.compareTo(LONGEST_BACKOFF) > 0 ? LONGEST_BACKOFF : delay;
    }
}
