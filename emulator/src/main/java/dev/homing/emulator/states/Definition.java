package dev.homing.emulator.states;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.asl.AslException;
import dev.homing.asl.AslParser;
import dev.homing.asl.Problem;
import dev.homing.asl.StateMachine;
import dev.homing.emulator.wire.Json;
import dev.homing.emulator.wire.Refused;
import java.nio.charset.StandardCharsets;

/**
 * A machine's text and what it means.
 *
 * @param text as it was given
 */
record Definition(String text, StateMachine machine) {
    /** https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */
    private static final int MAX_BYTES = 1_048_576;

    /** @throws Refused an InvalidDefinition with every problem found */
    static Definition parse(String text) {
        if (text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw Refused.of(400, "InvalidDefinition", "The definition is over " + MAX_BYTES + " bytes.");
        }
        try {
            return new Definition(text, AslParser.parse(text));
        } catch (AslException e) {
            throw Refused.of(
                    400,
                    "InvalidDefinition",
                    "Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: " + e.getMessage() + "'");
        }
    }

    /** The answer to ValidateStateMachineDefinition. */
    static ObjectNode diagnose(String text) {
        ObjectNode out = Json.object();
        ArrayNode diagnostics = out.putArray("diagnostics");
        try {
            AslParser.parse(text);
        } catch (AslException e) {
            for (Problem problem : e.problems()) {
                diagnostics
                        .addObject()
                        .put("severity", "ERROR")
                        .put("code", "SCHEMA_VALIDATION_FAILED")
                        .put("message", problem.message())
                        .put(
                                "location",
                                (problem.state() == null ? "" : "/States/" + problem.state()) + "/" + problem.field());
            }
        }
        return out.put("result", diagnostics.isEmpty() ? "OK" : "FAIL").put("truncated", false);
    }
}
