package dev.homing.emulator.tables.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** What the placeholders of a call's expressions stand for. */
final class Scope {
    private static final Expressions EXPRESSIONS = new Expressions();

    private final Map<String, String> names = new HashMap<>();
    private final Map<String, ObjectNode> values = new LinkedHashMap<>();
    private final Set<String> unused = new TreeSet<>();

    /** @throws Refusal when a value is none */
    Scope(JsonNode request) {
        JsonNode givenNames = request.path("ExpressionAttributeNames");
        JsonNode givenValues = request.path("ExpressionAttributeValues");
        if (request.has("ExpressionAttributeNames") && givenNames.isEmpty()) {
            throw Refusal.invalid("ExpressionAttributeNames must not be empty");
        }
        if (request.has("ExpressionAttributeValues") && givenValues.isEmpty()) {
            throw Refusal.invalid("ExpressionAttributeValues must not be empty");
        }
        for (Map.Entry<String, JsonNode> name : givenNames.properties()) {
            if (!name.getKey().startsWith("#")) {
                throw Refusal.invalid(
                        "ExpressionAttributeNames contains invalid key: Syntax error; key: \"" + name.getKey() + "\"");
            }
            names.put(name.getKey(), name.getValue().asText());
            unused.add(name.getKey());
        }
        for (Map.Entry<String, JsonNode> value : givenValues.properties()) {
            if (!value.getKey().startsWith(":")) {
                throw Refusal.invalid("ExpressionAttributeValues contains invalid key: Syntax error; key: \""
                        + value.getKey() + "\"");
            }
            try {
                values.put(value.getKey(), Values.checked(value.getValue()));
            } catch (Refusal refused) {
                throw Refusal.invalid("ExpressionAttributeValues contains invalid value: " + refused.said()
                        + " for key " + value.getKey());
            }
            unused.add(value.getKey());
        }
    }

    /** @throws Refusal when it is no condition, or one with placeholders that stand for nothing */
    Condition condition(String text, String kind) {
        Parsing.Parsed<Condition> parsed = EXPRESSIONS.condition(text, kind);
        uses(parsed.placeholders(), kind);
        new OperandTypes(this, kind).check(parsed.what());
        return parsed.what();
    }

    /** @throws Refusal when it is no update, or one with placeholders that stand for nothing */
    List<Change> update(String text) {
        Parsing.Parsed<List<Change>> parsed = EXPRESSIONS.update(text);
        uses(parsed.placeholders(), "UpdateExpression");
        return parsed.what();
    }

    /** @throws Refusal when it is no projection, or one with placeholders that stand for nothing */
    List<Path> projection(String text) {
        Parsing.Parsed<List<Path>> parsed = EXPRESSIONS.projection(text);
        uses(parsed.placeholders(), "ProjectionExpression");
        return parsed.what().stream().map(path -> path.resolved(this)).toList();
    }

    private void uses(Set<String> placeholders, String kind) {
        for (String placeholder : placeholders) {
            if (placeholder.startsWith("#") && !names.containsKey(placeholder)) {
                throw Refusal.invalid("Invalid " + kind
                        + ": An expression attribute name used in the document path is not defined; attribute name: "
                        + placeholder);
            }
            if (placeholder.startsWith(":") && !values.containsKey(placeholder)) {
                throw Refusal.invalid("Invalid " + kind
                        + ": An expression attribute value used in expression is not defined; attribute value: "
                        + placeholder);
            }
        }
        unused.removeAll(placeholders);
    }

    /** @throws Refusal when something was given that no expression of the call uses */
    void requireAllUsed() {
        for (String kind : List.of("Names", "Values")) {
            String sign = kind.equals("Names") ? "#" : ":";
            List<String> left =
                    unused.stream().filter(name -> name.startsWith(sign)).toList();
            if (!left.isEmpty()) {
                throw Refusal.invalid("Value provided in ExpressionAttribute" + kind + " unused in expressions: keys: {"
                        + String.join(", ", left) + "}");
            }
        }
    }

    /** An attribute's name, where a placeholder may stand for it. */
    String name(String nameOrPlaceholder) {
        return nameOrPlaceholder.startsWith("#")
                ? Objects.requireNonNull(names.get(nameOrPlaceholder))
                : nameOrPlaceholder;
    }

    ObjectNode value(String placeholder) {
        return Objects.requireNonNull(values.get(placeholder));
    }
}
