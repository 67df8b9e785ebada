package dev.homing.app.port;

import dev.homing.domain.channel.Platform;
import dev.homing.domain.id.MessageId;
import dev.homing.domain.profile.Device;
import dev.homing.domain.reason.Reason;
import dev.homing.domain.template.Timing;
import dev.homing.domain.template.WhatsAppHeader;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A provider of one channel. Its outcomes are data; an exception means that nobody knows whether the message left. */
public interface Sender {
    Result send(Outgoing message);

    sealed interface Result {
        /** @param gone tokens of devices that take nothing any more */
        record Sent(String providerId, Set<String> gone) implements Result {
            public Sent(String providerId) {
                this(providerId, Set.of());
            }
        }

        /**
         * The provider will never take it.
         *
         * @param gone tokens of devices that take nothing any more
         */
        record Refused(Reason reason, Set<String> gone) implements Result {
            public Refused(Reason reason) {
                this(reason, Set.of());
            }
        }

        /** It certainly did not leave; the same again later may go well. */
        record TryLater(Reason reason) implements Result {}
    }

    /** What the provider gives back with everything it tells of the message. */
    record Tags(MessageId message, String campaign, String step) {}

    /** What fills a button of a WhatsApp message. */
    sealed interface ButtonValue {
        /** @param path the end of its approved address */
        record Path(String path) implements ButtonValue {}

        /** What an answer by it is known by. */
        record Payload(String payload) implements ButtonValue {}

        /** What it copies. */
        record Code(String code) implements ButtonValue {}
    }

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
         * @param header as {@link WhatsAppHeader}, filled; null: none
         * @param buttons what fills each of the template's buttons, in their order
         */
        record WhatsApp(
                String to,
                String approvedName,
                String language,
                List<String> bodyParameters,
                @Nullable WhatsAppHeader header,
                List<ButtonValue> buttons,
                Tags tags)
                implements Outgoing {
            public WhatsApp {
                bodyParameters = List.copyOf(bodyParameters);
                buttons = List.copyOf(buttons);
            }
        }

        /**
         * @param to E.164
         * @param transactional whether it is no marketing
         */
        record Sms(String to, String text, boolean transactional, Tags tags) implements Outgoing {}

        /**
         * One message on all devices of a customer. Of two with the same tags a device shows the later one in the place of the earlier.
         *
         * @param url where a click leads, tracked
         * @param image address of a picture; null: none
         * @param shownUrl called by a browser that showed it
         * @param notShownUrl called by a browser that could not
         */
        record Push(
                List<Device> devices,
                String title,
                String body,
                String url,
                @Nullable String image,
                Map<Platform, Timing> timing,
                String shownUrl,
                String notShownUrl,
                Tags tags)
                implements Outgoing {
            public Push {
                devices = List.copyOf(devices);
                timing = Map.copyOf(timing);
            }
        }
    }
}
