package dev.homing.asl;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Where a failed state leads.
 *
 * @param errorEquals names of errors, see {@link ErrorNames}
 * @param next the state it leads to
 * @param assign variables to set; empty for none
 * @param output null for the error output, {@code {"Error": .., "Cause": ..}}
 */
public record Catcher(
        @Nullable String comment,
        List<String> errorEquals,
        String next,
        SequencedMap<String, JsonNode> assign,
        @Nullable JsonNode output) {

    public Catcher {
        errorEquals = List.copyOf(errorEquals);
        assign = Maps.ordered(assign);
    }

    public static Catcher of(String next, String... errors) {
        return new Catcher(null, List.of(errors), next, new LinkedHashMap<>(), null);
    }

    public Catcher withComment(@Nullable String text) {
        return new Catcher(text, errorEquals, next, assign, output);
    }

    public Catcher withAssign(SequencedMap<String, JsonNode> variables) {
        return new Catcher(comment, errorEquals, next, variables, output);
    }

    public Catcher withOutput(@Nullable JsonNode value) {
        return new Catcher(comment, errorEquals, next, assign, value);
    }
}
