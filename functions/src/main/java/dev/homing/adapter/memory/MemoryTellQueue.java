package dev.homing.adapter.memory;

import dev.homing.app.port.TellQueue;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A queue for destinations that remembers what was put into it. */
public final class MemoryTellQueue implements TellQueue {
    /** @param after how long it is to wait */
    public record Waiting(TellJob job, Duration after) {}

    private final CopyOnWriteArrayList<Waiting> jobs = new CopyOnWriteArrayList<>();

    @Override
    public void enqueue(TellJob job, Duration after) {
        jobs.add(new Waiting(job, after));
    }

    /** Takes everything out, oldest first. */
    public List<Waiting> takeWaiting() {
        List<Waiting> taken = List.copyOf(jobs);
        taken.forEach(jobs::remove);
        return taken;
    }
}
