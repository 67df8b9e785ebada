package dev.homing.emulator.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.emulator.delivery.RetryPolicy;
import dev.homing.emulator.wire.Json;
import dev.homing.emulator.wire.Refused;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a rule sends an event, and as what.
 *
 * @param definition as it was put
 */
record Target(
        String id,
        String arn,
        Input input,
        @Nullable String messageGroupId,
        RetryPolicy retryPolicy,
        @Nullable String deadLetterArn,
        ObjectNode definition) {

    /** What of the event reaches the target. */
    sealed interface Input {
        record Whole() implements Input {}

        record Constant(String json) implements Input {}

        record Part(JsonPath path) implements Input {}

        record Transformed(InputTransformer transformer) implements Input {}
    }

    /** @throws Refused a ValidationException when the definition is not one we can carry out */
    static Target parse(ObjectNode definition) {
        String arn = Json.required(definition, "Arn");
        if (!arn.contains(":sqs:") && !arn.contains(":lambda:") && !arn.contains(":event-bus/")) {
            throw Refused.validation(
                    "Parameter " + arn + " is not valid. Reason: targets here are queues, functions and buses.");
        }
        return new Target(
                Json.required(definition, "Id"),
                arn,
                input(definition),
                Json.text(definition.path("SqsParameters"), "MessageGroupId"),
                RetryPolicy.of(definition.path("RetryPolicy")),
                Json.text(definition.path("DeadLetterConfig"), "Arn"),
                definition);
    }

    private static Input input(ObjectNode definition) {
        String constant = Json.text(definition, "Input");
        String path = Json.text(definition, "InputPath");
        JsonNode transformer = definition.path("InputTransformer");
        int given = (constant == null ? 0 : 1) + (path == null ? 0 : 1) + (transformer.isObject() ? 1 : 0);
        if (given > 1) {
            throw Refused.validation("Only one of Input, InputPath, or InputTransformer must be provided for target "
                    + Json.text(definition, "Id") + ".");
        }
        if (constant != null) {
            if (Json.parseOrNull(constant) == null) {
                throw Refused.validation("JSON syntax error in input for target " + Json.text(definition, "Id"));
            }
            return new Input.Constant(constant);
        }
        if (path != null) {
            return new Input.Part(JsonPath.parse(path));
        }
        return transformer.isObject() ? new Input.Transformed(InputTransformer.parse(transformer)) : new Input.Whole();
    }

    /**
     * The body for this target; null when the template does not make JSON of this event.
     *
     * @param now when the event came in
     */
    @Nullable
    String body(JsonNode event, Rule rule, Instant now) {
        return switch (input) {
            case Input.Whole() -> Json.write(event);
            case Input.Constant(String json) -> json;
            case Input.Part(JsonPath path) -> {
                JsonNode part = path.read(event);
                yield part.isMissingNode() ? "{}" : Json.write(part);
            }
            case Input.Transformed(InputTransformer transformer) -> transformer.apply(event, rule, now);
        };
    }
}
