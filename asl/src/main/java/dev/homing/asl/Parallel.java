package dev.homing.asl;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Runs branches side by side; its result is the array of their outputs, in the branches' order.
 *
 * @param arguments every branch's input; null for the state's input
 * @param assign variables to set when all succeeded; empty for none
 * @param output null for the result
 */
public record Parallel(
        @Nullable String comment,
        List<StateMachine> branches,
        @Nullable JsonNode arguments,
        SequencedMap<String, JsonNode> assign,
        @Nullable JsonNode output,
        List<Retrier> retry,
        List<Catcher> catching,
        Transition transition)
        implements State {

    public Parallel {
        branches = List.copyOf(branches);
        assign = Maps.ordered(assign);
        retry = List.copyOf(retry);
        catching = List.copyOf(catching);
    }

    public static Builder builder(List<StateMachine> branches) {
        return new Builder(branches);
    }

    public static final class Builder extends StateBuilder.WithRetry<Parallel, Builder> {
        private final List<StateMachine> branches;
        private @Nullable JsonNode arguments;

        private Builder(List<StateMachine> branches) {
            this.branches = branches;
        }

        public Builder arguments(@Nullable JsonNode value) {
            this.arguments = value;
            return this;
        }

        @Override
        Builder self() {
            return this;
        }

        @Override
        Parallel build(Transition transition) {
            return new Parallel(comment, branches, arguments, assign, output, retry, catching, transition);
        }
    }
}
