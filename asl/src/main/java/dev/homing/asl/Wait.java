package dev.homing.asl;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Waits.
 *
 * @param until how long, or until when; a moment that has passed does not wait
 * @param assign variables to set afterwards; empty for none
 * @param output null for the input
 */
public record Wait(
        @Nullable String comment,
        Until until,
        SequencedMap<String, JsonNode> assign,
        @Nullable JsonNode output,
        Transition transition)
        implements State {

    public Wait {
        assign = Maps.ordered(assign);
    }

    /** The end of a wait. */
    public sealed interface Until {}

    /** So many seconds from entering the state. */
    public record Seconds(Quantity seconds) implements Until {}

    /**
     * A moment.
     *
     * @param timestamp RFC 3339 with {@code Z} or an offset, or a <code>{% %}</code> string that yields one
     */
    public record Timestamp(String timestamp) implements Until {}

    public static Builder seconds(Quantity seconds) {
        return new Builder(new Seconds(seconds));
    }

    /** @param timestamp as in {@link Timestamp} */
    public static Builder until(String timestamp) {
        return new Builder(new Timestamp(timestamp));
    }

    public static final class Builder extends StateBuilder<Wait, Builder> {
        private final Until until;

        private Builder(Until until) {
            this.until = until;
        }

        @Override
        Builder self() {
            return this;
        }

        @Override
        Wait build(Transition transition) {
            return new Wait(comment, until, assign, output, transition);
        }
    }
}
