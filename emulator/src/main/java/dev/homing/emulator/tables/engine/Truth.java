package dev.homing.emulator.tables.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Whether conditions hold for one item. */
final class Truth {
    private final JsonNode item;
    private final Scope scope;

    /** @param item null: there is none */
    Truth(@Nullable JsonNode item, Scope scope) {
        this.item = item == null ? JsonNodeFactory.instance.objectNode() : item;
        this.scope = scope;
    }

    boolean holds(Condition condition) {
        return switch (condition) {
            case Condition.And and -> holds(and.left()) && holds(and.right());
            case Condition.Or or -> holds(or.left()) || holds(or.right());
            case Condition.Not not -> !holds(not.condition());
            case Condition.Exists exists -> (at(exists.path()) != null) == exists.there();
            case Condition.HasType type -> hasType(at(type.path()), value(type.type()));
            case Condition.Compare compare ->
                compares(compare.operator(), value(compare.left()), value(compare.right()));
            case Condition.Between between -> {
                JsonNode value = value(between.value());
                yield compares(">=", value, value(between.low())) && compares("<=", value, value(between.high()));
            }
            case Condition.In in -> {
                JsonNode value = value(in.value());
                yield in.choices().stream().anyMatch(choice -> compares("=", value, value(choice)));
            }
            case Condition.BeginsWith begins -> begins(value(begins.value()), value(begins.beginning()));
            case Condition.Contains contains -> contains(value(contains.value()), value(contains.part()));
        };
    }

    private static boolean hasType(@Nullable JsonNode value, @Nullable JsonNode type) {
        return value != null && type != null && value.has(Values.content(type).asText());
    }

    private static boolean compares(String operator, @Nullable JsonNode left, @Nullable JsonNode right) {
        if (left == null || right == null) {
            return operator.equals("<>") && (left != null || right != null);
        }
        if (operator.equals("=")) {
            return Values.same(left, right);
        }
        if (operator.equals("<>")) {
            return !Values.same(left, right);
        }
        if (!Values.type(left).equals(Values.type(right)) || !Values.isOrdered(Values.type(left))) {
            return false;
        }
        int order = Values.compare(left, right);
        return switch (operator) {
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            default -> order >= 0;
        };
    }

    private static boolean begins(@Nullable JsonNode value, @Nullable JsonNode beginning) {
        if (value == null || beginning == null) {
            return false;
        }
        if (value.has("S") && beginning.has("S")) {
            return Values.content(value)
                    .asText()
                    .startsWith(Values.content(beginning).asText());
        }
        if (value.has("B") && beginning.has("B")) {
            byte[] whole = Values.bytes(value);
            byte[] part = Values.bytes(beginning);
            return whole.length >= part.length && Arrays.equals(Arrays.copyOf(whole, part.length), part);
        }
        return false;
    }

    private static boolean contains(@Nullable JsonNode value, @Nullable JsonNode part) {
        if (value == null || part == null) {
            return false;
        }
        JsonNode content = Values.content(value);
        return switch (Values.type(value)) {
            case "S" ->
                part.has("S") && content.asText().contains(Values.content(part).asText());
            case "SS" -> part.has("S") && holdsElement(content, part);
            case "NS" -> part.has("N") && holdsElement(content, part);
            case "BS" -> part.has("B") && holdsElement(content, part);
            case "L" -> content.valueStream().anyMatch(element -> Values.same(element, part));
            default -> false;
        };
    }

    private static boolean holdsElement(JsonNode set, JsonNode element) {
        return set.valueStream().anyMatch(one -> one.equals(Values.content(element)));
    }

    /** Null: there is nothing there. */
    @Nullable
    JsonNode value(Operand operand) {
        return switch (operand) {
            case Operand.Given given -> scope.value(given.name());
            case Operand.At at -> at(at.path());
            case Operand.SizeOf size -> {
                JsonNode of = value(size.of());
                yield of == null ? null : size(of);
            }
        };
    }

    private static @Nullable JsonNode size(JsonNode value) {
        JsonNode content = Values.content(value);
        int size =
                switch (Values.type(value)) {
                    case "S" -> content.asText().length();
                    case "B" -> Sizes.binary(content.asText());
                    case "SS", "NS", "BS", "L", "M" -> content.size();
                    default -> -1;
                };
        return size < 0 ? null : Values.of("N", TextNode.valueOf(Integer.toString(size)));
    }

    /** Null: there is nothing there. */
    @Nullable
    JsonNode at(Path path) {
        JsonNode here = null;
        boolean first = true;
        for (Path.Step step : path.steps()) {
            JsonNode inside;
            if (first) {
                inside = step.name() == null ? null : item.get(scope.name(step.name()));
                first = false;
            } else if (here == null) {
                return null;
            } else {
                inside = step.name() == null
                        ? here.path("L").get(step.index())
                        : here.path("M").get(scope.name(step.name()));
            }
            if (inside == null) {
                return null;
            }
            here = inside;
        }
        return here;
    }
}
