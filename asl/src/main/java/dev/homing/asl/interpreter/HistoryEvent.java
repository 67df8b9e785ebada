package dev.homing.asl.interpreter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event of an execution's history.
 *
 * @param id from 1
 * @param previousEventId the event before it in the same branch; 0 for the first
 * @param timestamp when it happened, in virtual time
 * @param type AWS's name of the type, such as {@code TaskScheduled}
 * @param stateName the state it belongs to; null for events of the execution itself
 * @param payload the input of what starts or is entered, the arguments of what is scheduled, the output of what ends; null
 *     where the type has none
 * @param error null where the type has none, or none was named
 * @param cause likewise
 * @param resource a Task's Resource; null elsewhere
 * @param number a Map iteration's index or a Map's length; 0 elsewhere
 */
public record HistoryEvent(
        long id,
        long previousEventId,
        Instant timestamp,
        String type,
        @Nullable String stateName,
        @Nullable JsonNode payload,
        @Nullable String error,
        @Nullable String cause,
        @Nullable String resource,
        long number) {
    private static final String TASK_PREFIX = "arn:aws:states:::";

    /**
     * The type's details with the fields that AWS gives them, values as JSON trees where AWS has text; empty for types
     * without details.
     */
    public ObjectNode details() {
        ObjectNode details = JsonNodeFactory.instance.objectNode();
        if (type.endsWith("StateEntered") || type.endsWith("StateExited") || type.startsWith("MapIteration")) {
            details.put("name", stateName);
        }
        if (type.startsWith("MapIteration")) {
            details.put("index", number);
        }
        if (type.equals("MapStateStarted")) {
            details.put("length", number);
        }
        if (type.equals("EvaluationFailed")) {
            details.put("state", stateName);
        }
        if (resource != null) {
            details.put("resourceType", resourceType(resource));
            details.put("resource", resourceAction(resource));
        }
        if (payload != null) {
            details.set(payloadField(), payload);
        }
        if (error != null) {
            details.put("error", error);
        }
        if (cause != null) {
            details.put("cause", cause);
        }
        return details;
    }

    /** The event as {@code GetExecutionHistory} gives it: values as text, time in seconds since the epoch. */
    public ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("timestamp", timestamp.toEpochMilli() / 1000.0)
                .put("type", type)
                .put("id", id)
                .put("previousEventId", previousEventId);
        ObjectNode details = details();
        if (payload != null) {
            String field = payloadField();
            details.put(field, payload.toString());
            if (!field.equals("parameters")) {
                details.putObject(field + "Details").put("truncated", false);
            }
        }
        if (!details.isEmpty()) {
            json.set(detailsField(), details);
        }
        return json;
    }

    private String payloadField() {
        return switch (type) {
            case "TaskScheduled" -> "parameters";
            case "ExecutionStarted" -> "input";
            default -> type.endsWith("StateEntered") ? "input" : "output";
        };
    }

    private String detailsField() {
        if (type.endsWith("StateEntered")) {
            return "stateEnteredEventDetails";
        }
        if (type.endsWith("StateExited")) {
            return "stateExitedEventDetails";
        }
        return Character.toLowerCase(type.charAt(0)) + type.substring(1) + "EventDetails";
    }

    private static String resourceType(String resource) {
        if (!resource.startsWith(TASK_PREFIX)) {
            return resource.contains(":lambda:") ? "lambda" : "states";
        }
        String rest = resource.substring(TASK_PREFIX.length());
        int colon = rest.lastIndexOf(':');
        return colon < 0 ? rest : rest.substring(0, colon);
    }

    private static String resourceAction(String resource) {
        return resource.startsWith(TASK_PREFIX) ? resource.substring(resource.lastIndexOf(':') + 1) : resource;
    }
}
