package dev.homing.asl;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Goes the way of the first rule whose condition is true.
 *
 * @param rules in the order in which they are tried
 * @param otherwise the field {@code Default}: the state when no rule is; null to fail with States.NoChoiceMatched
 * @param assign variables to set when the default is taken; empty for none
 * @param output what the default passes on; null for the input
 */
public record Choice(
        @Nullable String comment,
        List<ChoiceRule> rules,
        @Nullable String otherwise,
        SequencedMap<String, JsonNode> assign,
        @Nullable JsonNode output)
        implements State {

    public Choice {
        rules = List.copyOf(rules);
        assign = Maps.ordered(assign);
    }

    public static Builder builder() {
        return new Builder();
    }

    public static final class Builder {
        private final List<ChoiceRule> rules = new ArrayList<>();
        private final SequencedMap<String, JsonNode> assign = new LinkedHashMap<>();
        private @Nullable String comment;
        private @Nullable JsonNode output;

        private Builder() {}

        public Builder comment(@Nullable String text) {
            this.comment = text;
            return this;
        }

        public Builder rule(ChoiceRule rule) {
            rules.add(rule);
            return this;
        }

        /** @param condition a JSONata expression, with or without its <code>{% %}</code> */
        public Builder when(String condition, String next) {
            return rule(ChoiceRule.of(condition, next));
        }

        /** Sets a variable when the default is taken. */
        public Builder assign(String variable, JsonNode value) {
            assign.put(variable, value);
            return this;
        }

        /** What the default passes on. */
        public Builder output(@Nullable JsonNode value) {
            this.output = value;
            return this;
        }

        /** Ends with the default. */
        public Choice otherwise(String state) {
            return new Choice(comment, rules, state, assign, output);
        }

        /** Ends without a default: no rule true is an error. */
        public Choice withoutDefault() {
            return new Choice(comment, rules, null, assign, output);
        }
    }
}
