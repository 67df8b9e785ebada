package dev.homing.domain.condition;

import dev.homing.domain.cart.Cart;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** When the answer to a condition can be another one without anything happening: the earliest moment at which any part of it can. */
public final class NextChange {
    private NextChange() {}

    /** @return later than now; null where time alone changes nothing */
    public static @Nullable Instant of(Condition condition, Subject subject) {
        return switch (condition) {
            case Condition.All(List<Condition> of) -> earliest(of, subject);
            case Condition.Any(List<Condition> of) -> earliest(of, subject);
            case Condition.Not(Condition of) -> of(of, subject);
            case Condition.CartFilled(), Condition.CartValue _, Condition.Property _, Condition.Products _ -> null;
            case Condition.In _, Condition.ConsentIs _ -> null;
            case Condition.Attribute(String name, List<Test> tests) -> {
                boolean byTime = tests.stream().anyMatch(test -> test instanceof Test.InLast);
                yield byTime ? subject.tests().nextChange(tests, Evaluator.trait(name, subject)) : null;
            }
            case Condition.CartAbandoned(Duration within) -> {
                Cart cart = subject.cart();
                Instant abandoned = cart.changedAt().plus(Condition.CartAbandoned.AFTER);
                yield cart.isEmpty()
                        ? null
                        : earliest(
                                after(subject.now(), abandoned),
                                within == null ? null : after(subject.now(), abandoned.plus(within)));
            }
            case Condition.Did did -> leaving(Times.need(did), did.within(), subject);
            case Condition.Got got -> leaving(Times.need(got), got.within(), subject);
            case Condition.OnWeekday(Set<DayOfWeek> _) ->
                subject.now()
                        .atZone(subject.zone())
                        .toLocalDate()
                        .plusDays(1)
                        .atStartOfDay(subject.zone())
                        .toInstant();
            case Condition.AtTime(LocalTime from, LocalTime to) -> earliest(next(from, subject), next(to, subject));
        };
    }

    /** When the first of the times that count leaves the period. */
    private static @Nullable Instant leaving(Need.Times need, @Nullable Duration within, Subject subject) {
        if (within == null) {
            return null;
        }
        Instant next = null;
        for (Instant at : Evaluator.times(need, subject)) {
            next = earliest(next, after(subject.now(), at.plus(within)));
        }
        return next;
    }

    private static Instant next(LocalTime time, Subject subject) {
        ZonedDateTime now = subject.now().atZone(subject.zone());
        ZonedDateTime today = now.with(time);
        return (today.isAfter(now) ? today : now.plusDays(1).with(time)).toInstant();
    }

    private static @Nullable Instant earliest(List<Condition> conditions, Subject subject) {
        Instant next = null;
        for (Condition condition : conditions) {
            next = earliest(next, of(condition, subject));
        }
        return next;
    }

    /** The first of them that is there. */
    static @Nullable Instant earliest(@Nullable Instant... moments) {
        Instant first = null;
        for (Instant moment : moments) {
            first = first == null || (moment != null && moment.isBefore(first)) ? moment : first;
        }
        return first;
    }

    static @Nullable Instant after(Instant now, Instant moment) {
        return moment.isAfter(now) ? moment : null;
    }
}
