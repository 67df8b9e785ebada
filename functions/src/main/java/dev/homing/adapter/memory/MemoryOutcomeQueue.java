package dev.homing.adapter.memory;

import dev.homing.app.port.OutcomeQueue;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An outcome queue that remembers what was put into it. */
public final class MemoryOutcomeQueue implements OutcomeQueue {
    private final CopyOnWriteArrayList<Duration> delays = new CopyOnWriteArrayList<>();
    private final CopyOnWriteArrayList<Job> jobs = new CopyOnWriteArrayList<>();

    @Override
    public void enqueue(Job job, Duration after) {
        jobs.add(job);
        delays.add(after);
    }

    /** After which times the jobs that were ever put into it are to be done, in the order of their coming. */
    public List<Duration> delays() {
        return List.copyOf(delays);
    }

    /** What lies in it, oldest first. */
    public List<Job> jobs() {
        return List.copyOf(jobs);
    }

    /** Takes everything out, oldest first. */
    public List<Job> take() {
        List<Job> taken = List.copyOf(jobs);
        taken.forEach(jobs::remove);
        return taken;
    }
}
