package dev.homing.domain.condition;

import dev.homing.domain.Durations;
import dev.homing.domain.Money;
import dev.homing.domain.id.Group;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Conditions in the words that a marketer reads, as clauses: {@code the cart is worth at least 50.00 EUR}. */
public final class Words {
    private Words() {}

    public static String of(Condition condition) {
        return switch (condition) {
            case Condition.All(List<Condition> of) -> of.isEmpty() ? "everyone is meant" : joined(of, " and ");
            case Condition.Any(List<Condition> of) -> of.isEmpty() ? "nobody is meant" : joined(of, " or ");
            case Condition.Not(Condition of) -> "it is not so that " + part(of);
            case Condition.CartFilled() -> "there is something in the cart";
            case Condition.CartValue(Money atLeast) -> "the cart is worth at least " + atLeast;
            case Condition.CartAbandoned(Duration within) ->
                "a cart was abandoned" + (within == null ? "" : " within the last " + Durations.exactly(within));
            case Condition.Attribute(String name, List<Test> tests) -> "the customer's " + name + " " + of(tests);
            case Condition.Property(String name, List<Test> tests) -> name + " " + of(tests);
            case Condition.Products(Condition.Quantifier many, Condition where) ->
                switch (many) {
                            case ANY -> "for one of its products, ";
                            case ALL -> "for all of its products, ";
                            case NONE -> "for none of its products, ";
                        }
                        + of(where);
            case Condition.Did did -> did(did);
            case Condition.Got got ->
                "a message of " + got.campaign() + (got.step() == null ? "" : ", step " + got.step() + ",") + " was "
                        + got.status().key().replace('_', ' ')
                        + (got.within() == null ? "" : " within the last " + Durations.exactly(got.within()));
            case Condition.In(Group group) ->
                switch (group.kind()) {
                    case AUDIENCE -> "the customer is in the audience " + group.key();
                    case LIST -> "the customer is on the list " + group.key();
                    case CAMPAIGN -> "the condition of " + group.key() + " holds";
                };
            case Condition.ConsentIs(var channel, Condition.ConsentIs.Said said) ->
                "consent to " + channel.words() + " is " + consent(said);
            case Condition.OnWeekday(Set<DayOfWeek> days) ->
                "it is "
                        + days.stream()
                                .sorted()
                                .map(day -> day.getDisplayName(TextStyle.FULL, Locale.ENGLISH))
                                .collect(Collectors.joining(" or "));
            case Condition.AtTime at -> "it is between " + at.from() + " and " + at.to();
        };
    }

    private static String consent(Condition.ConsentIs.Said said) {
        return switch (said) {
            case GRANTED -> "granted";
            case CONFIRMED -> "confirmed by the customer";
            case UNCONFIRMED -> "granted and not confirmed yet";
            case DENIED -> "denied";
            case UNKNOWN -> "not known";
        };
    }

    private static String did(Condition.Did did) {
        Condition.Times times = did.times();
        String event = did.event().words();
        String where = did.where().equals(Condition.EVERYONE) ? "" : " where " + of(did.where());
        String same = did.same() == null ? "" : " with the same " + did.same();
        String within = did.within() == null ? "" : " within the last " + Durations.exactly(did.within());
        String often;
        if (times.equals(Condition.Times.NEVER)) {
            often = " did not happen";
        } else if (times.equals(Condition.Times.ONCE)) {
            often = " happened";
        } else if (times.atMost() == Condition.Times.UNBOUNDED) {
            often = " happened at least " + times.atLeast() + " times";
        } else if (times.atLeast() == times.atMost()) {
            often = " happened exactly " + times.atLeast() + (times.atLeast() == 1 ? " time" : " times");
        } else if (times.atLeast() == 0) {
            often = " happened at most " + times.atMost() + (times.atMost() == 1 ? " time" : " times");
        } else {
            often = " happened " + times.atLeast() + " to " + times.atMost() + " times";
        }
        return event + often + same + within + where;
    }

    /** Such as {@code is at least 50}. */
    public static String of(List<Test> tests) {
        return tests.stream().map(Words::test).collect(Collectors.joining(" and "));
    }

    private static String test(Test test) {
        return switch (test) {
            case Test.Is(Object value) -> "is " + value(value);
            case Test.IsNot(Object value) -> "is not " + value(value);
            case Test.OneOf(List<Object> values) ->
                "is one of " + values.stream().map(Words::value).collect(Collectors.joining(", "));
            case Test.Contains(String text) -> "contains " + value(text);
            case Test.StartsWith(String text) -> "starts with " + value(text);
            case Test.AtLeast(Test.Bound bound) -> "is at least " + bound;
            case Test.AtMost(Test.Bound bound) -> "is at most " + bound;
            case Test.Before(Moment moment) -> "is before " + moment;
            case Test.After(Moment moment) -> "is after " + moment;
            case Test.InLast(Duration period) -> "lies in the last " + Durations.exactly(period);
            case Test.Exists(boolean there) -> there ? "is known" : "is not known";
        };
    }

    private static String value(Object value) {
        return value instanceof String text ? "\"" + text + "\"" : value.toString();
    }

    private static String joined(List<Condition> conditions, String word) {
        return conditions.stream().map(Words::part).collect(Collectors.joining(word));
    }

    /** Several conditions inside another one stand in brackets, so that it is clear what belongs together. */
    private static String part(Condition condition) {
        boolean several =
                switch (condition) {
                    case Condition.All(List<Condition> of) -> of.size() > 1;
                    case Condition.Any(List<Condition> of) -> of.size() > 1;
                    default -> false;
                };
        return several ? "(" + of(condition) + ")" : of(condition);
    }
}
