package dev.homing.adapter.json.inbound;

import dev.homing.adapter.json.MalformedJson;
import dev.homing.domain.Facts;
import dev.homing.domain.consent.ReplyWord;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wrote to one of the shop's numbers, as a topic of SNS hands it to a queue with raw delivery. It has no time of its own: the queue's counts.
 *
 * @param from E.164
 * @param inReplyTo the provider's id of the message that it answers; null where it says none
 * @see <a href="https://docs.aws.amazon.com/sms-voice/latest/userguide/two-way-sms-payload.html">Two-way SMS message payload</a>
 */
public record SmsReply(
        String from, ReplyWord word, @Nullable String inReplyTo) {

    /** Whether a message of the queue is one of these. */
    public static boolean is(Facts message) {
        return message.text("inboundMessageId") != null;
    }

    /**
     * @throws MalformedJson where nobody could have written it
     */
    public static SmsReply read(Facts message) {
        String number = message.text("originationNumber");
        if (number == null || !number.matches("\\+?[0-9]{3,15}")) {
            throw new MalformedJson("\"originationNumber\" is no number");
        }
        return new SmsReply(
                number.startsWith("+") ? number : "+" + number,
                ReplyWord.of(message.text("messageBody")),
                message.text("previousPublishedMessageId"));
    }
}
