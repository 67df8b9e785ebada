package dev.homing.emulator.wire;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list operation.
 *
 * @param nextToken null on the last page
 */
public record Page<T>(List<T> items, @Nullable String nextToken) {
    public Page {
        items = List.copyOf(items);
    }

    /**
     * @param token of the page before; null for the first
     * @param size at most so many; zero or less: the default
     */
    public static <T> Page<T> of(List<T> all, @Nullable String token, int size, int defaultSize) {
        int from = token == null ? 0 : decode(token);
        int to = Math.min(all.size(), from + (size <= 0 ? defaultSize : size));
        return new Page<>(all.subList(Math.min(from, to), to), to < all.size() ? encode(to) : null);
    }

    private static String encode(int offset) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(("o" + offset).getBytes(StandardCharsets.US_ASCII));
    }

    private static int decode(String token) {
        try {
            String offset = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.US_ASCII);
            return Integer.parseUnsignedInt(offset.substring(1));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw Refused.validation("The token is not one of ours: " + token);
        }
    }
}
