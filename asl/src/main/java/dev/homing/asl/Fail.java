package dev.homing.asl;

import org.jspecify.annotations.Nullable;

/**
 * Ends the machine or the branch badly.
 *
 * @param error the error's name, or a <code>{% %}</code> string that yields it; null for none
 * @param cause for people, or a <code>{% %}</code> string that yields it; null for none
 */
public record Fail(
        @Nullable String comment,
        @Nullable String error,
        @Nullable String cause) implements State {}
