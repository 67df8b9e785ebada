package dev.homing.domain.condition;

import dev.homing.domain.Facts;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Compares values with what was asked for.
 *
 * @param currency of amounts that name none
 * @param zone whose days count
 */
record Tests(String currency, ZoneId zone, Instant now) {
    /** Whether a value passes all of them. */
    boolean pass(List<Test> tests, @Nullable Object value) {
        return tests.stream().allMatch(test -> passes(test, value));
    }

    private boolean passes(Test test, @Nullable Object value) {
        return switch (test) {
            case Test.Is(Object asked) -> any(value, one -> same(asked, one));
            case Test.IsNot(Object asked) -> !any(value, one -> same(asked, one));
            case Test.OneOf(List<Object> asked) ->
                any(value, one -> asked.stream().anyMatch(each -> same(each, one)));
            case Test.Contains(String text) ->
                value instanceof Collection<?>
                        ? any(value, one -> same(text, one))
                        : any(value, one -> folded(one).contains(folded(text)));
            case Test.StartsWith(String text) -> any(value, one -> folded(one).startsWith(folded(text)));
            case Test.AtLeast(Test.Bound bound) -> any(value, one -> compares(one, bound, 1));
            case Test.AtMost(Test.Bound bound) -> any(value, one -> compares(one, bound, -1));
            case Test.Before(Moment asked) -> any(value, one -> isBefore(moment(one), asked));
            case Test.After(Moment asked) -> any(value, one -> isBefore(asked, moment(one)));
            case Test.InLast(Duration period) ->
                any(value, one -> {
                    Moment moment = moment(one);
                    return moment != null
                            && !moment.start(zone).isAfter(now)
                            && moment.start(zone).isAfter(now.minus(period));
                });
            case Test.Exists(boolean there) -> exists(value) == there;
        };
    }

    /** When the answer of one of the tests about a value changes next without anything happening; null where never. */
    @Nullable
    Instant nextChange(List<Test> tests, @Nullable Object value) {
        Instant next = null;
        for (Test test : tests) {
            if (test instanceof Test.InLast(Duration period)) {
                Moment moment = value == null ? null : moment(value);
                next = moment == null
                        ? next
                        : NextChange.earliest(
                                next,
                                NextChange.after(now, moment.start(zone)),
                                NextChange.after(now, moment.start(zone).plus(period)));
            }
        }
        return next;
    }

    private static boolean any(@Nullable Object value, Predicate<Object> test) {
        if (!exists(value)) {
            return false;
        }
        if (value instanceof Collection<?> list) {
            return list.stream().anyMatch(one -> one != null && test.test(one));
        }
        return value != null && test.test(value);
    }

    private static boolean exists(@Nullable Object value) {
        return switch (value) {
            case null -> false;
            case String text -> !text.isBlank();
            case Collection<?> list -> !list.isEmpty();
            case Map<?, ?> map -> !map.isEmpty();
            default -> true;
        };
    }

    private static boolean same(Object asked, Object value) {
        BigDecimal number = asked instanceof Boolean ? null : number(asked);
        BigDecimal other = value instanceof Boolean ? null : number(value);
        if (number != null && other != null) {
            return number.compareTo(other) == 0;
        }
        return folded(asked).equals(folded(value));
    }

    /** @param sign 1: at least, -1: at most */
    private boolean compares(Object value, Test.Bound bound, int sign) {
        Object amount = value instanceof Map<?, ?> map ? Facts.of(map).get("amount") : value;
        BigDecimal number = amount == null ? null : number(amount);
        if (number == null) {
            return false;
        }
        if (bound.currency() != null) {
            String said = value instanceof Map<?, ?> map ? Facts.of(map).text("currency") : currency;
            if (!bound.currency().equals(said)) {
                return false;
            }
        }
        return number.compareTo(bound.number()) * sign >= 0;
    }

    private static @Nullable BigDecimal number(Object value) {
        return new Facts(Map.of("n", value)).number("n");
    }

    private boolean isBefore(@Nullable Moment one, @Nullable Moment other) {
        return one != null && other != null && one.isBefore(other, zone);
    }

    private @Nullable Moment moment(Object value) {
        return Moment.of(value, zone);
    }

    private static String folded(Object value) {
        return value instanceof BigDecimal number
                ? number.stripTrailingZeros().toPlainString()
                : value.toString().strip().toLowerCase(Locale.ROOT);
    }
}
