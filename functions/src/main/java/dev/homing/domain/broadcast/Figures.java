package dev.homing.domain.broadcast;

import java.util.EnumMap;
import java.util.Map;

/** How many recipients of a broadcast stand where. Each is counted once, so they add up at any moment. */
public record Figures(Map<Recipient.Status, Long> counts) {
    public Figures {
        Map<Recipient.Status, Long> all = new EnumMap<>(Recipient.Status.class);
        all.putAll(counts);
        counts = all;
    }

    public long of(Recipient.Status status) {
        return counts.getOrDefault(status, 0L);
    }

    public long recipients() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
