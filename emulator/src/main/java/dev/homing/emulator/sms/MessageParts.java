package dev.homing.emulator.sms;

import java.util.Set;
import java.util.stream.Collectors;

/**
 * In how many parts a text leaves, as AWS counts and charges them.
 *
 * @param encoding {@code GSM} or {@code Unicode}, as events name it
 * @see <a href="https://docs.aws.amazon.com/sms-voice/latest/userguide/sms-limitations-character.html">SMS character limits</a>
 */
public record MessageParts(String encoding, int count) {
    private static final Set<Integer> ONE = letters("@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà");
    private static final Set<Integer> TWO = letters("\f^{}\\[~]|€");

    /** Of a text that is about to leave. */
    public static MessageParts of(String text) {
        boolean gsm = text.codePoints().allMatch(letter -> ONE.contains(letter) || TWO.contains(letter));
        int most = gsm ? 153 : 67;
        int all = 0;
        int parts = 1;
        int left = most;
        for (int letter : text.codePoints().toArray()) {
            int size = gsm ? (TWO.contains(letter) ? 2 : 1) : Character.charCount(letter);
            all += size;
            if (size > left) {
                parts++;
                left = most;
            }
            left -= size;
        }
        return new MessageParts(gsm ? "GSM" : "Unicode", all <= (gsm ? 160 : 70) ? 1 : parts);
    }

    private static Set<Integer> letters(String text) {
        return text.codePoints().boxed().collect(Collectors.toUnmodifiableSet());
    }
}
