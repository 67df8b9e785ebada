package dev.homing.asl.interpreter;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of a Task.
 *
 * @param resource the state's Resource, with its {@code .waitForTaskToken} where it has one
 * @param arguments the state's Arguments worked out; its input where it has none
 * @param executionArn who asks
 * @param stateName the Task
 * @param token the token that completes the task; null unless the resource waits for one
 * @param now the virtual time
 */
public record TaskCall(
        String resource,
        JsonNode arguments,
        String executionArn,
        String stateName,
        @Nullable String token,
        Instant now) {}
