package dev.homing.asl;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * What the builders of states have in common: the fields that every state with a transition has. {@link #next} and {@link
 * #end} give the state; a builder may be used again after it.
 *
 * @param <S> the state
 * @param <B> the builder itself
 */
public abstract sealed class StateBuilder<S extends State, B extends StateBuilder<S, B>>
        permits Pass.Builder, Wait.Builder, StateBuilder.WithRetry {
    final SequencedMap<String, JsonNode> assign = new LinkedHashMap<>();

    @Nullable
    String comment;

    @Nullable
    JsonNode output;

    StateBuilder() {}

    abstract B self();

    abstract S build(Transition transition);

    public B comment(@Nullable String text) {
        this.comment = text;
        return self();
    }

    /** Sets a variable when the state is left; the value may hold <code>{% %}</code> strings at any depth. */
    public B assign(String variable, JsonNode value) {
        assign.put(variable, value);
        return self();
    }

    public B assign(Map<String, JsonNode> variables) {
        assign.putAll(variables);
        return self();
    }

    /** What the state passes on; null for its default (the result, or the input where there is no result). */
    public B output(@Nullable JsonNode value) {
        this.output = value;
        return self();
    }

    public S next(String state) {
        return build(new Transition.Next(state));
    }

    public S end() {
        return build(new Transition.End());
    }

    /** The states that may fail and be tried again. */
    public abstract static sealed class WithRetry<S extends State, B extends WithRetry<S, B>> extends StateBuilder<S, B>
            permits Task.Builder, Parallel.Builder, MapState.Builder {
        List<Retrier> retry = List.of();
        List<Catcher> catching = List.of();

        WithRetry() {}

        public B retry(List<Retrier> retriers) {
            this.retry = List.copyOf(retriers);
            return self();
        }

        public B catching(List<Catcher> catchers) {
            this.catching = List.copyOf(catchers);
            return self();
        }
    }
}
