package dev.homing.asl;

import org.jspecify.annotations.Nullable;

/**
 * Something wrong with a machine.
 *
 * @param state the state's name; null where the machine itself is meant
 * @param field the JSON field, as a path from the state: {@code Catch[0].Next}
 * @param message what is wrong and how to mend it
 */
public record Problem(@Nullable String state, String field, String message) {
    @Override
    public String toString() {
        return (state == null ? "The machine" : "State \"" + state + "\"") + ", " + field + ": " + message;
    }
}
