package dev.homing.adapter.memory;

import dev.homing.app.port.EventBus;
import dev.homing.domain.event.CustomerEvent.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A bus that remembers what was put on it. */
public final class MemoryEventBus implements EventBus {
    /** @param message JSON */
    public record Put(String message, Origin origin) {}

    private final CopyOnWriteArrayList<Put> put = new CopyOnWriteArrayList<>();
    private int taken;

    @Override
    public void put(List<String> messages, Origin origin) {
        messages.forEach(message -> put.add(new Put(message, origin)));
    }

    /** What was not taken yet, oldest first; a consumer's next poll. */
    public List<Put> take() {
        List<Put> all = new ArrayList<>();
        while (taken < put.size()) {
            all.add(put.get(taken++));
        }
        return all;
    }

    /** Everything, oldest first. */
    public List<Put> messages() {
        return List.copyOf(put);
    }
}
