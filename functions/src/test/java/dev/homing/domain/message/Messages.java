package dev.homing.domain.message;

import static dev.homing.domain.Events.minutes;

import dev.homing.domain.channel.Channel;
import dev.homing.domain.id.MessageId;
import dev.homing.domain.id.RunId;
import java.util.List;

/** Messages for tests. */
public final class Messages {
    private Messages() {}

    /** Claimed at noon, and nothing more is known of it. */
    public static Message claimed(MessageId id) {
        return new Message(
                id,
                new RunId(id.customer(), "run"),
                "cart-recovery",
                1,
                "email",
                Channel.EMAIL,
                false,
                minutes(0),
                List.of(new Message.StatusAt(MessageStatus.SENDING, minutes(0))),
                null,
                minutes(1),
                1,
                null,
                null,
                List.of(),
                true,
                true,
                1);
    }

    public static Message sent(MessageId id) {
        return claimed(id).sentAs("provider-1", minutes(1));
    }
}
