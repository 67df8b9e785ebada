package dev.homing.adapter.memory;

import dev.homing.app.port.OrderBook;
import dev.homing.domain.order.OrderMark;
import dev.homing.domain.order.OrderRecord;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Orders under their own names in memory. */
public final class MemoryOrderBook implements OrderBook {
    private final ConcurrentMap<String, OrderRecord> records = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, OrderMark> marks = new ConcurrentHashMap<>();

    @Override
    public OrderRecord of(String order) {
        return records.getOrDefault(order, OrderRecord.unknown(order));
    }

    @Override
    public boolean save(OrderRecord order, Instant expiresAt) {
        return Revisions.save(records, order.order(), order, OrderRecord::revision, OrderRecord::withRevision);
    }

    @Override
    public void leave(OrderMark mark, Instant expiresAt) {
        marks.merge(mark.key(), mark, (old, newer) -> newer.at().isAfter(old.at()) ? newer : old);
    }

    @Override
    public List<OrderMark> marks(List<String> keys) {
        return keys.stream().map(marks::get).filter(Objects::nonNull).toList();
    }

    @Override
    public void forget(String order) {
        records.remove(order);
    }

    @Override
    public void forgetMark(String key) {
        marks.remove(key);
    }
}
