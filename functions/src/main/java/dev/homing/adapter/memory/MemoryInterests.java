package dev.homing.adapter.memory;

import dev.homing.app.port.Interests;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.product.Interest;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Who took an interest in what, in memory; all in the first shard. */
public final class MemoryInterests implements Interests {
    private final Map<String, TreeMap<String, Set<Interest.Kind>>> byProduct = new HashMap<>();

    @Override
    public synchronized void put(CustomerId customer, Interest interest, Instant expiresAt) {
        byProduct
                .computeIfAbsent(interest.product(), _ -> new TreeMap<>())
                .computeIfAbsent(customer.value(), _ -> EnumSet.noneOf(Interest.Kind.class))
                .add(interest.kind());
    }

    @Override
    public synchronized Page of(String product, int shard, @Nullable String after, int limit) {
        if (shard > 0) {
            return new Page(List.of(), null);
        }
        List<Interested> interested = byProduct.getOrDefault(product, new TreeMap<>()).entrySet().stream()
                .filter(entry -> after == null || entry.getKey().compareTo(after) > 0)
                .limit(limit)
                .map(entry -> new Interested(new CustomerId(entry.getKey()), Set.copyOf(entry.getValue())))
                .toList();
        return new Page(
                interested,
                interested.size() < limit
                        ? null
                        : interested.getLast().customer().value());
    }

    @Override
    public synchronized void forget(CustomerId customer, Interest interest) {
        TreeMap<String, Set<Interest.Kind>> interested = byProduct.getOrDefault(interest.product(), new TreeMap<>());
        Set<Interest.Kind> kinds = interested.getOrDefault(customer.value(), EnumSet.noneOf(Interest.Kind.class));
        kinds.remove(interest.kind());
        if (kinds.isEmpty()) {
            interested.remove(customer.value());
        }
    }
}
