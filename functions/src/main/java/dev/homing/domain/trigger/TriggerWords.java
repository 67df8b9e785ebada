package dev.homing.domain.trigger;

import dev.homing.domain.Durations;
import dev.homing.domain.condition.Condition;
import dev.homing.domain.condition.Words;
import dev.homing.domain.event.EventNames;

/** Triggers in the words that a marketer reads. */
public final class TriggerWords {
    private TriggerWords() {}

    /** Such as {@code Payment Failed, at once} or {@code Cart abandoned for 30 minutes}. */
    public static String of(Trigger trigger) {
        String delay = Durations.exactly(trigger.delay());
        String start =
                switch (trigger.start()) {
                    case Start.Happened(EventPattern event, EventPattern _) ->
                        event.words() + (trigger.delay().isZero() ? ", at once" : ", after " + delay);
                    case Start.Unfinished(EventPattern begun, EventPattern finished) ->
                        isCart(begun, finished)
                                ? "Cart abandoned for " + delay
                                : begun.words() + " without " + finished.words() + " within " + delay;
                };
        start = trigger.notAgainWithin().isZero()
                ? start
                : start + ", at most once in " + Durations.exactly(trigger.notAgainWithin());
        Condition entry = trigger.entry().condition();
        return entry.equals(Condition.EVERYONE) ? start : start + ", if " + Words.of(entry);
    }

    /** Everybody in the trade has one name for it. */
    private static boolean isCart(EventPattern begun, EventPattern finished) {
        return EventNames.CHANGE_CARTS.containsAll(begun.names())
                && finished.names().contains(EventNames.ORDER_COMPLETED);
    }
}
