package dev.homing.domain.message;

/**
 * How many parts a text message is sent in. Providers charge for each of them, and telephones put them together again.
 *
 * <p>A part has 140 bytes. The GSM alphabet needs seven bits a character, so 160 of them fit; a character of its extension table takes the place of
 * two. A text with any other character is written in UCS-2 as a whole, so 70 UTF-16 units fit. Of each part of a longer text six bytes say where it
 * belongs, so 153 and 67 fit. What takes the place of two is never torn between two parts, as telephones could not read it then.
 *
 * @param encoding of the whole text
 * @param units the places that its characters take: septets of the GSM alphabet, or UTF-16 units
 * @param count of parts; an empty text is sent in one
 * @see <a href="https://docs.aws.amazon.com/sms-voice/latest/userguide/sms-limitations-character.html">AWS, SMS character limits</a>
 * @see <a href="https://www.etsi.org/deliver/etsi_ts/123000_123099/123038/">3GPP TS 23.038, the alphabet</a>
 */
public record TextSegments(Encoding encoding, int units, int count) {
    /** The alphabets of text messages. */
    public enum Encoding {
        GSM_7(160, 153),
        UCS_2(70, 67);

        private final int alone;
        private final int inParts;

        Encoding(int alone, int inParts) {
            this.alone = alone;
            this.inParts = inParts;
        }
    }

    /** One place each. The letter at 1B, which begins a character of the extension table, is none that a text can have. */
    private static final String BASIC =
            "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
                    + "abcdefghijklmnopqrstuvwxyzäöñüà";

    /** Two places each. */
    private static final String EXTENSION = "\f^{}\\[~]|€";

    /** Of a text as it is sent. */
    public static TextSegments of(String text) {
        Encoding encoding = text.chars().allMatch(TextSegments::inAlphabet) ? Encoding.GSM_7 : Encoding.UCS_2;
        int units = 0;
        int parts = 1;
        int inPart = 0;
        for (int i = 0; i < text.length(); ) {
            int character = text.codePointAt(i);
            int places = places(character, encoding);
            units += places;
            if (inPart + places > encoding.inParts) {
                parts++;
                inPart = 0;
            }
            inPart += places;
            i += Character.charCount(character);
        }
        return new TextSegments(encoding, units, units <= encoding.alone ? 1 : parts);
    }

    private static boolean inAlphabet(int character) {
        return BASIC.indexOf(character) >= 0 || EXTENSION.indexOf(character) >= 0;
    }

    private static int places(int character, Encoding encoding) {
        return switch (encoding) {
            case GSM_7 -> EXTENSION.indexOf(character) >= 0 ? 2 : 1;
            case UCS_2 -> Character.charCount(character);
        };
    }
}
