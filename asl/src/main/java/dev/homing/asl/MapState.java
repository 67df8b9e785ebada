package dev.homing.asl;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Runs a processor once for every item (inline mode); its result is the array of the outputs, in the items' order.
 *
 * @param items an array, or an object whose fields are the items, or a <code>{% %}</code> string that yields either; null
 *     for the state's input
 * @param itemSelector the input of each run of the processor; null for the item
 * @param maxConcurrency how many run side by side; null or 0 for as many as AWS allows, 40
 * @param assign variables to set when all succeeded; empty for none
 * @param output null for the result
 */
public record MapState(
        @Nullable String comment,
        @Nullable JsonNode items,
        @Nullable JsonNode itemSelector,
        StateMachine itemProcessor,
        @Nullable Quantity maxConcurrency,
        SequencedMap<String, JsonNode> assign,
        @Nullable JsonNode output,
        List<Retrier> retry,
        List<Catcher> catching,
        Transition transition)
        implements State {

    public MapState {
        assign = Maps.ordered(assign);
        retry = List.copyOf(retry);
        catching = List.copyOf(catching);
    }

    public static Builder builder(StateMachine itemProcessor) {
        return new Builder(itemProcessor);
    }

    public static final class Builder extends StateBuilder.WithRetry<MapState, Builder> {
        private final StateMachine itemProcessor;
        private @Nullable JsonNode items;
        private @Nullable JsonNode itemSelector;
        private @Nullable Quantity maxConcurrency;

        private Builder(StateMachine itemProcessor) {
            this.itemProcessor = itemProcessor;
        }

        public Builder items(@Nullable JsonNode value) {
            this.items = value;
            return this;
        }

        public Builder itemSelector(@Nullable JsonNode value) {
            this.itemSelector = value;
            return this;
        }

        public Builder maxConcurrency(@Nullable Quantity count) {
            this.maxConcurrency = count;
            return this;
        }

        @Override
        Builder self() {
            return this;
        }

        @Override
        MapState build(Transition transition) {
            return new MapState(
                    comment,
                    items,
                    itemSelector,
                    itemProcessor,
                    maxConcurrency,
                    assign,
                    output,
                    retry,
                    catching,
                    transition);
        }
    }
}
