package dev.homing.emulator.tables.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.emulator.Response;
import dev.homing.emulator.wire.Json;
import org.jspecify.annotations.Nullable;

/** A call that DynamoDB refuses. Carries no stack trace: it is an answer. */
final class Refusal extends RuntimeException {
    private static final String SERVICE = "com.amazonaws.dynamodb.v20120810#";
    private static final String GENERAL = "com.amazon.coral.validate#";

    private final String type;
    private final @Nullable String field;
    private final transient @Nullable JsonNode value;

    private Refusal(String type, String message, @Nullable String field, @Nullable JsonNode value) {
        super(message, null, false, false);
        this.type = type;
        this.field = field;
        this.value = value;
    }

    static Refusal of(String type, String message) {
        return new Refusal(SERVICE + type, message, null, null);
    }

    static Refusal invalid(String message) {
        return new Refusal(GENERAL + "ValidationException", message, null, null);
    }

    /** A member of the request that breaks the API's own constraints, before anything is looked at. */
    static Refusal constraint(Object value, String member, String constraint) {
        return invalid("1 validation error detected: Value '" + value + "' at '" + member
                + "' failed to satisfy constraint: " + constraint);
    }

    static Refusal parameters(String message) {
        return invalid("One or more parameter values were invalid: " + message);
    }

    static Refusal noTable() {
        return of("ResourceNotFoundException", "Cannot do operations on a non-existent table");
    }

    /** @param item the item as it is, where the caller asked for it; null: not shown */
    static Refusal condition(@Nullable JsonNode item) {
        return new Refusal(
                SERVICE + "ConditionalCheckFailedException",
                "The conditional request failed",
                item == null ? null : "Item",
                item);
    }

    static Refusal cancelled(String message, JsonNode reasons) {
        return new Refusal(SERVICE + "TransactionCanceledException", message, "CancellationReasons", reasons);
    }

    /** The error's name without its namespace. */
    String name() {
        return type.substring(type.indexOf('#') + 1);
    }

    String said() {
        return String.valueOf(getMessage());
    }

    @Nullable
    JsonNode value() {
        return value;
    }

    Response response() {
        ObjectNode body = Json.object();
        body.put("__type", type);
        body.put("message", said());
        body.put("Message", said());
        if (field != null && value != null) {
            body.set(field, value);
        }
        return Response.json(400, body).with("x-amzn-ErrorType", name());
    }
}
