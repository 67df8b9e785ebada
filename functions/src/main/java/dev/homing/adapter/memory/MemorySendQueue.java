package dev.homing.adapter.memory;

import dev.homing.app.port.Answers;
import dev.homing.app.port.SendJob;
import dev.homing.app.port.SendQueue;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A send queue that remembers what was put into it. */
public final class MemorySendQueue implements SendQueue {
    private final CopyOnWriteArrayList<SendJob> jobs = new CopyOnWriteArrayList<>();

    private final CopyOnWriteArrayList<Answers.Reference> answers = new CopyOnWriteArrayList<>();

    @Override
    public void enqueue(Answers.Reference answer) {
        answers.add(answer);
    }

    /** Takes the answers out, oldest first. */
    public List<Answers.Reference> takeAnswers() {
        List<Answers.Reference> taken = List.copyOf(answers);
        taken.forEach(answers::remove);
        return taken;
    }

    @Override
    public void enqueue(SendJob job) {
        jobs.add(job);
    }

    /** What lies in it, oldest first. */
    public List<SendJob> jobs() {
        return List.copyOf(jobs);
    }

    /** Takes everything out, oldest first. */
    public List<SendJob> take() {
        List<SendJob> taken = List.copyOf(jobs);
        taken.forEach(jobs::remove);
        return taken;
    }
}
