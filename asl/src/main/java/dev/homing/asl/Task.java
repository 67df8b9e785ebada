package dev.homing.asl;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Does one piece of work outside the machine.
 *
 * @param resource the ARN of what to call; a constant
 * @param arguments what to call it with; null for the state's input
 * @param timeoutSeconds from the start of each attempt; null for no limit
 * @param heartbeatSeconds the longest silence between two heartbeats; null for no limit
 * @param assign variables to set when it succeeded; empty for none
 * @param output null for the result
 */
public record Task(
        @Nullable String comment,
        String resource,
        @Nullable JsonNode arguments,
        @Nullable Quantity timeoutSeconds,
        @Nullable Quantity heartbeatSeconds,
        SequencedMap<String, JsonNode> assign,
        @Nullable JsonNode output,
        List<Retrier> retry,
        List<Catcher> catching,
        Transition transition)
        implements State {
    private static final String CALLBACK = ".waitForTaskToken";

    public Task {
        assign = Maps.ordered(assign);
        retry = List.copyOf(retry);
        catching = List.copyOf(catching);
    }

    /** Whether the call's own answer only starts the wait for somebody who holds the task's token. */
    public boolean waitsForToken() {
        return resource.endsWith(CALLBACK);
    }

    public static Builder builder(String resource) {
        return new Builder(resource);
    }

    public static final class Builder extends StateBuilder.WithRetry<Task, Builder> {
        private final String resource;
        private @Nullable JsonNode arguments;
        private @Nullable Quantity timeoutSeconds;
        private @Nullable Quantity heartbeatSeconds;

        private Builder(String resource) {
            this.resource = resource;
        }

        public Builder arguments(@Nullable JsonNode value) {
            this.arguments = value;
            return this;
        }

        public Builder timeoutSeconds(@Nullable Quantity seconds) {
            this.timeoutSeconds = seconds;
            return this;
        }

        public Builder heartbeatSeconds(@Nullable Quantity seconds) {
            this.heartbeatSeconds = seconds;
            return this;
        }

        @Override
        Builder self() {
            return this;
        }

        @Override
        Task build(Transition transition) {
            return new Task(
                    comment,
                    resource,
                    arguments,
                    timeoutSeconds,
                    heartbeatSeconds,
                    assign,
                    output,
                    retry,
                    catching,
                    transition);
        }
    }
}
