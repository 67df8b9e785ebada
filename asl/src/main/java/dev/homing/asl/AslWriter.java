package dev.homing.asl;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes machines as JSON, always in the same order, so that two versions can be compared line by line. */
public final class AslWriter {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final ObjectWriter WRITER = new ObjectMapper()
            .writer(new DefaultPrettyPrinter(Separators.createDefaultInstance()
                            .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                            .withObjectEmptySeparator("")
                            .withArrayEmptySeparator(""))
                    .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                    .withArrayIndenter(new DefaultIndenter("  ", "\n")));

    private AslWriter() {}

    /** The machine's JSON, indented by two, with a line break at its end. */
    public static String write(StateMachine machine) {
        try {
            return WRITER.writeValueAsString(toJson(machine)) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree of JSON nodes can always be written", e);
        }
    }

    public static ObjectNode toJson(StateMachine machine) {
        ObjectNode json = JSON.objectNode();
        putText(json, "Comment", machine.comment());
        json.put("QueryLanguage", "JSONata");
        json.put("StartAt", machine.startAt());
        if (machine.timeoutSeconds() != null) {
            json.put("TimeoutSeconds", machine.timeoutSeconds());
        }
        json.set("States", states(machine));
        return json;
    }

    private static ObjectNode branch(StateMachine machine) {
        ObjectNode json = JSON.objectNode();
        putText(json, "Comment", machine.comment());
        json.put("StartAt", machine.startAt());
        json.set("States", states(machine));
        return json;
    }

    private static ObjectNode states(StateMachine machine) {
        ObjectNode json = JSON.objectNode();
        machine.states().forEach((name, state) -> json.set(name, state(state)));
        return json;
    }

    private static ObjectNode state(State state) {
        ObjectNode json = JSON.objectNode();
        json.put("Type", state.type());
        putText(json, "Comment", state.comment());
        switch (state) {
            case Pass pass -> {
                putValues(json, pass.assign(), pass.output());
                putTransition(json, pass.transition());
            }
            case Task task -> {
                json.put("Resource", task.resource());
                put(json, "Arguments", task.arguments());
                putQuantity(json, "TimeoutSeconds", task.timeoutSeconds());
                putQuantity(json, "HeartbeatSeconds", task.heartbeatSeconds());
                putValues(json, task.assign(), task.output());
                putErrors(json, task.retry(), task.catching());
                putTransition(json, task.transition());
            }
            case Choice choice -> {
                ArrayNode rules = json.putArray("Choices");
                choice.rules().forEach(rule -> rules.add(rule(rule)));
                putValues(json, choice.assign(), choice.output());
                putText(json, "Default", choice.otherwise());
            }
            case Wait wait -> {
                switch (wait.until()) {
                    case Wait.Seconds seconds -> putQuantity(json, "Seconds", seconds.seconds());
                    case Wait.Timestamp timestamp -> json.put("Timestamp", timestamp.timestamp());
                }
                putValues(json, wait.assign(), wait.output());
                putTransition(json, wait.transition());
            }
            case Parallel parallel -> {
                put(json, "Arguments", parallel.arguments());
                ArrayNode branches = json.putArray("Branches");
                parallel.branches().forEach(branch -> branches.add(branch(branch)));
                putValues(json, parallel.assign(), parallel.output());
                putErrors(json, parallel.retry(), parallel.catching());
                putTransition(json, parallel.transition());
            }
            case MapState map -> {
                put(json, "Items", map.items());
                put(json, "ItemSelector", map.itemSelector());
                putQuantity(json, "MaxConcurrency", map.maxConcurrency());
                ObjectNode processor = JSON.objectNode();
                processor.putObject("ProcessorConfig").put("Mode", "INLINE");
                processor.setAll(branch(map.itemProcessor()));
                json.set("ItemProcessor", processor);
                putValues(json, map.assign(), map.output());
                putErrors(json, map.retry(), map.catching());
                putTransition(json, map.transition());
            }
            case Succeed succeed -> put(json, "Output", succeed.output());
            case Fail fail -> {
                putText(json, "Error", fail.error());
                putText(json, "Cause", fail.cause());
            }
        }
        return json;
    }

    private static ObjectNode rule(ChoiceRule rule) {
        ObjectNode json = JSON.objectNode();
        putText(json, "Comment", rule.comment());
        json.put("Condition", Expressions.wrap(rule.condition()));
        putValues(json, rule.assign(), rule.output());
        json.put("Next", rule.next());
        return json;
    }

    private static void putErrors(ObjectNode json, List<Retrier> retry, List<Catcher> catching) {
        if (!retry.isEmpty()) {
            ArrayNode array = json.putArray("Retry");
            retry.forEach(retrier -> array.add(retrier(retrier)));
        }
        if (!catching.isEmpty()) {
            ArrayNode array = json.putArray("Catch");
            catching.forEach(catcher -> array.add(catcher(catcher)));
        }
    }

    private static ObjectNode retrier(Retrier retrier) {
        ObjectNode json = JSON.objectNode();
        putText(json, "Comment", retrier.comment());
        putNames(json, retrier.errorEquals());
        if (retrier.intervalSeconds() != null) {
            json.put("IntervalSeconds", retrier.intervalSeconds());
        }
        if (retrier.maxAttempts() != null) {
            json.put("MaxAttempts", retrier.maxAttempts());
        }
        if (retrier.backoffRate() != null) {
            json.put("BackoffRate", retrier.backoffRate());
        }
        if (retrier.maxDelaySeconds() != null) {
            json.put("MaxDelaySeconds", retrier.maxDelaySeconds());
        }
        if (retrier.jitterStrategy() != null) {
            json.put("JitterStrategy", retrier.jitterStrategy().name());
        }
        return json;
    }

    private static ObjectNode catcher(Catcher catcher) {
        ObjectNode json = JSON.objectNode();
        putText(json, "Comment", catcher.comment());
        putNames(json, catcher.errorEquals());
        putValues(json, catcher.assign(), catcher.output());
        json.put("Next", catcher.next());
        return json;
    }

    private static void putNames(ObjectNode json, List<String> errors) {
        ArrayNode array = json.putArray("ErrorEquals");
        errors.forEach(array::add);
    }

    private static void putValues(ObjectNode json, Map<String, JsonNode> assign, @Nullable JsonNode output) {
        if (!assign.isEmpty()) {
            json.putObject("Assign").setAll(assign);
        }
        put(json, "Output", output);
    }

    private static void putTransition(ObjectNode json, Transition transition) {
        switch (transition) {
            case Transition.Next next -> json.put("Next", next.state());
            case Transition.End _ -> json.put("End", true);
        }
    }

    private static void putQuantity(ObjectNode json, String field, @Nullable Quantity quantity) {
        switch (quantity) {
            case null -> {}
            case Quantity.Literal literal -> json.put(field, literal.value());
            case Quantity.Expression expression -> json.put(field, Expressions.wrap(expression.jsonata()));
        }
    }

    private static void put(ObjectNode json, String field, @Nullable JsonNode value) {
        if (value != null) {
            json.set(field, value);
        }
    }

    private static void putText(ObjectNode json, String field, @Nullable String value) {
        if (value != null) {
            json.put(field, value);
        }
    }
}
