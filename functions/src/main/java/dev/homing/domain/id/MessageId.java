package dev.homing.domain.id;

import dev.homing.domain.Hash;

/**
 * Known before the message is: by its run and step, so that whoever works on it twice finds the same one. It names its customer, so that
 * one read finds it.
 */
public record MessageId(CustomerId customer, String hash) {
    private static final int LENGTH = 16;

    public static MessageId of(RunId run, String step) {
        return new MessageId(run.customer(), Hash.name(LENGTH, run.hash(), step));
    }

    /**
     * @throws IllegalArgumentException where it is none
     */
    public static MessageId parse(String text) {
        int dash = text.indexOf('-');
        if (dash < 1 || dash == text.length() - 1) {
            throw new IllegalArgumentException("Not a message id: " + text);
        }
        return new MessageId(new CustomerId(text.substring(0, dash)), text.substring(dash + 1));
    }

    @Override
    public String toString() {
        return customer + "-" + hash;
    }
}
