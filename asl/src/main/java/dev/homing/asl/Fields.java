package dev.homing.asl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of one JSON object and reports what does not fit: a missing or mistyped field when it is asked for, an
 * unknown one at {@link #allow}. After a problem it gives a harmless value, so that one run finds every problem.
 */
final class Fields {
    /** What to write instead of a field of the other query language. */
    private static final Map<String, String> JSONPATH_FIELDS = Map.ofEntries(
            Map.entry("InputPath", "Arguments or Output"),
            Map.entry("OutputPath", "Output"),
            Map.entry("ResultPath", "Output or Assign"),
            Map.entry("ResultSelector", "Output"),
            Map.entry("Parameters", "Arguments (in a Map: ItemSelector)"),
            Map.entry("Result", "Output"),
            Map.entry("ItemsPath", "Items"),
            Map.entry("SecondsPath", "Seconds with {% %}"),
            Map.entry("TimestampPath", "Timestamp with {% %}"),
            Map.entry("TimeoutSecondsPath", "TimeoutSeconds with {% %}"),
            Map.entry("HeartbeatSecondsPath", "HeartbeatSeconds with {% %}"),
            Map.entry("MaxConcurrencyPath", "MaxConcurrency with {% %}"),
            Map.entry("ErrorPath", "Error with {% %}"),
            Map.entry("CausePath", "Cause with {% %}"),
            Map.entry("Variable", "Condition"),
            Map.entry("And", "Condition"),
            Map.entry("Or", "Condition"),
            Map.entry("Not", "Condition"),
            Map.entry("Iterator", "ItemProcessor"));

    private static final Set<String> DISTRIBUTED_FIELDS = Set.of(
            "ItemReader",
            "ItemBatcher",
            "ResultWriter",
            "Label",
            "ToleratedFailureCount",
            "ToleratedFailurePercentage");

    private final ObjectNode json;
    private final @Nullable String state;
    private final String path;
    private final List<Problem> problems;

    Fields(ObjectNode json, @Nullable String state, String path, List<Problem> problems) {
        this.json = json;
        this.state = state;
        this.path = path;
        this.problems = problems;
    }

    void problem(String field, String message) {
        problems.add(new Problem(state, path + field, message));
    }

    /** Reports every field that is not one of these. */
    void allow(Set<String> known) {
        for (String field : json.properties().stream().map(Map.Entry::getKey).toList()) {
            if (known.contains(field)) {
                continue;
            }
            problem(field, reason(field));
        }
    }

    private static String reason(String field) {
        String instead = JSONPATH_FIELDS.get(field);
        if (instead != null) {
            return "belongs to JSONPath, which is not supported; use " + instead;
        }
        if (DISTRIBUTED_FIELDS.contains(field)) {
            return "belongs to distributed maps, which are not supported";
        }
        return "is not a field known here; remove it or correct its name (names are case-sensitive)";
    }

    @Nullable
    JsonNode value(String field) {
        return json.get(field);
    }

    @Nullable
    String text(String field) {
        JsonNode value = json.get(field);
        if (value == null) {
            return null;
        }
        if (!value.isTextual()) {
            problem(field, "must be a string");
            return null;
        }
        return value.textValue();
    }

    String requiredText(String field) {
        String value = text(field);
        if (value == null && !json.has(field)) {
            problem(field, "is missing; it must be a string");
        }
        return value == null ? "" : value;
    }

    @Nullable
    Long wholeNumber(String field) {
        JsonNode value = json.get(field);
        if (value == null) {
            return null;
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            problem(field, "must be a whole number");
            return null;
        }
        return value.longValue();
    }

    @Nullable
    Double number(String field) {
        JsonNode value = json.get(field);
        if (value == null) {
            return null;
        }
        if (!value.isNumber()) {
            problem(field, "must be a number");
            return null;
        }
        return value.doubleValue();
    }

    @Nullable
    Quantity quantity(String field) {
        JsonNode value = json.get(field);
        if (value == null) {
            return null;
        }
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            return new Quantity.Literal(value.longValue());
        }
        if (value.isTextual() && Expressions.isExpression(value.textValue())) {
            return new Quantity.Expression(value.textValue());
        }
        problem(field, "must be a whole number or a \"{% %}\" string that yields one");
        return null;
    }

    SequencedMap<String, JsonNode> assign() {
        SequencedMap<String, JsonNode> variables = new LinkedHashMap<>();
        JsonNode value = json.get("Assign");
        if (value == null) {
            return variables;
        }
        if (value.isObject()) {
            value.properties().forEach(entry -> variables.put(entry.getKey(), entry.getValue()));
        } else {
            problem("Assign", "must be an object whose fields are the variables' names");
        }
        return variables;
    }

    Transition transition() {
        JsonNode end = json.get("End");
        String next = text("Next");
        if (end != null && !end.isBoolean()) {
            problem("End", "must be true or false");
        }
        boolean ends = end != null && end.booleanValue();
        if (next != null && ends) {
            problem("Next", "cannot stand beside \"End\": true; remove one of them");
        }
        if (next == null && !ends && !json.has("Next")) {
            problem("Next", "is missing; name the next state, or write \"End\": true");
        }
        return next == null ? new Transition.End() : new Transition.Next(next);
    }

    List<String> errorEquals() {
        JsonNode value = json.get("ErrorEquals");
        List<String> names = new ArrayList<>();
        if (value == null || !value.isArray()) {
            problem("ErrorEquals", "must be an array of error names");
            return List.of(ErrorNames.RUNTIME);
        }
        for (JsonNode name : value) {
            if (name.isTextual()) {
                names.add(name.textValue());
            } else {
                problem("ErrorEquals", "must hold strings only");
            }
        }
        return names;
    }

    /** The objects of an array field, each read with its own path; empty when the field is missing. */
    List<Fields> objects(String field) {
        JsonNode value = json.get(field);
        if (value == null) {
            return List.of();
        }
        if (!value.isArray()) {
            problem(field, "must be an array of objects");
            return List.of();
        }
        List<Fields> objects = new ArrayList<>();
        for (int i = 0; i < value.size(); i++) {
            if (value.get(i) instanceof ObjectNode object) {
                objects.add(new Fields(object, state, path + field + "[" + i + "].", problems));
            } else {
                problem(field + "[" + i + "]", "must be an object");
            }
        }
        return objects;
    }

    /** The object in a field, read with its own path; null, and a problem, when it is missing or not an object. */
    @Nullable
    Fields object(String field) {
        if (json.get(field) instanceof ObjectNode object) {
            return new Fields(object, state, path + field + ".", problems);
        }
        problem(field, json.has(field) ? "must be an object" : "is missing; it must be an object");
        return null;
    }

    boolean has(String field) {
        return json.has(field);
    }
}
