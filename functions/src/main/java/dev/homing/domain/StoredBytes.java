package dev.homing.domain;

import org.jspecify.annotations.Nullable;

/**
 * How many bytes a text takes where it is stored: JSON in UTF-8, in which a quotation mark takes two and a control character six. Limits count
 * these and not characters, as DynamoDB bills and bounds them.
 */
public final class StoredBytes {
    private StoredBytes() {}

    /** Of a text with its quotation marks; 0 where there is none. */
    public static int of(@Nullable String text) {
        if (text == null) {
            return 0;
        }
        int bytes = 2;
        for (int i = 0; i < text.length(); i++) {
            bytes += of(text.charAt(i));
        }
        return bytes;
    }

    /** The longest beginning of a text that takes no more than so many bytes, quotation marks not counted; surrogate pairs stay whole. */
    public static String shortened(String text, int most) {
        int bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            bytes += of(text.charAt(i));
            if (bytes > most) {
                int end = i > 0 && Character.isHighSurrogate(text.charAt(i - 1)) ? i - 1 : i;
                return text.substring(0, end);
            }
        }
        return text;
    }

    private static int of(char c) {
        if (c == '"' || c == '\\') {
            return 2;
        }
        if (c < ' ') {
            return 6;
        }
        if (c < 0x80) {
            return 1;
        }
        if (c < 0x800) {
            return 2;
        }
        // Half of a surrogate pair counts as much: two for a character of four bytes are a little more than it takes.
        return 3;
    }
}
