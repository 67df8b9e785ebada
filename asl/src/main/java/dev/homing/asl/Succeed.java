package dev.homing.asl;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * Ends the machine or the branch well.
 *
 * @param output null for the input
 */
public record Succeed(@Nullable String comment, @Nullable JsonNode output) implements State {
    public static Succeed plain() {
        return new Succeed(null, null);
    }
}
