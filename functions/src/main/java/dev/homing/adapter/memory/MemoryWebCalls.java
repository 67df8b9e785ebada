package dev.homing.adapter.memory;

import dev.homing.app.port.WebCalls;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Other systems that answer to everything, save for the answers that they were told to give. */
public final class MemoryWebCalls implements WebCalls {
    private final List<Request> made = new ArrayList<>();
    private final Deque<Answer> answers = new ArrayDeque<>();

    @Override
    public synchronized Answer call(Request request) {
        made.add(request);
        Answer answer = answers.poll();
        return answer == null ? new Answer.Answered(200, "{}") : answer;
    }

    /** The next call gets this answer; told more than once, the ones after it. */
    public synchronized void answer(Answer answer) {
        answers.add(answer);
    }

    /** Oldest first. */
    public synchronized List<Request> made() {
        return List.copyOf(made);
    }
}
