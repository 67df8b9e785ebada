package dev.homing.domain.message;

import dev.homing.domain.id.CustomerId;
import dev.homing.domain.id.MessageId;
import java.math.BigInteger;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A link of a message in as few characters as an address can say it in: an SMS has 160 of them. The ids' own 36 characters, of which each says five bits,
 * and the link's number become 31 characters that say six.
 *
 * @param number of the link in its message
 */
record ShortClick(MessageId message, int number) {
    /** Characters of what {@link #write} makes. */
    static final int LENGTH = 31;

    private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";
    private static final Pattern CUSTOMER = Pattern.compile("c[a-z2-7]{20}");
    private static final Pattern HASH = Pattern.compile("[a-z2-7]{16}");
    private static final int DIGITS = 36;
    private static final int BITS_OF_A_DIGIT = 5;
    private static final int BITS_OF_THE_NUMBER = 4;
    private static final int MOST_LINKS = 15;
    private static final int BYTES = (DIGITS * BITS_OF_A_DIGIT + BITS_OF_THE_NUMBER) / 8;

    /** @return null where there are too many links, or the ids are longer ones: they need the long form */
    @Nullable
    String write() {
        String customer = message.customer().value();
        if (number < 1
                || number > MOST_LINKS
                || !CUSTOMER.matcher(customer).matches()
                || !HASH.matcher(message.hash()).matches()) {
            return null;
        }
        BigInteger bits = BigInteger.ZERO;
        for (char digit : (customer.substring(1) + message.hash()).toCharArray()) {
            bits = bits.shiftLeft(BITS_OF_A_DIGIT).or(BigInteger.valueOf(BASE32.indexOf(digit)));
        }
        byte[] written = bits.shiftLeft(BITS_OF_THE_NUMBER)
                .or(BigInteger.valueOf(number))
                .toByteArray();
        byte[] bytes = new byte[BYTES];
        // What begins with zeros, and what begins with a sign, is of another length.
        int size = Math.min(written.length, BYTES);
        System.arraycopy(written, written.length - size, bytes, BYTES - size, size);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** @return null where it was not written here */
    static @Nullable ShortClick read(String text) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
        if (bytes.length != BYTES) {
            return null;
        }
        BigInteger bits = new BigInteger(1, bytes);
        int number = bits.intValue() & MOST_LINKS;
        StringBuilder digits = new StringBuilder();
        for (int i = 1; i <= DIGITS; i++) {
            int shift = BITS_OF_THE_NUMBER + (DIGITS - i) * BITS_OF_A_DIGIT;
            digits.append(BASE32.charAt(bits.shiftRight(shift).intValue() & 31));
        }
        String hash = digits.substring(20);
        ShortClick read = new ShortClick(new MessageId(new CustomerId("c" + digits.substring(0, 20)), hash), number);
        // One address for one link: the two bits that the last character has to spare say nothing.
        return text.equals(read.write()) ? read : null;
    }
}
