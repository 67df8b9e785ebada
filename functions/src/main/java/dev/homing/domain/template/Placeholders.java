package dev.homing.domain.template;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What placeholders of templates can name, to find those that are misspelt. A placeholder that nothing fills is no error: it stays as it is, and
 * {@code default} can stand in for it. But a customer who reads {@code {{customer.fristName}}} has been written to by a machine.
 */
public final class Placeholders {
    private static final String CUSTOMER = "customer";
    private static final String LINE = "cart.lines";

    /** What each part of a message's data has; {@code event} has what the storefront sent, and may have anything. */
    public static final Map<String, Set<String>> FIELDS = Map.of(
            "shop",
            Set.of("name", "url", "currency", "postalAddress"),
            "cart",
            Set.of("lines", "items", "total", "totals", "url"),
            LINE,
            Set.of("product", "name", "quantity", "price", "total", "imageUrl", "url"),
            "campaign",
            Set.of("key", "name"),
            // The traits of the Segment specification; a shop may have others.
            CUSTOMER,
            Set.of(
                    "address",
                    "age",
                    "avatar",
                    "birthday",
                    "city",
                    "company",
                    "country",
                    "createdAt",
                    "description",
                    "email",
                    "employees",
                    "firstName",
                    "gender",
                    "id",
                    "industry",
                    "language",
                    "lastName",
                    "locale",
                    "name",
                    "phone",
                    "plan",
                    "timezone",
                    "title",
                    "username",
                    "website"));

    private static final Set<String> ROOTS = Set.of(
            "shop",
            "cart",
            "campaign",
            CUSTOMER,
            "event",
            "run",
            "unsubscribeUrl",
            "preferencesUrl",
            "this",
            "else",
            "amount",
            "currency");

    private static final Pattern TAG = Pattern.compile("\\{\\{\\{?[#/^~&]?([^{}!>]*?)~?}?}}");
    private static final Pattern PATH =
            Pattern.compile("(?<![\\w.@\"'/])(shop|cart|campaign|customer)\\.([A-Za-z_]\\w*)");
    private static final Pattern ALONE = Pattern.compile("\\s*([A-Za-z_]\\w*)\\s*");

    /** How many letters a name may be off to be taken for a slip. */
    private static final int SLIP = 2;

    private Placeholders() {}

    /**
     * Names in a template's text that nothing will fill, or that look like slips, each with what was probably meant; null where nothing is
     * near. A customer's trait counts only where it is near a known one, as shops have traits of their own.
     */
    public static SequencedMap<String, @Nullable String> unknown(String text) {
        SequencedMap<String, @Nullable String> unknown = new TreeMap<>();
        for (String tag : tags(text)) {
            Matcher path = PATH.matcher(tag);
            while (path.find()) {
                String part = path.group(1);
                String field = path.group(2);
                Set<String> known = FIELDS.getOrDefault(part, Set.of());
                String near = nearest(field, known);
                if (!known.contains(field) && (near != null || !part.equals(CUSTOMER))) {
                    unknown.put(part + "." + field, near == null ? null : part + "." + near);
                }
            }
            Matcher alone = ALONE.matcher(tag);
            if (alone.matches() && !anywhere().contains(alone.group(1))) {
                unknown.put(alone.group(1), nearest(alone.group(1), anywhere()));
            }
        }
        return unknown;
    }

    /** The inside of each placeholder, without block helpers' ends. */
    private static SequencedSet<String> tags(String text) {
        SequencedSet<String> tags = new LinkedHashSet<>();
        Matcher tag = TAG.matcher(text);
        while (tag.find()) {
            boolean end = text.charAt(tag.start() + 2) == '/';
            // {{1}} is WhatsApp's own kind of placeholder.
            if (!end && !tag.group(1).matches("\\d+")) {
                tags.add(tag.group(1));
            }
        }
        return tags;
    }

    /** Names that can stand by themselves: the roots, and within {@code {{#each cart.lines}}} a line's fields. */
    private static Set<String> anywhere() {
        Set<String> names = new LinkedHashSet<>(ROOTS);
        names.addAll(FIELDS.getOrDefault(LINE, Set.of()));
        return names;
    }

    private static @Nullable String nearest(String name, Set<String> known) {
        String nearest = null;
        int least = Math.min(SLIP, name.length() / 2) + 1;
        for (String candidate : List.copyOf(known).stream().sorted().toList()) {
            int distance = distance(name.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
            if (distance < least) {
                least = distance;
                nearest = candidate;
            }
        }
        return nearest;
    }

    /** How many letters to insert, drop, change, or swap with their neighbour. */
    private static int distance(String a, String b) {
        int[][] rows = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            rows[i][0] = i;
        }
        for (int j = 0; j <= b.length(); j++) {
            rows[0][j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            for (int j = 1; j <= b.length(); j++) {
                boolean same = a.charAt(i - 1) == b.charAt(j - 1);
                int least = Math.min(rows[i - 1][j], rows[i][j - 1]) + 1;
                least = Math.min(least, rows[i - 1][j - 1] + (same ? 0 : 1));
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                rows[i][j] = swapped ? Math.min(least, rows[i - 2][j - 2] + 1) : least;
            }
        }
        return rows[a.length()][b.length()];
    }
}
