package dev.homing.adapter.memory;

import dev.homing.app.port.History;
import dev.homing.app.port.Orders;
import dev.homing.domain.analytics.AttributedOrder;
import dev.homing.domain.id.CustomerId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** Attributed orders in memory. */
public final class MemoryOrders implements Orders {
    private record Key(CustomerId customer, String order) {}

    private final ConcurrentMap<Key, AttributedOrder> orders = new ConcurrentHashMap<>();

    @Override
    public @Nullable AttributedOrder find(CustomerId customer, String order) {
        return orders.get(new Key(customer, order));
    }

    @Override
    public boolean save(AttributedOrder order, Instant expiresAt) {
        Key key = new Key(order.customer(), order.order());
        return Revisions.save(orders, key, order, AttributedOrder::revision, AttributedOrder::withRevision);
    }

    @Override
    public List<AttributedOrder> of(CustomerId customer) {
        return orders.values().stream()
                .filter(order -> order.customer().equals(customer))
                .sorted(Comparator.comparing(AttributedOrder::at).thenComparing(AttributedOrder::order))
                .toList();
    }

    /** All there are. */
    public List<AttributedOrder> all() {
        return List.copyOf(orders.values());
    }

    /** What is kept of a customer. */
    public List<MemoryHistory.Thing> kept(CustomerId customer) {
        return of(customer).stream()
                .map(order -> new MemoryHistory.Thing(
                        new History.Kept("O#" + order.order(), order.toString(), null),
                        () -> orders.remove(new Key(customer, order.order()))))
                .toList();
    }
}
