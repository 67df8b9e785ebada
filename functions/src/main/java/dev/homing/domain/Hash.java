package dev.homing.domain;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Names that are the same wherever and however often they are worked out: SHA-256, shortened. */
public final class Hash {
    private static final char[] BASE32 = "abcdefghijklmnopqrstuvwxyz234567".toCharArray();

    private Hash() {}

    /**
     * @param length number of characters, 5 bits each, at most 51
     * @param parts hashed one after the other with their lengths, so that {@code "ab","c"} and {@code "a","bc"} differ
     * @return lower-case letters and the digits 2 to 7
     */
    public static String name(int length, String... parts) {
        byte[] digest = digest(parts);
        StringBuilder name = new StringBuilder(length);
        int buffer = 0;
        int bits = 0;
        int next = 0;
        while (name.length() < length) {
            if (bits < 5) {
                buffer = (buffer << 8) | (digest[next++] & 0xff);
                bits += 8;
            }
            bits -= 5;
            name.append(BASE32[(buffer >> bits) & 31]);
        }
        return name.toString();
    }

    /** The first eight bytes, for sets of ids that are kept small. */
    public static long number(String... parts) {
        return ByteBuffer.wrap(digest(parts)).getLong();
    }

    private static byte[] digest(String... parts) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (String part : parts) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                sha.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
                sha.update(bytes);
            }
            return sha.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
