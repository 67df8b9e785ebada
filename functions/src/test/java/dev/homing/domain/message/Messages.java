package dev.homing.domain.message;

import static dev.homing.domain.Events.minutes;

import dev.homing.domain.CountingBasis;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.consent.AddressKey;
import dev.homing.domain.id.MessageId;
import dev.homing.domain.id.RunId;
import dev.homing.domain.id.Visit;
import java.time.ZoneId;
import java.util.List;

/** Messages for tests. */
public final class Messages {
    private Messages() {}

    /** Claimed at noon, and nothing more is known of it. */
    public static Message claimed(MessageId id) {
        return claimed(id, false);
    }

    /** Claimed at noon; the one message of its run's flow. */
    public static Message only(MessageId id) {
        return claimed(id, true);
    }

    private static Message claimed(MessageId id, boolean only) {
        return new Message(
                id,
                Visit.first(new RunId(id.customer(), "run"), "email"),
                "cart-recovery",
                1,
                Channel.EMAIL,
                false,
                minutes(0),
                List.of(new Message.StatusAt(MessageStatus.SENDING, minutes(0))),
                null,
                minutes(1),
                1,
                null,
                AddressKey.of(Channel.EMAIL, "ada@example.com"),
                null,
                List.of(),
                0,
                true,
                true,
                only,
                new CountingBasis(ZoneId.of("Europe/Berlin"), minutes(0)),
                1);
    }

    public static Message sent(MessageId id) {
        return claimed(id).sentAs("provider-1", minutes(1));
    }
}
