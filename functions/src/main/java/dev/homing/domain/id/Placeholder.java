package dev.homing.domain.id;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Texts that stand where a program had no value: whoever sends one as an id says that they do not know whom they mean, and everybody of whom
 * that was said would become one customer.
 */
public final class Placeholder {
    /** What programs write for "nothing" when they make a text of it. */
    private static final Set<String> NOTHING = Set.of(
            "undefined",
            "undef",
            "null",
            "nil",
            "none",
            "nan",
            "void",
            "infinity",
            "-infinity",
            "[object object]",
            "[object null]",
            "[object undefined]",
            "object object",
            "{}",
            "[]",
            "()",
            "<null>",
            "<none>",
            "<nil>",
            "<undefined>",
            "(null)",
            "\\n",
            "#n/a",
            "#ref!",
            "#value!");

    /** What people write for "nobody in particular", and names of fields that came in the place of their values. */
    private static final Set<String> NOBODY = Set.of(
            "true",
            "false",
            "yes",
            "no",
            "anonymous",
            "anon",
            "guest",
            "visitor",
            "user",
            "customer",
            "client",
            "member",
            "unknown",
            "unidentified",
            "unauthenticated",
            "not_authenticated",
            "not authenticated",
            "notauthenticated",
            "logged_out",
            "not_logged_in",
            "nobody",
            "noone",
            "no_user",
            "nouser",
            "no_id",
            "noid",
            "not set",
            "not_set",
            "notset",
            "(not set)",
            "(none)",
            "not available",
            "not applicable",
            "empty",
            "blank",
            "missing",
            "default",
            "n/a",
            "na",
            "n.a.",
            "id",
            "uid",
            "uuid",
            "guid",
            "userid",
            "user_id",
            "user-id",
            "user id",
            "customerid",
            "customer_id",
            "customer-id",
            "anonymousid",
            "anonymous_id",
            "anonymous-id",
            "distinctid",
            "distinct_id",
            "distinct-id",
            "visitorid",
            "visitor_id",
            "groupid",
            "group_id",
            "email",
            "e-mail",
            "mail",
            "phone");

    /** {@code 0}, {@code 000}, {@code 0.0}, {@code -1}: no shop counts its customers so. */
    private static final Pattern NO_NUMBER = Pattern.compile("[-+]?0+([.,]0+)?|-\\d+");

    /** A template's own placeholder that nobody filled: {@code {{user_id}}}, {@code ${user.id}}, {@code %USER_ID%}, {@code <user_id>}. */
    private static final Pattern UNFILLED = Pattern.compile(
            "\\{\\{.*}}|\\$\\{.*}|\\{%.*%}|<%.*%>|%[a-z_]+%|\\[\\[.*]]|<[a-z_ -]+>|\\{[a-z_]+}|:[a-z_]*id");

    /** Several of them joined, such as {@code undefined-undefined}. */
    private static final Pattern JOINED = Pattern.compile("[\\s_:|/.,-]+");

    private static final Pattern QUOTES = Pattern.compile("^[\\s\"'`“”‘’]+|[\\s\"'`“”‘’]+$");

    /** As many of one digit or letter are no number of a customer that anyone counted to. */
    private static final int REPEATED = 8;

    private static final int REPEATED_LETTER = 3;

    private Placeholder() {}

    /** Whether a text stands for an id that was not known, in any case of letters, with spaces or quotation marks around it. */
    public static boolean isId(String text) {
        String plain = plain(text);
        return plain.isEmpty()
                || isNothing(plain)
                || NOBODY.contains(plain)
                || NO_NUMBER.matcher(plain).matches()
                || UNFILLED.matcher(plain).matches()
                || repeats(plain);
    }

    /** Whether a text is what programs write for "no value"; {@code 0} and {@code test} are values. */
    public static boolean isNothing(String text) {
        String plain = plain(text);
        return NOTHING.contains(plain)
                || (!JOINED.matcher(plain).replaceAll("").isEmpty()
                        && JOINED.splitAsStream(plain).allMatch(NOTHING::contains));
    }

    private static String plain(String text) {
        return QUOTES.matcher(text.strip().toLowerCase(Locale.ROOT)).replaceAll("");
    }

    private static boolean repeats(String plain) {
        String bare = plain.replaceAll("[-_{}]", "");
        if (bare.isEmpty()) {
            return true;
        }
        boolean same = bare.chars().allMatch(c -> c == bare.charAt(0));
        if (!same) {
            return false;
        }
        char c = bare.charAt(0);
        if (!Character.isLetterOrDigit(c)) {
            return true;
        }
        return bare.length() >= (Character.isDigit(c) && c != '0' ? REPEATED : REPEATED_LETTER);
    }
}
