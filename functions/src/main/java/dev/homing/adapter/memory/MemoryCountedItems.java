package dev.homing.adapter.memory;

import dev.homing.app.port.CountedItems;
import dev.homing.domain.analytics.Counted;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The items of the ports in memory. */
public final class MemoryCountedItems implements CountedItems {
    private final MemoryRuns runs;
    private final MemoryMessages messages;
    private final MemoryOrders orders;

    public MemoryCountedItems(MemoryRuns runs, MemoryMessages messages, MemoryOrders orders) {
        this.runs = runs;
        this.messages = messages;
        this.orders = orders;
    }

    @Override
    public Page walk(@Nullable String cursor, int limit) {
        TreeMap<String, Counted> all = new TreeMap<>();
        runs.all().forEach(run -> all.put("run " + run.id(), new Counted.OfRun(run)));
        messages.all().forEach(message -> all.put("message " + message.id(), new Counted.OfMessage(message)));
        orders.all().forEach(order -> all.put("order " + order.customer() + order.order(), new Counted.OfOrder(order)));
        List<String> keys = (cursor == null
                        ? all.keySet()
                        : all.tailMap(cursor, false).keySet())
                .stream().limit(limit).toList();
        List<Counted> items = keys.stream().map(all::get).toList();
        boolean last = keys.isEmpty() || keys.getLast().equals(all.lastKey());
        return new Page(items, last ? null : keys.getLast());
    }

    @Override
    public boolean takeIn(Counted item, Instant since) {
        return switch (item) {
            case Counted.OfRun(var run) -> runs.save(run.takenInAt(since), Instant.MAX);
            case Counted.OfMessage(var message) -> messages.save(message.takenInAt(since), Instant.MAX);
            case Counted.OfOrder(var order) -> orders.save(order.takenInAt(since), Instant.MAX);
        };
    }
}
