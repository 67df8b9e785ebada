package dev.homing.emulator.tables.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is wrong with a condition whatever the item: given values of types that an operator or function never takes. */
final class OperandTypes {
    private static final Map<String, String> SPELLED = Map.of(
            "S",
            "STRING",
            "N",
            "NUMBER",
            "B",
            "BINARY",
            "BOOL",
            "BOOLEAN",
            "NULL",
            "NULL",
            "SS",
            "STRING_SET",
            "NS",
            "NUMBER_SET",
            "BS",
            "BINARY_SET",
            "L",
            "LIST",
            "M",
            "MAP");
    private static final Set<String> EQUALITY = Set.of("=", "<>");

    private final Scope scope;
    private final String kind;

    OperandTypes(Scope scope, String kind) {
        this.scope = scope;
        this.kind = kind;
    }

    /** As updates' refusals name a type. */
    static String spelled(String type) {
        return SPELLED.getOrDefault(type, type);
    }

    void check(Condition condition) {
        switch (condition) {
            case Condition.And and -> {
                check(and.left());
                check(and.right());
            }
            case Condition.Or or -> {
                check(or.left());
                check(or.right());
            }
            case Condition.Not not -> check(not.condition());
            case Condition.Compare compare -> {
                if (!EQUALITY.contains(compare.operator())) {
                    ordered(compare.operator(), compare.left());
                    ordered(compare.operator(), compare.right());
                }
                if (compare.left() instanceof Operand.At left && compare.left().equals(compare.right())) {
                    throw Refusal.invalid("Invalid " + kind
                            + ": The first operand must be distinct from the remaining operands for this operator or function; operator: "
                            + compare.operator() + ", first operand: "
                            + left.path().resolved(scope).words());
                }
            }
            case Condition.Between between -> {
                ordered("BETWEEN", between.low());
                ordered("BETWEEN", between.high());
                bounds(between);
            }
            case Condition.In in -> {
                if (in.choices().size() > 100) {
                    throw Refusal.invalid("Invalid " + kind
                            + ": The IN operator is provided with too many operands; number of operands: "
                            + in.choices().size());
                }
            }
            case Condition.HasType type -> type(type);
            case Condition.BeginsWith begins -> {
                String given = given(begins.beginning());
                if (given != null && !given.equals("S") && !given.equals("B")) {
                    throw wrong("begins_with", given);
                }
            }
            case Condition.Exists exists -> {}
            case Condition.Contains contains -> {}
        }
    }

    private void bounds(Condition.Between between) {
        if (between.low() instanceof Operand.Given low && between.high() instanceof Operand.Given high) {
            JsonNode first = scope.value(low.name());
            JsonNode last = scope.value(high.name());
            if (!Values.type(first).equals(Values.type(last))) {
                throw Refusal.invalid("Invalid " + kind
                        + ": The BETWEEN operator requires same data type for lower and upper bounds; lower bound operand: AttributeValue: "
                        + written(first) + ", upper bound operand: AttributeValue: " + written(last));
            }
            if (Values.compare(first, last) > 0) {
                throw Refusal.invalid("Invalid " + kind
                        + ": The BETWEEN operator requires upper bound to be greater than or equal to lower bound; lower bound operand: AttributeValue: "
                        + written(first) + ", upper bound operand: AttributeValue: " + written(last));
            }
        }
    }

    private static String written(JsonNode value) {
        return "{" + Values.type(value) + ":" + Values.content(value).asText() + "}";
    }

    private void type(Condition.HasType type) {
        if (type.type() instanceof Operand.Given given) {
            JsonNode value = scope.value(given.name());
            if (!value.has("S")) {
                throw wrong("attribute_type", Values.type(value));
            }
            if (!SPELLED.containsKey(Values.content(value).asText())) {
                throw Refusal.invalid("Invalid " + kind + ": Invalid attribute type name found; type: "
                        + Values.content(value).asText() + ", valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}");
            }
        }
    }

    private void ordered(String operator, Operand operand) {
        String type = given(operand);
        if (type != null && !Values.isOrdered(type)) {
            throw wrong(operator, type);
        }
    }

    private @Nullable String given(Operand operand) {
        return operand instanceof Operand.Given given ? Values.type(scope.value(given.name())) : null;
    }

    private Refusal wrong(String operator, String type) {
        return Refusal.invalid("Invalid " + kind
                + ": Incorrect operand type for operator or function; operator or function: " + operator
                + ", operand type: " + type);
    }
}
