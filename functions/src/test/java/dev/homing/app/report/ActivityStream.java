package dev.homing.app.report;

import dev.homing.app.World;
import dev.homing.domain.analytics.Counted;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The stream of a world's runs, messages and orders. What was not counted, as somebody was killed, comes again with what follows. */
final class ActivityStream {
    private final World world;
    private final Map<String, Counted> known = new TreeMap<>();
    private final List<CountActivity.Change> uncounted = new ArrayList<>();
    private int sequence;

    ActivityStream(World world) {
        this.world = world;
    }

    void flow() {
        Map<String, Counted> items = new TreeMap<>();
        world.ports.runs.all().forEach(run -> items.put("run " + run.id(), new Counted.OfRun(run)));
        world.ports
                .messages
                .all()
                .forEach(message -> items.put("message " + message.id(), new Counted.OfMessage(message)));
        world.ports.orders.all().forEach(order -> items.put("order " + order.order(), new Counted.OfOrder(order)));
        items.forEach((key, item) -> {
            @Nullable Counted before = known.put(key, item);
            if (!item.equals(before)) {
                uncounted.add(new CountActivity.Change(Integer.toString(++sequence), before, item));
            }
        });
        world.wiring().countActivity().count("shard", List.copyOf(uncounted));
        uncounted.clear();
    }
}
