package dev.homing.domain;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What may stand in a message of what anyone can have sent with the public write key of a page: names and ids, and nothing that a mail program
 * could make a link of. Everything else of it stays out of messages. This is the one place that says so.
 */
public final class BrowserWords {
    /** Characters of a person's name. */
    public static final int LONGEST_NAME = 40;

    /** Characters of what a product is called. */
    public static final int LONGEST_LABEL = 80;

    private static final int LONGEST_ID = 40;

    /** Letters of any script, and what joins them in names. */
    private static final Pattern NAME =
            Pattern.compile("\\p{L}[\\p{L}\\p{M}'\\u2019\\u02BC\\-\\u2010\\u2011. ]{0," + (LONGEST_NAME - 1) + "}");

    private static final Pattern ID = Pattern.compile("[\\p{L}\\p{N}#_\\-]{1," + LONGEST_ID + "}");

    /**
     * What cannot be seen or only parts words: spaces and control characters of all kinds, marks that change nothing that is seen, and letters
     * that are blank.
     */
    private static final Pattern UNSEEN = Pattern.compile(
            "[\\s\\p{Z}\\p{C}\\u034F\\u115F\\u1160\\u17B4\\u17B5\\u180B-\\u180F\\u2800\\u3164\\uFE00-\\uFE0F\\uFFA0]+");

    /** The points that part the labels of a domain; browsers take all of them for one. */
    private static final String POINT = "[.\\u3002\\uFF0E\\uFF61\\u2024\\uFE52]";

    /** A domain, an address, a scheme; in a word without spaces. */
    private static final Pattern LINKABLE = Pattern.compile(
            "[^\\s.]\\p{M}*" + POINT + "\\p{M}*(?:\\p{L}\\p{M}*){2}|" + POINT + "xn--|www" + POINT
                    + "|@|\\uFF20|\\\\|//|:/|(?:https?|ftp|mailto|tel|sms|whatsapp|javascript|vbscript|data|file):",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    /** Seven digits and more, however they are parted: programs on phones make a number of it that can be called. */
    private static final Pattern LIKE_A_PHONE = Pattern.compile("[+(]*\\p{Nd}(?:[\\p{Z}\\p{P}\\p{S}]{0,3}\\p{Nd}){6,}");

    private static final Set<String> IDS =
            Set.of("order_id", "orderId", "cart_id", "product_id", "productId", "sku", "variant_id", "variantId", "id");

    private static final Set<String> LABELS = Set.of("name", "title");

    private static final Set<String> ADDRESSES = Set.of(
            "url",
            "product_url",
            "image_url",
            "imageUrl",
            "image",
            "cart_url",
            "checkout_url",
            "payment_url",
            "order_status_url");

    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

    private BrowserWords() {}

    /** Fields whose texts are addresses as a whole: templates put them where links lead. */
    public static boolean isAddressField(String name) {
        return ADDRESSES.contains(name);
    }

    /** Whether a text can be the name of a person or a place: at most 40 letters of any script, with apostrophes, hyphens, points and spaces. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches()
                && !LINKABLE.matcher(text).find()
                && !LINKABLE.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC))
                        .find();
    }

    /** Whether a text can be shown as an id: letters and digits without spaces, and no telephone number. */
    public static boolean isId(String text) {
        return ID.matcher(text).matches() && !LIKE_A_PHONE.matcher(text).find();
    }

    /**
     * What a product may be called: at most 80 characters, without words of which a mail program could make a link, without long numbers, and without
     * what cannot be seen.
     *
     * @return null where nothing is left
     */
    public static @Nullable String label(@Nullable String text) {
        if (text == null) {
            return null;
        }
        StringBuilder kept = new StringBuilder();
        for (String word : UNSEEN.splitAsStream(text).toList()) {
            boolean linkable = LINKABLE.matcher(word).find()
                    || LINKABLE.matcher(Normalizer.normalize(word, Normalizer.Form.NFKC))
                            .find();
            if (!word.isEmpty() && !linkable) {
                kept.append(kept.isEmpty() ? "" : " ").append(word);
            }
        }
        String label = Normalizer.normalize(kept, Normalizer.Form.NFC);
        // Digits of other scripts and widths are digits too.
        label = LIKE_A_PHONE.matcher(label).replaceAll(" ");
        if (LIKE_A_PHONE
                .matcher(Normalizer.normalize(label, Normalizer.Form.NFKC))
                .find()) {
            return null;
        }
        label = UNSEEN.matcher(label).replaceAll(" ").strip();
        return label.isEmpty() ? null : shortened(label);
    }

    private static String shortened(String label) {
        if (label.codePointCount(0, label.length()) <= LONGEST_LABEL) {
            return label;
        }
        return label.substring(0, label.offsetByCodePoints(0, LONGEST_LABEL - 1))
                        .strip() + "…";
    }

    /**
     * Of an event's properties what may stand in a message: numbers, yes and no, ids, currencies, names of products, and addresses of the shop.
     * Free text never does.
     *
     * @param own which addresses are the shop's
     */
    public static Facts properties(Facts said, Predicate<String> own) {
        return new Facts(map(said.values(), own));
    }

    private static Map<String, @Nullable Object> map(Map<?, ?> said, Predicate<String> own) {
        Map<String, @Nullable Object> kept = new LinkedHashMap<>();
        said.forEach((key, value) -> {
            String name = String.valueOf(key);
            Object may = value instanceof String text ? text(name, text, own) : inner(value, own);
            if (may != null) {
                kept.put(name, may);
            }
        });
        return kept;
    }

    private static @Nullable String text(String name, String text, Predicate<String> own) {
        if (IDS.contains(name)) {
            return isId(text) ? text : null;
        }
        if (LABELS.contains(name)) {
            return label(text);
        }
        if (ADDRESSES.contains(name)) {
            return own.test(text) ? text : null;
        }
        return name.equals("currency") && CURRENCY.matcher(text).matches() ? text : null;
    }

    private static @Nullable Object inner(@Nullable Object value, Predicate<String> own) {
        return switch (value) {
            case Map<?, ?> map -> map(map, own);
            case List<?> list -> {
                List<@Nullable Object> kept = new ArrayList<>();
                for (Object item : list) {
                    if (!(item instanceof String)) {
                        kept.add(inner(item, own));
                    }
                }
                yield kept;
            }
            case Number number -> number;
            case Boolean flag -> flag;
            case null, default -> null;
        };
    }
}
