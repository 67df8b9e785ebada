package dev.homing.domain.id;

import dev.homing.domain.Hash;
import dev.homing.domain.channel.Channel;

/**
 * Known before the message is: by its visit and channel, so that whoever works on it twice finds the same one, and a repeated step, another
 * channel or a run that was moved gets another one. It names its customer, so that one read finds it.
 */
public record MessageId(CustomerId customer, String hash) {
    private static final int LENGTH = 16;

    /** Far more than any has; what others send as one is looked for in tables, which refuse a key of 2,048 bytes. */
    private static final int LONGEST = 100;

    public static MessageId of(Visit visit, Channel channel) {
        return new MessageId(
                visit.run().customer(),
                Hash.name(
                        LENGTH,
                        visit.run().hash(),
                        Integer.toString(visit.generation()),
                        visit.node(),
                        Integer.toString(visit.turn()),
                        channel.key()));
    }

    /**
     * @throws IllegalArgumentException where it is none
     */
    public static MessageId parse(String text) {
        int dash = text.indexOf('-');
        if (dash < 1 || dash == text.length() - 1 || text.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "Not a message id: " + text.substring(0, Math.min(LONGEST, text.length())));
        }
        return new MessageId(new CustomerId(text.substring(0, dash)), text.substring(dash + 1));
    }

    @Override
    public String toString() {
        return customer + "-" + hash;
    }
}
