package dev.homing.domain.conversation;

import org.jspecify.annotations.Nullable;

/** Texts of others, as long as there is room for. */
final class Cut {
    private static final String MORE = "…";

    private Cut() {}

    /** At most so many characters, and no half of one. */
    static @Nullable String to(int longest, @Nullable String text) {
        if (text == null || text.codePointCount(0, text.length()) <= longest) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, longest - 1)) + MORE;
    }
}
