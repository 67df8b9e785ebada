package dev.homing.emulator.tables.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which items of a table or index a query is about.
 *
 * @param partition the value of the partition key
 * @param sort what the sort key must be; null: anything
 */
record KeyCondition(ObjectNode partition, @Nullable Condition sort) {
    private static final String UNSUPPORTED = "Query key condition not supported";

    /** @throws Refusal when it is not a condition on this key */
    static KeyCondition of(Condition condition, KeySchema key, Scope scope) {
        List<Condition> parts = new ArrayList<>();
        spread(condition, parts);
        ObjectNode partition = null;
        Condition sort = null;
        for (Condition part : parts) {
            String attribute = attribute(part, scope);
            requireType(part, attribute, key, scope);
            if (attribute.equals(key.partition())) {
                if (!(part instanceof Condition.Compare compare
                        && compare.operator().equals("=")
                        && compare.right() instanceof Operand.Given given)) {
                    throw Refusal.invalid(UNSUPPORTED);
                }
                if (partition != null) {
                    throw twice();
                }
                partition = scope.value(given.name());
            } else if (attribute.equals(key.sort())) {
                if (sort != null) {
                    throw twice();
                }
                sort = part;
            } else if (parts.size() > key.names().size()) {
                throw Refusal.invalid("Conditions can be of length 1 or 2 only");
            } else {
                throw missed(parts.size() == 1 || partition == null ? key.partition() : String.valueOf(key.sort()));
            }
        }
        if (partition == null) {
            throw missed(key.partition());
        }
        key.fits(key.partition(), partition);
        return new KeyCondition(partition, sort);
    }

    private static Refusal twice() {
        return Refusal.invalid(
                "Invalid KeyConditionExpression: KeyConditionExpressions must only contain one condition per key");
    }

    private static Refusal missed(String attribute) {
        return Refusal.invalid("Query condition missed key schema element: " + attribute);
    }

    private static void spread(Condition condition, List<Condition> parts) {
        if (condition instanceof Condition.And and) {
            spread(and.left(), parts);
            spread(and.right(), parts);
        } else {
            parts.add(condition);
        }
    }

    private static String attribute(Condition part, Scope scope) {
        Operand of =
                switch (part) {
                    case Condition.Compare compare when !compare.operator().equals("<>") -> compare.left();
                    case Condition.Between between -> between.value();
                    case Condition.BeginsWith begins -> begins.value();
                    case Condition.Compare compare ->
                        throw Refusal.invalid("Unsupported operator on KeyCondition: operator: " + compare.operator());
                    case Condition.Or or -> throw unsupported("OR");
                    case Condition.Not not -> throw unsupported("NOT");
                    case Condition.In in -> throw unsupported("IN");
                    case Condition.Contains contains -> throw unsupported("contains");
                    case Condition.HasType type -> throw unsupported("attribute_type");
                    case Condition.Exists exists ->
                        throw unsupported(exists.there() ? "attribute_exists" : "attribute_not_exists");
                    case Condition.And and -> throw new IllegalStateException("spread before");
                };
        if (of instanceof Operand.At at && at.path().steps().size() == 1) {
            return at.path().top(scope);
        }
        throw Refusal.invalid(
                "Invalid KeyConditionExpression: KeyConditionExpressions cannot have conditions on nested attributes");
    }

    private static Refusal unsupported(String operator) {
        return Refusal.invalid(
                "Invalid KeyConditionExpression: Invalid operator used in KeyConditionExpression: " + operator);
    }

    private static void requireType(Condition part, String attribute, KeySchema key, Scope scope) {
        if (!key.isKey(attribute)) {
            return;
        }
        List<Operand> given =
                switch (part) {
                    case Condition.Compare compare -> List.of(compare.right());
                    case Condition.Between between -> List.of(between.low(), between.high());
                    case Condition.BeginsWith begins -> List.of(begins.beginning());
                    default -> List.<Operand>of();
                };
        for (Operand operand : given) {
            if (!(operand instanceof Operand.Given value)) {
                throw Refusal.invalid(
                        "Invalid KeyConditionExpression: KeyConditionExpressions must have values on the right");
            }
            if (!scope.value(value.name()).has(key.type(attribute))) {
                throw Refusal.parameters("Condition parameter type does not match schema type");
            }
        }
    }
}
