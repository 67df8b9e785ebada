package dev.homing.adapter.memory;

import dev.homing.app.port.Sender;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A provider that takes everything and remembers it, save for the answers that it was told to give. */
public final class MemorySender implements Sender {
    private final List<Outgoing> sent = new ArrayList<>();
    private final Deque<Result> answers = new ArrayDeque<>();
    private Runnable whenTaken = () -> {};

    @Override
    public synchronized Result send(Outgoing message) {
        Result answer = answers.poll();
        if (answer == null) {
            answer = new Result.Sent("memory-" + (sent.size() + 1));
        }
        if (answer instanceof Result.Sent) {
            sent.add(message);
            whenTaken.run();
        }
        return answer;
    }

    /** What is to happen when the next message is taken. */
    public synchronized void whenTaken(Runnable action) {
        whenTaken = action;
    }

    /** The next sending gets this answer; told more than once, the ones after it. */
    public synchronized void answer(Result result) {
        answers.add(result);
    }

    /** What left, oldest first. */
    public synchronized List<Outgoing> sent() {
        return List.copyOf(sent);
    }
}
