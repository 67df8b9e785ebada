package dev.homing.asl;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Passes its input on, or what {@code output} makes of it.
 *
 * @param assign variables to set; empty for none
 * @param output null for the input
 */
public record Pass(
        @Nullable String comment,
        SequencedMap<String, JsonNode> assign,
        @Nullable JsonNode output,
        Transition transition)
        implements State {

    public Pass {
        assign = Maps.ordered(assign);
    }

    public static Builder builder() {
        return new Builder();
    }

    public static final class Builder extends StateBuilder<Pass, Builder> {
        private Builder() {}

        @Override
        Builder self() {
            return this;
        }

        @Override
        Pass build(Transition transition) {
            return new Pass(comment, assign, output, transition);
        }
    }
}
