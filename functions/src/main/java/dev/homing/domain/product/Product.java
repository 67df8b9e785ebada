package dev.homing.domain.product;

import dev.homing.domain.Facts;
import dev.homing.domain.StoredBytes;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One product as the shop's systems told of it last.
 *
 * @param properties as events name them: {@code name}, {@code price}, {@code currency}, {@code availability}, {@code url}, {@code image_url},
 *     {@code category} and the shop's own; amounts are numbers
 * @param at event time of the latest statement
 * @param statement by which the latest statement is known: the same again changes nothing
 * @param changed what the latest statement changed, so that a statement that comes again tells of it again
 * @param revision counts the writes; 0 when it has not been stored
 */
public record Product(String id, Facts properties, Instant at, String statement, List<Change> changed, long revision) {
    private static final String ID = "product_id";
    private static final String PRICE = "price";
    private static final String AVAILABILITY = "availability";

    /** Properties of one product, and stored bytes of all of them. */
    private static final int MOST_PROPERTIES = 60;

    private static final int MOST_BYTES = 20_000;

    /** What a change of these means is what a change of the product means anyway. */
    private static final List<String> NO_CHANGES = List.of(ID, "products", "quantity", "position", "cart_id");

    /**
     * Something that was one thing and is another; a first statement is no change.
     *
     * @param before null where nothing was known
     */
    public record Change(
            String property,
            @Nullable Object before,
            @Nullable Object after) {}

    public Product {
        changed = List.copyOf(changed);
    }

    public static Product unknown(String id) {
        return new Product(id, Facts.NONE, Instant.EPOCH, "", List.of(), 0);
    }

    /**
     * The product after its properties were stated; an older statement than the latest adds what is not known, and changes nothing.
     *
     * @param stated what is not in it stays as it was
     */
    public Product stated(Facts stated, Instant statedAt, String by) {
        if (by.equals(statement)) {
            return this;
        }
        boolean older = statedAt.isBefore(at);
        Map<String, @Nullable Object> now = new LinkedHashMap<>(properties.values());
        List<Change> changes = new ArrayList<>();
        stated.values().forEach((name, said) -> {
            Object value = name.equals(AVAILABILITY) ? availability(said) : said;
            Object before = properties.get(name);
            if (value != null && !(older && before != null) && fits(now, name, value)) {
                now.put(name, value);
                boolean other = before != null && !same(before, value) && !NO_CHANGES.contains(name);
                if (other && revision > 0) {
                    changes.add(new Change(name, before, value));
                }
            }
        });
        now.put(ID, id);
        return older
                ? new Product(id, new Facts(now), at, statement, changed, revision)
                : new Product(id, new Facts(now), statedAt, by, changes, revision);
    }

    /** As feeds, shops' systems and schema.org spell it: {@code InStock}, {@code in_stock}, {@code https://schema.org/InStock}. */
    private static @Nullable Object availability(@Nullable Object said) {
        if (!(said instanceof String text)) {
            return said;
        }
        String letters = text.substring(text.lastIndexOf('/') + 1)
                .replaceAll("[\\s_-]", "")
                .toLowerCase(Locale.ROOT);
        return switch (letters) {
            case "instock", "available" -> "in stock";
            case "outofstock", "soldout", "unavailable" -> "out of stock";
            case "preorder" -> "preorder";
            case "backorder" -> "backorder";
            default -> text;
        };
    }

    private static boolean fits(Map<String, @Nullable Object> known, String name, Object value) {
        Map<String, @Nullable Object> more = new TreeMap<>(known);
        more.put(name, value);
        int bytes = more.entrySet().stream()
                .mapToInt(entry -> StoredBytes.of(entry.getKey()) + StoredBytes.of(String.valueOf(entry.getValue())))
                .sum();
        return more.size() <= MOST_PROPERTIES && bytes <= MOST_BYTES;
    }

    private static boolean same(Object a, Object b) {
        BigDecimal one = number(a);
        BigDecimal other = number(b);
        if (one != null && other != null) {
            return one.compareTo(other) == 0;
        }
        return a.toString().strip().equalsIgnoreCase(b.toString().strip());
    }

    private static @Nullable BigDecimal number(Object value) {
        return value instanceof Boolean ? null : new Facts(Map.of("n", value)).number("n");
    }

    public Product withRevision(long newRevision) {
        return new Product(id, properties, at, statement, changed, newRevision);
    }

    /**
     * What customers are told of a change: the product's properties, {@code changed} with the property's name, what it was under {@code
     * old_<property>}, and for a price that fell by how many percent under {@code drop_percent}.
     */
    public Facts told(Change change) {
        Map<String, @Nullable Object> told = new LinkedHashMap<>(properties.values());
        told.put(ID, id);
        told.put("changed", change.property());
        told.put("old_" + change.property(), change.before());
        BigDecimal before = change.before() == null ? null : number(change.before());
        BigDecimal after = change.after() == null ? null : number(change.after());
        if (change.property().equals(PRICE) && before != null && after != null && before.signum() > 0) {
            BigDecimal drop = before.subtract(after);
            if (drop.signum() > 0) {
                told.put(
                        "drop_percent", drop.multiply(BigDecimal.valueOf(100)).divide(before, 2, RoundingMode.HALF_UP));
                told.put("drop_amount", drop);
            }
        }
        return new Facts(told);
    }
}
