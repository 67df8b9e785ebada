package dev.homing.domain.flow;

import dev.homing.domain.condition.Condition;
import dev.homing.domain.condition.Resolved;
import dev.homing.domain.event.EventPattern;

/**
 * What a step waits for, and not for ever.
 *
 * @param condition that is to hold; of an event: that it happened
 * @param anew whether only what happens after the run came to the step counts
 */
public record Awaited(Resolved condition, boolean anew) {
    /** An event that happens while it is waited for. */
    public static Awaited event(EventPattern event, Condition where) {
        return new Awaited(Resolved.of(new Condition.Did(event, Condition.Times.ONCE, null, where, null)), true);
    }

    /** Something that is so, or becomes so, by an event or by time alone. */
    public static Awaited condition(Condition condition) {
        return new Awaited(Resolved.of(condition), false);
    }
}
