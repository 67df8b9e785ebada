package dev.homing.emulator.queues;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A receipt handle: the message, and which of its receives. */
record Handle(String messageId, int receive) {
    private static final Pattern WRITTEN = Pattern.compile("([0-9a-f-]{36})#(\\d{1,9})");

    /** @throws QueueRefusal when it is none that was given out here */
    static Handle of(String text) throws QueueRefusal {
        Matcher written = WRITTEN.matcher(text);
        if (!written.matches()) {
            throw new QueueRefusal(
                    "ReceiptHandleIsInvalid",
                    "The input receipt handle \"" + text + "\" is not a valid receipt handle.");
        }
        return new Handle(written.group(1), Integer.parseInt(written.group(2)));
    }

    @Override
    public String toString() {
        return messageId + "#" + receive;
    }
}
