package dev.homing.asl;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * One way out of a Choice.
 *
 * @param condition a JSONata expression that must yield true or false; written with or without its <code>{% %}</code>,
 *     kept without
 * @param next the state it leads to
 * @param assign variables to set when it is taken; empty for none
 * @param output null for the input
 */
public record ChoiceRule(
        @Nullable String comment,
        String condition,
        String next,
        SequencedMap<String, JsonNode> assign,
        @Nullable JsonNode output) {

    public ChoiceRule {
        condition = Expressions.body(condition);
        assign = Maps.ordered(assign);
    }

    public static ChoiceRule of(String condition, String next) {
        return new ChoiceRule(null, condition, next, new LinkedHashMap<>(), null);
    }

    public ChoiceRule withComment(@Nullable String text) {
        return new ChoiceRule(text, condition, next, assign, output);
    }

    public ChoiceRule withAssign(SequencedMap<String, JsonNode> variables) {
        return new ChoiceRule(comment, condition, next, variables, output);
    }

    public ChoiceRule withOutput(@Nullable JsonNode value) {
        return new ChoiceRule(comment, condition, next, assign, value);
    }
}
