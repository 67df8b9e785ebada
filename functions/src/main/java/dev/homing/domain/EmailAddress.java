package dev.homing.domain;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads email addresses, as people and programs send them. There is one such reader: what it takes is what messages are sent to, replies go to
 * and customers are found by.
 */
public final class EmailAddress {
    /** RFC 5321, 4.5.3.1. */
    private static final int LONGEST = 254;

    private static final int LONGEST_LOCAL_PART = 64;

    private static final Pattern ANGLED = Pattern.compile("[^<>@]*<\\s*([^<>]+?)\\s*>");
    private static final Pattern AROUND = Pattern.compile("^[\\s\\p{Z}\\p{Cf}\"']+|[\\s\\p{Z}\\p{Cf}\"']+$");

    /** RFC 5322's atoms, and letters and digits of any script; quoted parts are taken by hardly anyone who receives. */
    private static final Pattern LOCAL_PART =
            Pattern.compile("[\\p{L}\\p{M}\\p{N}!#$%&'*+/=?^_`{|}~-]+(\\.[\\p{L}\\p{M}\\p{N}!#$%&'*+/=?^_`{|}~-]+)*");

    /** At least two labels; the last is no number, as that would be an IP address. */
    private static final Pattern DOMAIN = Pattern.compile(
            "([\\p{L}\\p{M}\\p{N}]([\\p{L}\\p{M}\\p{N}-]{0,61}[\\p{L}\\p{M}\\p{N}])?\\.)+(?!\\p{N}+$)[\\p{L}\\p{M}\\p{N}]([\\p{L}\\p{M}\\p{N}-]{0,61}[\\p{L}\\p{M}\\p{N}])");

    private EmailAddress() {}

    /**
     * The address in its normal form: in lower case, and without what may stand around it ({@code mailto:ada@example.com},
     * {@code Ada <ada@example.com>}, a list of one).
     *
     * @return null where it is not one address, and it is not plain which it is
     */
    public static @Nullable String read(@Nullable Object stated) {
        if (stated instanceof List<?> list) {
            return list.size() == 1 && list.getFirst() instanceof String only ? read(only) : null;
        }
        if (!(stated instanceof String text)) {
            return null;
        }
        String bare = bare(text);
        int at = bare.lastIndexOf('@');
        if (at < 1 || at > LONGEST_LOCAL_PART || bare.length() > LONGEST) {
            return null;
        }
        String domain = bare.substring(at + 1);
        boolean plain = LOCAL_PART.matcher(bare.substring(0, at)).matches()
                && DOMAIN.matcher(domain).matches();
        return plain ? bare.toLowerCase(Locale.ROOT) : null;
    }

    private static String bare(String text) {
        String bare = AROUND.matcher(text).replaceAll("");
        Matcher angled = ANGLED.matcher(text.strip());
        if (angled.matches()) {
            bare = AROUND.matcher(angled.group(1)).replaceAll("");
        }
        if (bare.regionMatches(true, 0, "mailto:", 0, 7)) {
            bare = bare.substring(7);
            int parameters = bare.indexOf('?');
            bare = parameters < 0 ? bare : bare.substring(0, parameters);
        }
        return bare.endsWith(".") ? bare.substring(0, bare.length() - 1) : bare;
    }
}
