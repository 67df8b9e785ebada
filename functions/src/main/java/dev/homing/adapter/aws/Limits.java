package dev.homing.adapter.aws;

import dev.homing.app.port.TooLarge;
import java.nio.charset.StandardCharsets;

/** What one item can hold, counted as DynamoDB counts: bytes in UTF-8, of the JSON as it is stored. */
final class Limits {
    /** DynamoDB's 400 KB, less the keys and marks. */
    static final int ITEM = 390_000;

    private Limits() {}

    /**
     * @param what begins the sentence that goes on with a number of bytes
     * @param remedy what to do about it
     * @throws TooLarge where a text has more bytes than {@code most}
     */
    static String fitting(String text, int most, String field, String what, String remedy) {
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > most) {
            throw new TooLarge(field, what + " " + bytes + " bytes, and at most " + most + " can be stored; " + remedy);
        }
        return text;
    }
}
