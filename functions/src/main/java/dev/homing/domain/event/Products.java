package dev.homing.domain.event;

import dev.homing.domain.Amount;
import dev.homing.domain.Facts;
import dev.homing.domain.id.Placeholder;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** Reads an event's list of products. What cannot be read is left out with its reason and is never taken for nothing. */
public sealed interface Products {
    /** The event does not speak of products, which is not the same as that there are none. */
    record Absent() implements Products {}

    /**
     * @param lines each with an id or a name, and with numbers where there are amounts
     * @param leftOut those that cannot be read, each with its reason
     */
    record Listed(List<Map<String, @Nullable Object>> lines, List<String> leftOut) implements Products {}

    /** @param reason names the field and the remedy */
    record Unreadable(String reason) implements Products {}

    /** Names under which storefronts list what is in a cart or an order. */
    List<String> NAMES = List.of("products", "line_items", "lineItems", "items", "cart_items", "contents");

    /** What a product is known by; a line without any of the first is known by what it is called. */
    List<String> IDS = List.of("variant_id", "variantId", "product_id", "productId", "sku", "id");

    List<String> TITLES = List.of("name", "title");

    /**
     * @param currency of the event, ISO 4217; null where it names none
     */
    static Products read(Facts properties, @Nullable String currency) {
        for (String name : NAMES) {
            Object value = properties.get(name);
            if (value != null && !(value instanceof String text && text.isBlank())) {
                return read(name, value, currency);
            }
        }
        return new Absent();
    }

    private static Products read(String name, Object value, @Nullable String currency) {
        List<?> list = list(value);
        if (list == null) {
            return new Unreadable(name
                    + ": it is no list of products; send a list such as [{\"product_id\": \"mug\", \"quantity\": 1}]");
        }
        List<Map<String, @Nullable Object>> lines = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            String at = name + "[" + i + "]";
            switch (list.get(i) instanceof Map<?, ?> map ? line(Facts.of(map), currency) : null) {
                case null -> leftOut.add(at + ": it is no product");
                case Line.Read(Map<String, @Nullable Object> line) -> lines.add(line);
                case Line.Unreadable(String why) -> leftOut.add(at + "." + why);
            }
        }
        return lines.isEmpty() && !leftOut.isEmpty()
                ? new Unreadable(String.join("; ", leftOut))
                : new Listed(List.copyOf(lines), List.copyOf(leftOut));
    }

    /** A list; or what PHP makes of one with holes, by the keys' order; or one product alone. */
    private static @Nullable List<?> list(Object value) {
        if (value instanceof List<?> list) {
            return list;
        }
        if (!(value instanceof Map<?, ?> map)) {
            return null;
        }
        if (isNamed(Facts.of(map))) {
            return List.of(map);
        }
        boolean numbered = map.keySet().stream().allMatch(key -> key.toString().matches("\\d{1,9}"));
        if (numbered) {
            List<@Nullable Object> inOrder = new ArrayList<>();
            map.keySet().stream()
                    .sorted(Comparator.comparing(key -> Integer.valueOf(key.toString())))
                    .forEach(key -> inOrder.add(map.get(key)));
            return inOrder;
        }
        boolean products =
                map.values().stream().allMatch(each -> each instanceof Map<?, ?> one && isNamed(Facts.of(one)));
        return products ? new ArrayList<>(map.values()) : null;
    }

    private static boolean isNamed(Facts product) {
        return id(product) != null;
    }

    /** The product's id, else what it is called; null where it has neither. */
    static @Nullable String id(Facts product) {
        for (List<String> names : List.of(IDS, TITLES)) {
            for (String name : names) {
                String id = product.text(name);
                if (id != null && !Placeholder.isNothing(id)) {
                    return id;
                }
            }
        }
        return null;
    }

    /** One product. */
    sealed interface Line {
        record Read(Map<String, @Nullable Object> product) implements Line {}

        /** @param why begins with the field */
        record Unreadable(String why) implements Line {}
    }

    /**
     * One product with its amounts as numbers.
     *
     * @param currency of the event; the product's own comes before it
     */
    static Line line(Facts product, @Nullable String currency) {
        if (id(product) == null) {
            return new Line.Unreadable("product_id: the product has no id, no sku and no name");
        }
        SequencedMap<String, @Nullable Object> read = new LinkedHashMap<>(product.values());
        for (String name :
                List.of("variant_id", "variantId", "product_id", "productId", "sku", "id", "name", "title")) {
            if (read.get(name) instanceof String text && Placeholder.isNothing(text)) {
                read.remove(name);
            }
        }
        Object stated = product.get("currency");
        String own = Amount.currency(stated);
        if (own == null && stated != null && !stated.toString().isBlank()) {
            return new Line.Unreadable(
                    "currency: \"" + stated + "\" is no currency; send an ISO 4217 code such as EUR");
        }
        String counted = own == null ? currency : own;
        String wrong = price(read, product, counted);
        if (wrong == null) {
            wrong = quantity(read, product);
        }
        if (own != null) {
            read.put("currency", own);
        }
        return wrong == null ? new Line.Read(read) : new Line.Unreadable(wrong);
    }

    private static @Nullable String price(
            Map<String, @Nullable Object> read, Facts product, @Nullable String currency) {
        Amount amount = Amount.read(product.get("price"), currency);
        if (amount instanceof Amount.Absent) {
            amount = Amount.read(product.get("price_set"), currency);
        }
        for (String minor : List.of("price_cents", "price_minor", "price_in_cents")) {
            if (amount instanceof Amount.Absent) {
                amount = Amount.ofMinorUnits(product.get(minor), currency);
            }
        }
        return switch (amount) {
            case Amount.Absent() -> {
                read.remove("price");
                yield null;
            }
            case Amount.Unreadable(String why) -> "price: " + why + "; send a number such as 12.50";
            case Amount.Read(BigDecimal number, String in) -> {
                if (number.signum() < 0) {
                    yield "price: " + number.toPlainString() + " is below zero; send what one of them costs";
                }
                if (in != null && currency != null && product.get("currency") != null && !in.equals(currency)) {
                    yield "price: it is in " + in + ", and currency says " + currency + "; send one of them";
                }
                read.put("price", number);
                if (in != null) {
                    read.put("currency", in);
                }
                yield null;
            }
        };
    }

    private static @Nullable String quantity(Map<String, @Nullable Object> read, Facts product) {
        return switch (Amount.read(product.get("quantity"), null)) {
            case Amount.Absent() -> {
                read.remove("quantity");
                yield null;
            }
            case Amount.Unreadable(String _) ->
                "quantity: \"" + product.get("quantity") + "\" is no number; send a whole one such as 2";
            case Amount.Read(BigDecimal number, String _) -> {
                read.put("quantity", number);
                yield null;
            }
        };
    }
}
