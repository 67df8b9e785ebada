package dev.homing.asl.interpreter;

import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the expressions of a state see at one moment: {@code $states}, the variables, the time. */
final class Bindings {
    private final Visit visit;
    private final Instant now;
    private final @Nullable JsonNode result;
    private final @Nullable JsonNode errorOutput;
    private final @Nullable MapItem item;
    /** The parts of {@code $states} converted so far. */
    private final Map<String, Object> converted = new HashMap<>();

    private Bindings(
            Visit visit,
            Instant now,
            @Nullable JsonNode result,
            @Nullable JsonNode errorOutput,
            @Nullable MapItem item) {
        this.visit = visit;
        this.now = now;
        this.result = result;
        this.errorOutput = errorOutput;
        this.item = item;
    }

    static Bindings ofInput(Visit visit, Instant now) {
        return new Bindings(visit, now, null, null, visit.scope.item());
    }

    static Bindings ofResult(Visit visit, JsonNode result, Instant now) {
        return new Bindings(visit, now, result, null, visit.scope.item());
    }

    static Bindings ofError(Visit visit, JsonNode errorOutput, Instant now) {
        return new Bindings(visit, now, null, errorOutput, visit.scope.item());
    }

    /** As an ItemSelector sees it, once for every item. */
    static Bindings ofItem(Visit visit, MapItem item, Instant now) {
        return new Bindings(visit, now, null, null, item);
    }

    Instant now() {
        return now;
    }

    /** The value of an expression that is no more than a part of {@code $states}; null for every other one. */
    @Nullable
    JsonNode whole(String expression) {
        return switch (expression) {
            case "$states.input" -> visit.input;
            case "$states.result" -> result;
            case "$states.errorOutput" -> errorOutput;
            default -> null;
        };
    }

    void bind(Jsonata.Frame frame, Expression expression) {
        for (String name : expression.names()) {
            if (name.equals(Expression.STATES)) {
                Map<String, Object> states = new LinkedHashMap<>();
                for (String part : expression.parts()) {
                    Object value = part(part);
                    if (value != null) {
                        states.put(part, value);
                    }
                }
                frame.bind(name, (Object) states);
            } else {
                JsonNode variable = visit.scope.variable(name);
                if (variable != null) {
                    frame.bind(name, Values.toBinding(variable));
                }
            }
        }
    }

    private @Nullable Object part(String part) {
        Object known = converted.get(part);
        if (known != null) {
            return known;
        }
        JsonNode json =
                switch (part) {
                    case "input" -> visit.input;
                    case "result" -> result;
                    case "errorOutput" -> errorOutput;
                    default -> context();
                };
        if (json == null) {
            return null;
        }
        Object value = Values.toBinding(json);
        converted.put(part, value);
        return value;
    }

    /**
     * The context object.
     *
     * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html">AWS, context object</a>
     */
    private ObjectNode context() {
        ObjectNode context = JsonNodeFactory.instance.objectNode();
        Run run = visit.scope.run;
        context.putObject("Execution")
                .put("Id", run.executionArn)
                .put("Name", run.name)
                .put("StartTime", Times.iso(run.startedAt))
                .put("RedriveCount", 0)
                .set("Input", run.input);
        context.putObject("StateMachine").put("Id", run.stateMachineArn).put("Name", run.stateMachineName());
        ObjectNode state = context.putObject("State")
                .put("EnteredTime", Times.iso(visit.enteredAt))
                .put("Name", visit.name);
        if (visit.canRetry()) {
            state.put("RetryCount", visit.retryCount);
        }
        if (visit.token != null) {
            context.putObject("Task").put("Token", visit.token);
        }
        if (item != null) {
            ObjectNode mapItem = context.putObject("Map").putObject("Item").put("Index", item.index());
            if (item.key() != null) {
                mapItem.put("Key", item.key());
            }
            mapItem.put("Source", "STATE_DATA").set("Value", item.value());
        }
        return context;
    }
}
