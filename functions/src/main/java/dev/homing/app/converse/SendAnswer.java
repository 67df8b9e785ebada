package dev.homing.app.converse;

import dev.homing.app.customer.Tries;
import dev.homing.app.port.Answers;
import dev.homing.app.port.Conversations;
import dev.homing.app.port.Sender;
import dev.homing.domain.Retention;
import dev.homing.domain.conversation.Conversation;
import dev.homing.domain.conversation.Said.Answer;
import dev.homing.domain.conversation.Said.State;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.reason.Reason;
import dev.homing.domain.reason.Reason.Code;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sends an answer, once: it is claimed before the provider is called, as messages are, and one that was claimed and never recorded is said to be
 * unknown, and not sent again.
 */
public final class SendAnswer {
    private static final Duration TRIED_AGAIN = Duration.ofSeconds(20);

    private final Conversations conversations;
    private final Answers answers;
    private final Tries tries;

    public SendAnswer(Conversations conversations, Answers answers, Tries tries) {
        this.conversations = conversations;
        this.answers = answers;
        this.tries = tries;
    }

    /** What becomes of the job. */
    public sealed interface Result {
        record Done() implements Result {}

        record Later(Duration delay, String why) implements Result {}
    }

    private record Claimed(String to, Answer answer) {}

    public Result send(Answers.Reference job, Instant now) {
        Conversation conversation = conversations.of(job.customer());
        if (!(conversations.find(job.customer(), job.id()) instanceof Answer answer)) {
            return new Result.Done();
        }
        if (answer.state() == State.SENDING && now.isBefore(answer.leaseUntil())) {
            return new Result.Later(Duration.between(now, answer.leaseUntil()), "somebody else is at it");
        }
        if (answer.state() == State.SENDING) {
            return told(job, State.UNKNOWN, null, null, now);
        }
        if (answer.state() != State.QUEUED) {
            return new Result.Done();
        }
        String to = conversation.address();
        if (to == null || !conversation.isOpen(now)) {
            return told(job, State.FAILED, null, Reason.of(Code.OUTSIDE_WINDOW), now);
        }
        Answer claimed = answer.claimed(now);
        if (!conversations.save(conversation, claimed, now.plus(Retention.ACTIVITY))) {
            return new Result.Later(Duration.ofSeconds(1), "somebody else changed the conversation");
        }
        return sent(job, new Claimed(to, claimed), now);
    }

    private Result sent(Answers.Reference job, Claimed claimed, Instant now) {
        Sender.Result result;
        try {
            result = answers.send(claimed.to(), claimed.answer().text(), job);
        } catch (UncheckedIOException silent) {
            return told(job, State.UNKNOWN, null, null, now);
        }
        return switch (result) {
            case Sender.Result.Sent left -> told(job, State.SENT, left.providerId(), null, now);
            case Sender.Result.Refused refused -> told(job, State.FAILED, null, refused.reason(), now);
            case Sender.Result.TryLater later -> {
                record(job.customer(), job.id(), State.QUEUED, null, null, now);
                yield new Result.Later(TRIED_AGAIN, later.reason().clause());
            }
        };
    }

    private Result told(
            Answers.Reference job, State state, @Nullable String providerId, @Nullable Reason reason, Instant now) {
        record(job.customer(), job.id(), state, providerId, reason, now);
        return new Result.Done();
    }

    /**
     * Takes in how far an answer is; twice is the same as once, in any order.
     *
     * @return the answer as it stands; null where there is none
     */
    public @Nullable Answer record(
            CustomerId customer,
            String id,
            State state,
            @Nullable String providerId,
            @Nullable Reason reason,
            Instant now) {
        return tries.until("The conversation with " + customer, () -> {
                    Conversation conversation = conversations.of(customer);
                    if (!(conversations.find(customer, id) instanceof Answer answer)) {
                        return Optional.<Answer>empty();
                    }
                    Answer moved = answer.with(state, providerId, reason);
                    boolean kept = moved.equals(answer)
                            || conversations.save(conversation, moved, now.plus(Retention.ACTIVITY));
                    return kept ? Optional.of(moved) : null;
                })
                .orElse(null);
    }
}
