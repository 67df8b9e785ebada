package dev.homing.domain.trigger;

import dev.homing.domain.Durations;
import dev.homing.domain.condition.Condition;
import dev.homing.domain.condition.Resolved;
import dev.homing.domain.condition.Test;
import dev.homing.domain.condition.Words;
import dev.homing.domain.event.EventNames;
import dev.homing.domain.event.EventPattern;
import java.time.LocalTime;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Triggers in the words that a marketer reads. */
public final class TriggerWords {
    private TriggerWords() {}

    /** Such as {@code Payment Failed, at once} or {@code Cart abandoned for 30 minutes}. */
    public static String of(Trigger trigger) {
        String delay = Durations.exactly(trigger.delay());
        String after = trigger.delay().isZero() ? ", at once" : ", after " + delay;
        String start =
                switch (trigger.start()) {
                    case Start.Happened happened -> happened.event().words() + where(happened.where()) + after;
                    case Start.Unfinished unfinished ->
                        isCart(unfinished.begun(), unfinished.finished())
                                ? "Cart abandoned for " + delay
                                : unfinished.begun().words() + where(unfinished.where()) + " without "
                                        + unfinished.finished().words() + " within " + delay;
                    case Start.Becomes(Resolved condition) ->
                        "It becomes true that " + Words.of(condition.condition()) + after;
                    case Start.Changed(String attribute, List<Test> from, List<Test> to) ->
                        "The customer's " + attribute + " changes"
                                + (from.isEmpty() ? "" : " from what " + Words.of(from))
                                + (to.isEmpty() ? "" : " to what " + Words.of(to)) + after;
                    case Start.OnDate date -> date(date);
                    case Start.Called() -> "Somebody or something starts it" + after;
                };
        start = trigger.notAgainWithin().isZero()
                ? start
                : start + ", at most once in " + Durations.exactly(trigger.notAgainWithin());
        start = trigger.hours() == null ? start : start + ", " + words(trigger.hours());
        Condition entry = trigger.entry().condition();
        return entry.equals(Condition.EVERYONE) ? start : start + ", if " + Words.of(entry);
    }

    /** Such as {@code from 09:00 to 18:00 on Monday and Friday}. */
    private static String words(Hours hours) {
        String time = "from " + hours.from() + " to "
                + (hours.to().equals(LocalTime.MIDNIGHT) ? "the end of the day" : hours.to());
        return hours.onAnyDay()
                ? time
                : time + " on "
                        + hours.days().stream()
                                .map(day -> day.getDisplayName(TextStyle.FULL, Locale.ENGLISH))
                                .collect(Collectors.joining(" or "));
    }

    private static String where(Condition where) {
        return where.equals(Condition.EVERYONE) ? "" : " where " + Words.of(where);
    }

    private static String date(Start.OnDate date) {
        int days = date.days();
        String when = days == 0 ? "On" : Math.abs(days) + (days < 0 ? " days before" : " days after");
        return when + " the customer's " + date.attribute() + " at " + date.at() + (date.yearly() ? ", yearly" : "");
    }

    /** Everybody in the trade has one name for it. */
    private static boolean isCart(EventPattern begun, EventPattern finished) {
        return EventNames.CHANGE_CARTS.containsAll(begun.names())
                && finished.names().contains(EventNames.ORDER_COMPLETED);
    }
}
