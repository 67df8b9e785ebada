package dev.homing.domain.event;

import dev.homing.domain.Facts;
import dev.homing.domain.StoredBytes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What several events say that one message tells of: each property as the latest of them says it, and the products of all of them, the latest first
 * and each once.
 */
public final class ToldTogether {
    private static final int MOST_PRODUCTS = 20;

    /** Of all products; a single event has at most what its door takes. */
    private static final int MOST_BYTES = 50_000;

    /** What a name, a number or a bracket takes beside the texts. */
    private static final int BESIDE = 8;

    private ToldTogether() {}

    /**
     * @param earlier what is told already
     * @param later what an event says that comes on top
     */
    public static Facts of(Facts earlier, Facts later) {
        if (earlier.isEmpty() || later.isEmpty()) {
            return earlier.isEmpty() ? later : earlier;
        }
        Map<String, @Nullable Object> both = new LinkedHashMap<>(earlier.values());
        both.putAll(later.values());
        List<Map<String, @Nullable Object>> products = new ArrayList<>();
        List<String> known = new ArrayList<>();
        int bytes = 0;
        List<Facts> all = new ArrayList<>(later.products());
        all.addAll(earlier.products());
        for (Facts product : all) {
            String id = Products.id(product);
            bytes += bytes(product.values());
            if (products.size() < MOST_PRODUCTS && bytes <= MOST_BYTES && (id == null || !known.contains(id))) {
                products.add(alone(product));
                known.add(id == null ? "" : id);
            }
        }
        both.remove("products");
        if (!products.isEmpty()) {
            both.put("products", products);
        }
        return new Facts(both);
    }

    /** An event about one product may have been told together with others before. */
    private static Map<String, @Nullable Object> alone(Facts product) {
        Map<String, @Nullable Object> alone = new LinkedHashMap<>(product.values());
        alone.remove("products");
        return alone;
    }

    private static int bytes(@Nullable Object value) {
        return switch (value) {
            case String text -> StoredBytes.of(text);
            case List<?> list -> list.stream().mapToInt(ToldTogether::bytes).sum() + BESIDE;
            case Map<?, ?> map ->
                map.entrySet().stream()
                                .mapToInt(entry -> bytes(entry.getKey()) + bytes(entry.getValue()) + BESIDE)
                                .sum()
                        + BESIDE;
            case null, default -> BESIDE;
        };
    }
}
