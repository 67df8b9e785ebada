package dev.homing.asl.interpreter;

import com.dashjoin.jsonata.Functions;
import com.dashjoin.jsonata.Jsonata.JFunction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSONata's own functions where the library does not do as the reference implementation does.
 *
 * @see <a href="https://docs.jsonata.org/string-functions">JSONata, string functions</a>
 */
final class MendedFunctions {
    /** What a URL may hold as it is, beside letters and digits. */
    private static final String URL_CHARACTERS = ";,/?:@&=+$-_.!~*'()#";

    static final Map<String, JFunction> NAMED = Map.of(
            "replace", new JFunction((_, args) -> replace(args), "<s-(sf)(sf)n?:s>"),
            "encodeUrl", new JFunction((_, args) -> encodeUrl(args), "<s-:s>"));

    private MendedFunctions() {}

    /** The library takes a text to be replaced for a regular expression as soon as there is a limit. */
    private static @Nullable Object replace(List<?> args) {
        String text = (String) args.get(0);
        Integer limit = args.size() > 3 && args.get(3) instanceof Number number ? number.intValue() : null;
        if (text != null
                && limit != null
                && args.get(1) instanceof String pattern
                && !pattern.isEmpty()
                && args.get(2) instanceof String replacement) {
            return replace(text, pattern, replacement, limit);
        }
        return Functions.replace(text, args.get(1), args.get(2), limit);
    }

    private static String replace(String text, String pattern, String replacement, int limit) {
        if (limit < 0) {
            throw new IllegalArgumentException(
                    "Fourth argument of replace function must evaluate to a positive number");
        }
        StringBuilder result = new StringBuilder();
        int from = 0;
        for (int count = 0; count < limit; count++) {
            int at = text.indexOf(pattern, from);
            if (at < 0) {
                break;
            }
            result.append(text, from, at).append(replacement);
            from = at + pattern.length();
        }
        return result.append(text.substring(from)).toString();
    }

    /** The library encodes the query only, and loses the fragment. */
    private static @Nullable Object encodeUrl(List<?> args) {
        if (!(args.get(0) instanceof String text)) {
            return null;
        }
        StringBuilder result = new StringBuilder();
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            char character = (char) (each & 0xFF);
            boolean plain = character < 0x80
                    && (Character.isLetterOrDigit(character) || URL_CHARACTERS.indexOf(character) >= 0);
            result.append(plain ? String.valueOf(character) : String.format(Locale.ROOT, "%%%02X", each & 0xFF));
        }
        return result.toString();
    }
}
