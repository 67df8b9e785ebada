package dev.homing.asl;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * A machine, a branch of a Parallel or the processor of a Map.
 *
 * @param comment for people; null when there is none
 * @param startAt the name of the first state
 * @param states by name, in the order in which they are written
 * @param timeoutSeconds the longest an execution may take; null for no limit; only a whole machine has one
 */
public record StateMachine(
        @Nullable String comment,
        String startAt,
        SequencedMap<String, State> states,
        @Nullable Long timeoutSeconds) {

    public StateMachine {
        states = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(states));
    }

    /** A builder; the first state added is where the machine starts unless {@link Builder#startAt} says otherwise. */
    public static Builder builder() {
        return new Builder();
    }

    public static final class Builder {
        private final SequencedMap<String, State> states = new LinkedHashMap<>();
        private @Nullable String comment;
        private @Nullable String startAt;
        private @Nullable Long timeoutSeconds;

        private Builder() {}

        public Builder comment(@Nullable String comment) {
            this.comment = comment;
            return this;
        }

        public Builder startAt(String state) {
            this.startAt = state;
            return this;
        }

        public Builder timeoutSeconds(@Nullable Long seconds) {
            this.timeoutSeconds = seconds;
            return this;
        }

        /** @throws IllegalArgumentException when the name is taken */
        public Builder state(String name, State state) {
            if (states.putIfAbsent(name, state) != null) {
                throw new IllegalArgumentException(
                        "Two states are named \"" + name + "\"; name one of them differently");
            }
            return this;
        }

        /** @throws IllegalStateException when no state was added */
        public StateMachine build() {
            if (states.isEmpty()) {
                throw new IllegalStateException("A machine needs at least one state");
            }
            return new StateMachine(
                    comment, startAt == null ? states.firstEntry().getKey() : startAt, states, timeoutSeconds);
        }
    }
}
