package dev.homing.adapter.memory;

import dev.homing.app.port.Timers;
import dev.homing.domain.profile.CustomerId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Timers that fire when they are taken. */
public final class MemoryTimers implements Timers {
    /** An alarm that did not fire yet. */
    public record Armed(CustomerId customer, String timerId, Instant at) {}

    private final ConcurrentMap<String, Armed> armed = new ConcurrentHashMap<>();

    @Override
    public void arm(CustomerId customer, String timerId, Instant at) {
        armed.putIfAbsent(timerId, new Armed(customer, timerId, at));
    }

    /** What is armed, earliest first. */
    public List<Armed> armed() {
        return armed.values().stream()
                .sorted(Comparator.comparing(Armed::at).thenComparing(Armed::timerId))
                .toList();
    }

    /** Takes out what is due by an instant, earliest first. */
    public List<Armed> takeDue(Instant now) {
        List<Armed> due =
                armed().stream().filter(alarm -> !alarm.at().isAfter(now)).toList();
        due.forEach(alarm -> armed.remove(alarm.timerId()));
        return due;
    }
}
