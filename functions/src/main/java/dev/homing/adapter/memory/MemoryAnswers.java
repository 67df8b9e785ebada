package dev.homing.adapter.memory;

import dev.homing.app.port.Answers;
import dev.homing.app.port.Sender.Result;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Takes every answer and remembers it, save for what it was told to say. */
public final class MemoryAnswers implements Answers {
    /** What left. */
    public record Sent(String to, String text, Reference reference) {}

    private final List<Sent> sent = new ArrayList<>();
    private final Deque<Result> results = new ArrayDeque<>();

    @Override
    public synchronized Result send(String to, String text, Reference reference) {
        Result result = results.poll();
        if (result == null) {
            sent.add(new Sent(to, text, reference));
            return new Result.Sent("answer-" + sent.size());
        }
        return result;
    }

    /** The next one gets this result, and does not leave. */
    public synchronized void result(Result result) {
        results.add(result);
    }

    /** Oldest first. */
    public synchronized List<Sent> sent() {
        return List.copyOf(sent);
    }
}
