package dev.homing.domain.condition;

import dev.homing.domain.Facts;
import dev.homing.domain.Money;
import dev.homing.domain.cart.Cart;
import dev.homing.domain.id.Group;
import dev.homing.domain.profile.Trait;
import dev.homing.domain.reason.Reason;
import dev.homing.domain.reason.Reason.Code;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Asks conditions. There is no other place that does. */
public final class Evaluator {
    private Evaluator() {}

    public static boolean holds(Condition condition, Subject subject) {
        return ask(condition, subject) instanceof Answer.Holds;
    }

    /** Whether a value passes all tests; what is not said counts as in conditions. */
    public static boolean passes(List<Test> tests, @Nullable Object value, Subject subject) {
        return subject.tests().pass(tests, value);
    }

    /** Whether any of what a condition asks about happened at an instant or after it. */
    public static boolean happenedSince(Instant since, Resolved condition, Subject subject) {
        return condition.needs().stream()
                .anyMatch(need -> need instanceof Need.Times asked
                        && times(asked, subject).stream().anyMatch(at -> !at.isBefore(since)));
    }

    public static Answer ask(Condition condition, Subject subject) {
        return switch (condition) {
            case Condition.All(List<Condition> of) -> all(of, subject);
            case Condition.Any(List<Condition> of) -> any(condition, of, subject);
            case Condition.Not(Condition of) -> not(condition, of, subject);
            case Condition.CartFilled() -> filled(subject);
            case Condition.CartValue(Money atLeast) -> worth(atLeast, subject);
            case Condition.CartAbandoned(Duration within) -> said(abandoned(within, subject), condition);
            case Condition.Attribute(String name, List<Test> tests) ->
                said(subject.tests().pass(tests, trait(name, subject)), condition);
            case Condition.Property(String name, List<Test> tests) ->
                said(subject.tests().pass(tests, subject.event().at(name)), condition);
            case Condition.Products(Condition.Quantifier many, Condition where) ->
                said(products(many, where, subject), condition);
            case Condition.Did did -> said(did.times().has(count(Times.need(did), did.within(), subject)), condition);
            case Condition.Got got -> said(count(Times.need(got), got.within(), subject) > 0, condition);
            case Condition.In(Group group) -> said(subject.state().groups().has(group.number()), condition);
            case Condition.ConsentIs(var channel, Condition.ConsentIs.Said asked) ->
                said(asked.is(subject.profile().get().consent(channel)), condition);
            case Condition.OnWeekday(var days) ->
                said(days.contains(subject.now().atZone(subject.zone()).getDayOfWeek()), condition);
            case Condition.AtTime(LocalTime from, LocalTime to) -> said(between(from, to, subject), condition);
        };
    }

    private static Answer said(boolean holds, Condition condition) {
        return holds
                ? new Answer.Holds(Reason.of(Code.CONDITION_HOLDS, "condition", Words.of(condition)), null)
                : fails(condition);
    }

    /** The first that fails says why. Where all hold, the first with something to say says why, and the latest change since when. */
    private static Answer all(List<Condition> conditions, Subject subject) {
        Reason because = null;
        Instant since = null;
        for (Condition condition : conditions) {
            switch (ask(condition, subject)) {
                case Answer.Fails fails -> {
                    return fails;
                }
                case Answer.Holds(Reason why, Instant at) -> {
                    because = because == null ? why : because;
                    since = since == null || (at != null && at.isAfter(since)) ? at : since;
                }
            }
        }
        return new Answer.Holds(because, since);
    }

    private static Answer any(Condition whole, List<Condition> conditions, Subject subject) {
        Answer last = fails(whole);
        for (Condition condition : conditions) {
            last = ask(condition, subject);
            if (last instanceof Answer.Holds) {
                return last;
            }
        }
        return conditions.size() == 1 ? last : fails(whole);
    }

    private static Answer not(Condition whole, Condition condition, Subject subject) {
        return switch (ask(condition, subject)) {
            case Answer.Fails(Reason because) -> new Answer.Holds(because, null);
            case Answer.Holds(Reason because, Instant _) ->
                because == null || because.code() == Code.CONDITION_HOLDS ? fails(whole) : new Answer.Fails(because);
        };
    }

    private static Answer fails(Condition condition) {
        return new Answer.Fails(Reason.of(Code.CONDITION_FAILS, "condition", Words.of(condition)));
    }

    private static Answer filled(Subject subject) {
        Cart cart = subject.cart();
        if (!cart.isEmpty()) {
            return new Answer.Holds(contents(cart), cart.changedAt());
        }
        Instant orderedAt = subject.orderedAt();
        return new Answer.Fails(
                orderedAt != null && !orderedAt.isBefore(cart.changedAt())
                        ? Reason.of(Code.ORDERED, "at", Reason.at(orderedAt))
                        : Reason.of(Code.CART_EMPTY));
    }

    private static Answer worth(Money atLeast, Subject subject) {
        Cart cart = subject.cart();
        Money value = cart.totals().stream()
                .filter(total -> total.currency().equals(atLeast.currency()))
                .findFirst()
                .orElse(Money.zero(atLeast.currency()));
        return value.amount().compareTo(atLeast.amount()) >= 0
                ? new Answer.Holds(contents(cart), cart.changedAt())
                : new Answer.Fails(new Reason(
                        Code.CART_BELOW_MINIMUM, Map.of("value", value.toString(), "minimum", atLeast.toString())));
    }

    private static boolean abandoned(@Nullable Duration within, Subject subject) {
        return subject.state().carts().byKey().values().stream()
                .filter(cart -> !cart.isEmpty())
                .map(cart -> cart.changedAt().plus(Condition.CartAbandoned.AFTER))
                .anyMatch(at -> !at.isAfter(subject.now())
                        && (within == null || at.isAfter(subject.now().minus(within))));
    }

    private static boolean products(Condition.Quantifier many, Condition where, Subject subject) {
        List<Facts> products = subject.event().products();
        return switch (many) {
            case ANY -> products.stream().anyMatch(product -> holds(where, subject.about(product)));
            case NONE -> products.stream().noneMatch(product -> holds(where, subject.about(product)));
            case ALL ->
                !products.isEmpty() && products.stream().allMatch(product -> holds(where, subject.about(product)));
        };
    }

    private static int count(Need.Times need, @Nullable Duration within, Subject subject) {
        List<Instant> times = times(need, subject);
        return within == null
                ? times.size()
                : (int) times.stream()
                        .filter(at -> at.isAfter(subject.now().minus(within)))
                        .count();
    }

    static List<Instant> times(Need.Times need, Subject subject) {
        String same = need.same();
        return subject.state()
                .times()
                .of(need.number(same == null ? null : subject.event().textAt(same)));
    }

    private static boolean between(LocalTime from, LocalTime to, Subject subject) {
        LocalTime now = subject.now().atZone(subject.zone()).toLocalTime();
        return from.isBefore(to) ? !now.isBefore(from) && now.isBefore(to) : !now.isBefore(from) || now.isBefore(to);
    }

    /** Null where it is not known. */
    static @Nullable Object trait(String name, Subject subject) {
        Map<String, Trait> traits = subject.profile().get().traits();
        Trait whole = traits.get(name);
        if (whole != null) {
            return whole.value();
        }
        int dot = name.indexOf('.');
        Trait outer = dot < 0 ? null : traits.get(name.substring(0, dot));
        return outer != null && outer.value() instanceof Map<?, ?> map
                ? Facts.of(map).at(name.substring(dot + 1))
                : null;
    }

    private static Reason contents(Cart cart) {
        Map<String, String> params = new LinkedHashMap<>();
        params.put("items", cart.items() == 1 ? "1 item" : cart.items() + " items");
        List<Money> totals = cart.totals();
        params.put(
                "worth",
                totals.isEmpty()
                        ? ""
                        : " worth " + totals.stream().map(Money::toString).collect(Collectors.joining(" and ")));
        return new Reason(Code.CART_FILLED, params);
    }
}
