package dev.homing.domain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * OutsideLinks in what anyone can send with a public write key. It ends up in messages that the shop signs, where mail programs make a link of
 * whatever looks like one.
 */
public final class OutsideLinks {
    private static final Pattern LIKE_A_LINK = Pattern.compile(
            "://|^[/\\\\]{2}|^(https?|javascript|data|vbscript|file|mailto):|(^|[^a-z0-9.-])www\\.",
            Pattern.CASE_INSENSITIVE);

    private OutsideLinks() {}

    /**
     * Whether a text holds an address that is not the shop's.
     *
     * @param own which addresses are the shop's
     */
    public static boolean leadsOut(String text, Predicate<String> own) {
        // Browsers leave tabs and line breaks out of addresses.
        String stripped = text.replaceAll("[\\t\\r\\n]", "").strip();
        return LIKE_A_LINK.matcher(stripped).find() && !own.test(stripped);
    }

    /** The data without texts that lead out, however deep they lie. */
    public static Facts without(Facts facts, Predicate<String> own) {
        return new Facts(without(facts.values(), own));
    }

    private static Map<String, @Nullable Object> without(Map<?, ?> map, Predicate<String> own) {
        Map<String, @Nullable Object> left = new LinkedHashMap<>();
        map.forEach((name, value) -> {
            if (!(value instanceof String text && leadsOut(text, own))) {
                left.put(String.valueOf(name), inner(value, own));
            }
        });
        return left;
    }

    private static @Nullable Object inner(@Nullable Object value, Predicate<String> own) {
        return switch (value) {
            case Map<?, ?> map -> without(map, own);
            case List<?> list -> {
                List<@Nullable Object> left = new ArrayList<>();
                for (Object item : list) {
                    if (!(item instanceof String text && leadsOut(text, own))) {
                        left.add(inner(item, own));
                    }
                }
                yield left;
            }
            case null, default -> value;
        };
    }
}
