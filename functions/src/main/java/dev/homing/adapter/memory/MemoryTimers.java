package dev.homing.adapter.memory;

import dev.homing.app.port.OutcomeQueue;
import dev.homing.app.port.SendJob;
import dev.homing.app.port.Timers;
import dev.homing.domain.id.CustomerId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Timers that fire when they are taken. */
public final class MemoryTimers implements Timers {
    /** An alarm that did not fire yet. */
    public record Armed(CustomerId customer, String timerId, Instant at) {}

    private final ConcurrentMap<String, Armed> armed = new ConcurrentHashMap<>();
    private final ConcurrentMap<SendJob, Instant> sends = new ConcurrentHashMap<>();
    private final ConcurrentMap<OutcomeQueue.Job.Broadcast, Instant> broadcasts = new ConcurrentHashMap<>();

    @Override
    public void arm(CustomerId customer, String timerId, Instant at) {
        armed.putIfAbsent(timerId, new Armed(customer, timerId, at));
    }

    @Override
    public void sendLater(SendJob job, Instant at) {
        sends.put(job, at);
    }

    @Override
    public void doLater(OutcomeQueue.Job.Broadcast job, Instant at) {
        broadcasts.put(job, at);
    }

    /** Broadcasts that are to be taken further, and when. */
    public Map<OutcomeQueue.Job.Broadcast, Instant> broadcasts() {
        return Map.copyOf(broadcasts);
    }

    /** Takes out the broadcasts that are due by an instant. */
    public List<OutcomeQueue.Job.Broadcast> takeBroadcasts(Instant now) {
        List<OutcomeQueue.Job.Broadcast> due = broadcasts.entrySet().stream()
                .filter(broadcast -> !broadcast.getValue().isAfter(now))
                .map(Map.Entry::getKey)
                .toList();
        due.forEach(broadcasts::remove);
        return due;
    }

    /** Jobs that are to be sent later, and when. */
    public Map<SendJob, Instant> sends() {
        return Map.copyOf(sends);
    }

    /** Takes out the jobs that are due by an instant. */
    public List<SendJob> takeSends(Instant now) {
        List<SendJob> due = sends.entrySet().stream()
                .filter(send -> !send.getValue().isAfter(now))
                .map(Map.Entry::getKey)
                .toList();
        due.forEach(sends::remove);
        return due;
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

    @Override
    public void disarm(String timerId) {
        armed.remove(timerId);
    }

    @Override
    public void takeBack(SendJob job, Instant at) {
        sends.remove(job, at);
    }
}
