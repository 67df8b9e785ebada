package dev.homing.adapter.memory;

import dev.homing.app.port.OutcomeQueue;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An outcome queue that remembers what was put into it. */
public final class MemoryOutcomeQueue implements OutcomeQueue {
    /** @param after how long it is to wait */
    public record Waiting(Job job, Duration after) {}

    private final CopyOnWriteArrayList<Duration> delays = new CopyOnWriteArrayList<>();
    private final CopyOnWriteArrayList<Waiting> jobs = new CopyOnWriteArrayList<>();

    @Override
    public void enqueue(Job job, Duration after) {
        jobs.add(new Waiting(job, after));
        delays.add(after);
    }

    /** After which times the jobs that were ever put into it are to be done, in the order of their coming. */
    public List<Duration> delays() {
        return List.copyOf(delays);
    }

    /** What lies in it, oldest first. */
    public List<Job> jobs() {
        return jobs.stream().map(Waiting::job).toList();
    }

    /** Takes everything out, oldest first, however long it was to wait. */
    public List<Job> take() {
        return takeWaiting().stream().map(Waiting::job).toList();
    }

    /** Takes everything out, oldest first. */
    public List<Waiting> takeWaiting() {
        List<Waiting> taken = List.copyOf(jobs);
        taken.forEach(jobs::remove);
        return taken;
    }
}
