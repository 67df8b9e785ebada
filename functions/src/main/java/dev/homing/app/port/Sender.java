package dev.homing.app.port;

import dev.homing.domain.id.MessageId;
import dev.homing.domain.reason.Reason;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A provider of one channel. Its outcomes are data; an exception means that nobody knows whether the message left. */
public interface Sender {
    Result send(Outgoing message);

    sealed interface Result {
        record Sent(String providerId) implements Result {}

        /** The provider will never take it. */
        record Refused(Reason reason) implements Result {}

        /** It certainly did not leave; the same again later may go well. */
        record TryLater(Reason reason) implements Result {}
    }

    /** What the provider gives back with everything it tells of the message. */
    record Tags(MessageId message, String campaign, String step) {}

    sealed interface Outgoing {
        Tags tags();

        /** @param headers such as {@code List-Unsubscribe} */
        record Email(
                String from,
                String to,
                @Nullable String replyTo,
                String subject,
                String html,
                String text,
                Map<String, String> headers,
                Tags tags)
                implements Outgoing {}

        /**
         * @param to E.164
         * @param headerImage address of a picture; null: none
         * @param buttonPath what fills the variable at the end of the button's approved address; null: no button
         */
        record WhatsApp(
                String to,
                String approvedName,
                String language,
                List<String> bodyParameters,
                @Nullable String headerImage,
                @Nullable String buttonPath,
                Tags tags)
                implements Outgoing {}

        /**
         * @param to E.164
         * @param transactional whether it is no marketing
         */
        record Sms(String to, String text, boolean transactional, Tags tags) implements Outgoing {}
    }
}
