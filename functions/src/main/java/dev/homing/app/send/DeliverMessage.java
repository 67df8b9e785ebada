package dev.homing.app.send;

import dev.homing.app.customer.ChangeProfile;
import dev.homing.app.customer.Tries;
import dev.homing.app.port.Journeys;
import dev.homing.app.port.Messages;
import dev.homing.app.port.SendJob;
import dev.homing.app.port.Sender;
import dev.homing.app.react.SuppressAddress;
import dev.homing.app.send.SendMessage.Result;
import dev.homing.domain.consent.Suppression;
import dev.homing.domain.flow.Node;
import dev.homing.domain.message.Message;
import dev.homing.domain.message.MessageStatus;
import dev.homing.domain.reason.Reason;
import dev.homing.domain.reason.Reason.Code;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/** The part of sending that must not be done twice: claim, heartbeat, provider, record. */
final class DeliverMessage {
    /** A token is up to 2 KB, and void once its step is over; where nothing came of the message, nobody removes it. */
    private static final Duration TOKEN_KEPT_AFTER = Duration.ofDays(1);

    /** Fewer than the queue has, which counts deliveries that found the message claimed or its campaign resumed, too. */
    private static final int MOST_ATTEMPTS = 16;

    private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(10);

    private final Messages messages;
    private final Journeys journeys;
    private final Sender sender;
    private final SettleMessage settle;
    private final SuppressAddress suppressAddress;
    private final ChangeProfile changeProfile;
    private final Tries tries;

    DeliverMessage(
            Messages messages,
            Journeys journeys,
            Sender sender,
            SettleMessage settle,
            SuppressAddress suppressAddress,
            ChangeProfile changeProfile,
            Tries tries) {
        this.messages = messages;
        this.journeys = journeys;
        this.sender = sender;
        this.settle = settle;
        this.suppressAddress = suppressAddress;
        this.changeProfile = changeProfile;
        this.tries = tries;
    }

    Result deliver(SendJob job, Node.Message node, Message filled, Sender.Outgoing outgoing, Instant now) {
        Message claimed = filled.with(MessageStatus.SENDING, now).claimed(now.plus(SendMessage.LEASE));
        if (!settle.save(claimed)) {
            return new Result.Later(Duration.ofSeconds(1), "somebody else is at it");
        }
        claimed = claimed.withRevision(claimed.revision() + 1);
        String token = job.token();
        if (token != null && node.awaits() != null && !waiting(token, node, claimed, now)) {
            return settle.settle(job, claimed.with(MessageStatus.SKIPPED, now).because(Reason.of(Code.STEP_OVER)), now);
        }
        return switch (sender.send(outgoing)) {
            case Sender.Result.Sent(String providerId, Set<String> gone) -> {
                Message sent = recorded(claimed, message -> message.sentAs(providerId, now));
                forget(gone, claimed, now);
                yield settle.answered(job, sent, now);
            }
            case Sender.Result.Refused(Reason reason, Set<String> gone) -> {
                Result failed = failed(job, claimed, reason, now);
                forget(gone, claimed, now);
                yield failed;
            }
            case Sender.Result.TryLater(Reason reason) -> {
                if (claimed.attempts() >= MOST_ATTEMPTS) {
                    String attempts = Integer.toString(claimed.attempts());
                    yield failed(
                            job,
                            claimed,
                            Reason.of(Code.GIVEN_UP, "attempts", attempts).by(reason),
                            now);
                }
                // It certainly did not leave: the claim is given back, or the next delivery would take it for a crash.
                recorded(claimed, message -> message.released(now));
                yield new Result.Later(backoff(claimed.attempts()), reason.clause());
            }
        };
    }

    /** After the record, which must not be lost for it: where this is not done, the next message finds out again. */
    private void forget(Set<String> gone, Message message, Instant now) {
        if (!gone.isEmpty()) {
            changeProfile.change(message.id().customer(), now, profile -> profile.withoutDevices(gone, now));
        }
    }

    private Result failed(SendJob job, Message claimed, Reason why, Instant now) {
        Suppression.Why said = Suppression.Why.of(why);
        if (said != null && claimed.sentTo() != null) {
            // Before the record: after it, nobody would come back to do it.
            suppressAddress.because(claimed.sentTo(), said, now, null);
        }
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

    /**
     * Records what happened on top of what the provider may have told meanwhile.
     *
     * @throws dev.homing.app.port.Unavailable where others changed it at each try: the claim stays, and the job that comes again takes it for
     *     a crash
     */
    private Message recorded(Message claimed, UnaryOperator<Message> change) {
        AtomicReference<Message> latest = new AtomicReference<>(claimed);
        return tries.until("The message " + claimed.id(), () -> {
            Message changed = change.apply(latest.get());
            if (settle.save(changed)) {
                return changed.withRevision(changed.revision() + 1);
            }
            Message found = messages.find(claimed.id());
            if (found == null) {
                throw new IllegalStateException("Message " + claimed.id() + " vanished while it was sent");
            }
            latest.set(found);
            return null;
        });
    }

    private static Duration backoff(int attempts) {
        Duration delay = Duration.ofSeconds(1L << Math.min(attempts, 10));
        return delay.compareTo(LONGEST_BACKOFF) > 0 ? LONGEST_BACKOFF : delay;
    }
}
