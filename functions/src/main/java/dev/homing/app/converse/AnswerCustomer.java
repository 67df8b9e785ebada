package dev.homing.app.converse;

import dev.homing.app.customer.Tries;
import dev.homing.app.port.Answers;
import dev.homing.app.port.Conversations;
import dev.homing.app.port.SendQueue;
import dev.homing.app.port.Suppressions;
import dev.homing.domain.Retention;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.consent.AddressKey;
import dev.homing.domain.consent.Consent;
import dev.homing.domain.consent.Suppression;
import dev.homing.domain.conversation.Conversation;
import dev.homing.domain.conversation.Said.Answer;
import dev.homing.domain.conversation.Said.State;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.reason.Reason;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes what somebody of the shop answers a customer, where WhatsApp lets them, and has it sent; asked twice, it is one answer. */
public final class AnswerCustomer {
    private final ReadConversations readConversations;
    private final Conversations conversations;
    private final Suppressions suppressions;
    private final SendQueue sendQueue;
    private final Tries tries;

    public AnswerCustomer(
            ReadConversations readConversations,
            Conversations conversations,
            Suppressions suppressions,
            SendQueue sendQueue,
            Tries tries) {
        this.readConversations = readConversations;
        this.conversations = conversations;
        this.suppressions = suppressions;
        this.sendQueue = sendQueue;
        this.tries = tries;
    }

    /** What became of it. */
    public sealed interface Result {
        /** @param answer as it stands, also where it was asked for before */
        record Taken(Answer answer) implements Result {}

        /** Whoever asks again under the id of another answer would believe that this one was sent. */
        record Another(Answer answer) implements Result {}

        /** @param since when the window closed; null where the customer never wrote */
        record Closed(@Nullable Instant since) implements Result {}

        /** The address is not written to at all. */
        record Suppressed(Reason why) implements Result {}

        record NotFound() implements Result {}
    }

    /**
     * @param id of the answer, the same with every try
     * @param author who is signed in
     */
    public Result answer(CustomerId customer, String id, String text, String author, Instant now) {
        List<Conversation> all = readConversations.all(customer, now);
        if (all == null) {
            return new Result.NotFound();
        }
        for (Conversation each : all) {
            if (conversations.find(each.customer(), id) instanceof Answer known) {
                return known(each.customer(), known, text);
            }
        }
        CustomerId open = ReadConversations.latest(all).customer();
        return tries.until("The conversation with " + open, () -> answerOnce(open, id, text, author, now));
    }

    private @Nullable Result answerOnce(CustomerId customer, String id, String text, String author, Instant now) {
        Conversation conversation = conversations.of(customer);
        if (conversations.find(customer, id) instanceof Answer known) {
            return known(customer, known, text);
        }
        String to = conversation.address();
        if (to == null || !conversation.isOpen(now)) {
            return new Result.Closed(conversation.windowEndsAt());
        }
        Suppression.Standing refused =
                suppressions.of(AddressKey.of(Channel.WHATSAPP, to)).refuses(true, Consent.UNKNOWN);
        if (refused != null) {
            return new Result.Suppressed(refused.reason());
        }
        Answer answer = Answer.queued(id, text, author, now);
        return conversations.save(conversation.with(answer), answer, now.plus(Retention.ACTIVITY))
                ? queued(customer, answer)
                : null;
    }

    /** Whoever was killed before it lay in the queue is asked again: then it is put there, and sent once. */
    private Result known(CustomerId customer, Answer known, String text) {
        if (!known.text().equals(text)) {
            return new Result.Another(known);
        }
        return known.state() == State.QUEUED ? queued(customer, known) : new Result.Taken(known);
    }

    private Result queued(CustomerId customer, Answer answer) {
        sendQueue.enqueue(new Answers.Reference(customer, answer.id()));
        return new Result.Taken(answer);
    }
}
