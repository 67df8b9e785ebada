package dev.homing.adapter.whatsapp;

import dev.homing.app.port.Answers;
import dev.homing.app.port.Sender.Tags;
import dev.homing.domain.consent.ReplyWord;
import dev.homing.domain.conversation.Said;
import dev.homing.domain.message.MessageStatus;
import dev.homing.domain.reason.Reason;
import dev.homing.domain.template.Approval;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One thing that Meta tells by its webhook. They come more than once, out of order, and up to seven days late. */
public sealed interface WhatsAppNotice {
    Instant at();

    /**
     * A message's status changed.
     *
     * @param providerId Meta's id of the message
     * @param status SENT, DELIVERED, READ or FAILED
     * @param tags what was sent along; null for messages that are not ours
     * @param reason of a failure; null otherwise
     */
    record StatusChanged(
            String providerId,
            MessageStatus status,
            Instant at,
            @Nullable Tags tags,
            @Nullable Reason reason) implements WhatsAppNotice {}

    /**
     * How far an answer is that somebody of the shop wrote.
     *
     * @param reason of a failure; null otherwise
     */
    record AnswerChanged(
            String providerId,
            Answers.Reference reference,
            Said.State state,
            Instant at,
            @Nullable Reason reason) implements WhatsAppNotice {}

    /**
     * WhatsApp says of a template whether it can be sent, or how it is received.
     *
     * @param tellsStatus whether it is about the status
     */
    record TemplateChanged(Approval approval, boolean tellsStatus) implements WhatsAppNotice {
        @Override
        public Instant at() {
            return approval.at();
        }
    }

    /**
     * WhatsApp warns of the shop's number or account, or restricts it.
     *
     * @param what Meta's own word, such as {@code FLAGGED}
     */
    record AccountWarned(String what, Instant at) implements WhatsAppNotice {}

    /**
     * A person wrote, or pressed a button.
     *
     * @param id Meta's, of this message of theirs
     * @param from E.164, or the id of a person who hides the number; null where neither is there
     * @param inReplyTo Meta's id of the message that it answers; null where it answers none
     * @param text what was written, the button's label, or a picture's caption; null where there are no words
     * @param name of a file; null where there is none
     * @param pressed what the shop calls the button; null where none was pressed
     * @param word what it means for the messages after it
     */
    record Received(
            String id,
            @Nullable String from,
            Instant at,
            @Nullable String inReplyTo,
            Said.Kind kind,
            @Nullable String text,
            @Nullable String name,
            @Nullable String pressed,
            ReplyWord word)
            implements WhatsAppNotice {}

    /**
     * A person told WhatsApp itself whether they want marketing from the shop.
     *
     * @param from E.164, or the id of a person who hides the number; null where neither is there
     */
    record MarketingChosen(@Nullable String from, Instant at, boolean wanted) implements WhatsAppNotice {}
}
