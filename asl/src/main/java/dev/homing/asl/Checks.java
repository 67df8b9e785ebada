package dev.homing.asl;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks the values of one state: expressions, variable names, timestamps. */
final class Checks {
    private static final int MAX_VARIABLE_CHARACTERS = 80;
    private static final Pattern VARIABLE = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]*");
    private static final Pattern RESULT = Pattern.compile("\\$states\\s*\\.\\s*result\\b");
    private static final Pattern ERROR = Pattern.compile("\\$states\\s*\\.\\s*errorOutput\\b");
    private static final Pattern EVAL = Pattern.compile("\\$eval\\b");

    /** Which parts of {@code $states} exist where an expression stands, beside input and context. */
    enum Reads {
        INPUT,
        RESULT,
        ERROR
    }

    private final String state;
    private final List<Problem> problems;

    Checks(String state, List<Problem> problems) {
        this.state = state;
        this.problems = problems;
    }

    void values(String path, Map<String, JsonNode> assign, @Nullable JsonNode output, Reads reads) {
        assign.forEach((variable, value) -> {
            String field = path + "Assign." + variable;
            if (variable.equals("states")) {
                problem(field, "is a reserved name; choose another");
            } else if (variable.length() > MAX_VARIABLE_CHARACTERS
                    || !VARIABLE.matcher(variable).matches()) {
                problem(field, "is not a variable's name: letters, digits and _, at most 80, no digit first");
            }
            value(field, value, reads);
        });
        value(path + "Output", output, reads);
    }

    /** Checks every string in the value, at any depth. */
    void value(String field, @Nullable JsonNode value, Reads reads) {
        if (value == null) {
            return;
        }
        if (value.isTextual()) {
            template(field, value.textValue(), reads);
        } else if (value.isObject()) {
            value.properties().forEach(entry -> value(field + "." + entry.getKey(), entry.getValue(), reads));
        } else {
            for (int i = 0; i < value.size(); i++) {
                value(field + "[" + i + "]", value.get(i), reads);
            }
        }
    }

    void text(String field, @Nullable String text) {
        if (text != null) {
            template(field, text, Reads.INPUT);
        }
    }

    void timestamp(String field, String timestamp) {
        text(field, timestamp);
        if (!Expressions.isExpression(timestamp)) {
            try {
                OffsetDateTime.parse(timestamp);
            } catch (DateTimeException e) {
                problem(field, "is not a moment as 2026-03-01T09:30:00Z or 2026-03-01T09:30:00+01:00");
            }
        }
    }

    private void template(String field, String text, Reads reads) {
        if (Expressions.isExpression(text)) {
            expression(field, Expressions.body(text), reads);
        } else if (Expressions.isHalfDelimited(text)) {
            problem(
                    field,
                    "has {% without %}, or %} without {%; an expression begins with the one and ends with the other");
        }
    }

    void expression(String field, String jsonata, Reads reads) {
        try {
            Jsonata.jsonata(jsonata);
        } catch (JException e) {
            problem(field, "is not JSONata: " + e.getMessage() + " (at character " + e.getLocation() + ")");
            return;
        } catch (RuntimeException e) {
            // The parser of the library throws whatever a broken expression makes it stumble over.
            problem(field, "is not JSONata: " + e.getMessage());
            return;
        }
        if (jsonata.equals("$") || jsonata.equals("$$")) {
            problem(field, "there is no context value; begin with $states or a variable");
        }
        if (EVAL.matcher(jsonata).find()) {
            problem(field, "$eval is not available; use $parse for JSON");
        }
        if (reads != Reads.RESULT && RESULT.matcher(jsonata).find()) {
            problem(field, "$states.result exists only in Assign and Output of Task, Parallel and Map");
        }
        if (reads != Reads.ERROR && ERROR.matcher(jsonata).find()) {
            problem(field, "$states.errorOutput exists only in a Catch");
        }
    }

    private void problem(String field, String message) {
        problems.add(new Problem(state, field, message));
    }
}
