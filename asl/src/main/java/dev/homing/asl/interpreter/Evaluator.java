package dev.homing.asl.interpreter;

import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.asl.ErrorNames;
import dev.homing.asl.Expressions;
import dev.homing.asl.Quantity;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Works out the fields of states; every method throws {@link StateFailure} where AWS reports an error. */
final class Evaluator {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final long MAX_SECONDS = 99_999_999;
    /** AWS gives an expression a second; counted in steps, so that a slow machine does not change an outcome. */
    private static final int MAX_STEPS = 2_000_000;

    private final Map<String, Expression> expressions = new HashMap<>();
    private final AwsFunctions functions;
    private final int payloadBytes;

    Evaluator(RandomGenerator random, int payloadBytes) {
        this.functions = new AwsFunctions(random);
        this.payloadBytes = payloadBytes;
    }

    /** The value with every <code>{% %}</code> string in it replaced by what it yields. */
    JsonNode value(JsonNode template, Bindings bindings) {
        return switch (template.getNodeType()) {
            case STRING ->
                Expressions.isExpression(template.textValue())
                        ? expression(Expressions.body(template.textValue()), bindings)
                        : template;
            case OBJECT -> {
                ObjectNode object = JSON.objectNode();
                for (var entry : template.properties()) {
                    object.set(entry.getKey(), value(entry.getValue(), bindings));
                }
                yield object;
            }
            case ARRAY -> {
                ArrayNode array = JSON.arrayNode(template.size());
                for (JsonNode element : template) {
                    array.add(value(element, bindings));
                }
                yield array;
            }
            case NUMBER, BOOLEAN, NULL, BINARY, MISSING, POJO -> template;
        };
    }

    /** What an expression, given without delimiters, yields. */
    JsonNode expression(String text, Bindings bindings) {
        JsonNode whole = bindings.whole(text);
        if (whole != null) {
            return whole;
        }
        Expression expression = expressions.computeIfAbsent(text, Expression::parse);
        Object result;
        try {
            Jsonata.Frame frame = expression.jsonata().createFrame();
            functions.bind(frame, expression, bindings.now());
            bindings.bind(frame, expression);
            AtomicInteger steps = new AtomicInteger();
            frame.setEvaluateEntryCallback((_, _, _) -> countStep(steps));
            result = expression.jsonata().evaluate(null, frame);
        } catch (RuntimeException | StackOverflowError e) {
            throw StateFailure.query("The JSONata expression '" + text + "' threw an error: " + e.getMessage());
        }
        if (result == null) {
            throw StateFailure.query("The JSONata expression '" + text + "' returned nothing (undefined).");
        }
        return Values.toJson(result, text);
    }

    private static void countStep(AtomicInteger steps) {
        if (steps.incrementAndGet() > MAX_STEPS) {
            throw new IllegalStateException("Expression evaluation timeout");
        }
    }

    boolean condition(String text, Bindings bindings) {
        JsonNode value = expression(text, bindings);
        if (!value.isBoolean()) {
            throw wrongType(text, "a boolean", value);
        }
        return value.booleanValue();
    }

    /** A string field that may be an expression. */
    @Nullable
    String text(@Nullable String field, Bindings bindings) {
        if (field == null || !Expressions.isExpression(field)) {
            return field;
        }
        JsonNode value = expression(Expressions.body(field), bindings);
        if (!value.isTextual()) {
            throw wrongType(Expressions.body(field), "a string", value);
        }
        return value.textValue();
    }

    long wholeNumber(Quantity quantity, long least, Bindings bindings) {
        return switch (quantity) {
            case Quantity.Literal literal -> literal.value();
            case Quantity.Expression expression -> {
                JsonNode value = expression(expression.jsonata(), bindings);
                boolean whole = value.isIntegralNumber() && value.canConvertToLong();
                if (!whole || value.longValue() < least || value.longValue() > MAX_SECONDS) {
                    throw wrongType(
                            expression.jsonata(), "a whole number between " + least + " and " + MAX_SECONDS, value);
                }
                yield value.longValue();
            }
        };
    }

    Instant timestamp(String field, Bindings bindings) {
        String text = text(field, bindings);
        try {
            return OffsetDateTime.parse(text == null ? "" : text).toInstant();
        } catch (DateTimeException e) {
            throw StateFailure.query(
                    "The Timestamp '" + text + "' is not an RFC 3339 moment such as 2026-03-01T09:30:00Z");
        }
    }

    boolean fits(JsonNode value) {
        return Payloads.bytes(value) <= payloadBytes;
    }

    /** The value, when it is not too large. */
    JsonNode limited(JsonNode value, String what) {
        if (!fits(value)) {
            throw new StateFailure(
                    ErrorNames.DATA_LIMIT_EXCEEDED, what + " exceeds the maximum of " + payloadBytes + " bytes.");
        }
        return value;
    }

    private static StateFailure wrongType(String expression, String wanted, JsonNode value) {
        return StateFailure.query("The JSONata expression '" + expression + "' must yield " + wanted + ", but yielded "
                + (value.isContainerNode()
                        ? "an " + value.getNodeType().name().toLowerCase(java.util.Locale.ROOT)
                        : value.toString())
                + ".");
    }
}
