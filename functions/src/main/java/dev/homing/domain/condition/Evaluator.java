package dev.homing.domain.condition;

import dev.homing.domain.Money;
import dev.homing.domain.cart.Cart;
import dev.homing.domain.reason.Reason;
import dev.homing.domain.reason.Reason.Code;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Asks conditions. There is no other place that does. */
public final class Evaluator {
    private Evaluator() {}

    public static Answer ask(Condition condition, Subject subject) {
        return switch (condition) {
            case Condition.All(List<Condition> of) -> all(of, subject);
            case Condition.Any(List<Condition> of) -> any(condition, of, subject);
            case Condition.Not(Condition of) -> not(condition, of, subject);
            case Condition.CartFilled() -> filled(subject);
            case Condition.CartValue(Money atLeast) -> worth(atLeast, subject);
        };
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
            case Answer.Holds(Reason because, Instant _) -> because == null ? fails(whole) : new Answer.Fails(because);
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
