package dev.homing.domain;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON-like data of an event or a customer: strings, numbers ({@link BigDecimal}, {@link Integer}, {@link Long}), booleans, lists and
 * maps; immutable.
 */
public record Facts(Map<String, @Nullable Object> values) {
    public static final Facts NONE = new Facts(Map.of());

    /** Longer texts are no number that anyone means, and {@code 1e999999999} takes a gigabyte when it is written out or rounded. */
    private static final int LONGEST_NUMBER = 60;

    private static final int LARGEST_EXPONENT = 60;

    public Facts {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    public @Nullable Object get(String name) {
        return values.get(name);
    }

    /** The value as text: a string that is not blank, or a number or boolean written out; null where there is none. */
    public @Nullable String text(String name) {
        Object value = values.get(name);
        return switch (value) {
            case String s -> s.isBlank() ? null : s.strip();
            case BigDecimal n ->
                meant(n) == null ? null : n.stripTrailingZeros().toPlainString();
            case Number n -> n.toString();
            case Boolean b -> b.toString();
            case null, default -> null;
        };
    }

    /** The first of several names that has text; storefronts do not agree on one name. */
    public @Nullable String firstText(String... names) {
        for (String name : names) {
            String text = text(name);
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    /** The value as a number, also where it was sent as a string ({@code "12.50"}); null where it is none, or one that nobody means. */
    public @Nullable BigDecimal number(String name) {
        Object value = values.get(name);
        return switch (value) {
            case BigDecimal n -> meant(n);
            case Integer n -> BigDecimal.valueOf(n);
            case Long n -> BigDecimal.valueOf(n);
            case Number n -> decimal(n.toString());
            case String s -> decimal(s);
            case null, default -> null;
        };
    }

    /** The maps of a list, others left out; empty where there is no list. */
    public List<Facts> list(String name) {
        if (!(values.get(name) instanceof List<?> list)) {
            return List.of();
        }
        List<Facts> items = new ArrayList<>();
        for (Object item : list) {
            if (item instanceof Map<?, ?> map) {
                items.add(of(map));
            }
        }
        return items;
    }

    /** The map under a name; {@link #NONE} where there is none. */
    public Facts map(String name) {
        return values.get(name) instanceof Map<?, ?> map ? of(map) : NONE;
    }

    /** The value under a name, or under a path with dots where no name is the whole of it; null where there is none. */
    public @Nullable Object at(String path) {
        Object whole = values.get(path);
        int dot = path.indexOf('.');
        if (whole != null || dot < 0) {
            return whole;
        }
        return values.get(path.substring(0, dot)) instanceof Map<?, ?> map ? of(map).at(path.substring(dot + 1)) : null;
    }

    /** As {@link #at}, as text; null where there is none. */
    public @Nullable String textAt(String path) {
        Object value = at(path);
        return value == null ? null : new Facts(Map.of(path, value)).text(path);
    }

    /** The products that an event tells of: those of its list, else the one that it is itself about; none where it names none. */
    public List<Facts> products() {
        if (values.get("products") != null) {
            return list("products");
        }
        return firstText("product_id", "productId", "variant_id", "variantId", "sku") == null
                ? List.of()
                : List.of(this);
    }

    public static Facts of(Map<?, ?> map) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((key, value) -> copy.put(String.valueOf(key), value));
        return new Facts(copy);
    }

    /** A text as a number; null where it is none, or one that nobody means. */
    public static @Nullable BigDecimal decimal(String text) {
        String digits = text.strip();
        try {
            return digits.length() > LONGEST_NUMBER ? null : meant(new BigDecimal(digits));
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }

    private static @Nullable BigDecimal meant(BigDecimal number) {
        return Math.abs((long) number.scale()) > LARGEST_EXPONENT || number.precision() > LONGEST_NUMBER
                ? null
                : number;
    }
}
