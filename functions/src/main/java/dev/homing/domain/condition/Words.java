package dev.homing.domain.condition;

import dev.homing.domain.Money;
import java.util.List;
import java.util.stream.Collectors;

/** Conditions in the words that a marketer reads, as clauses: {@code the cart is worth at least 50.00 EUR}. */
public final class Words {
    private Words() {}

    public static String of(Condition condition) {
        return switch (condition) {
            case Condition.All(List<Condition> of) -> of.isEmpty() ? "everyone is meant" : joined(of, " and ");
            case Condition.Any(List<Condition> of) -> of.isEmpty() ? "nobody is meant" : joined(of, " or ");
            case Condition.Not(Condition of) -> "it is not so that " + of(of);
            case Condition.CartFilled() -> "there is something in the cart";
            case Condition.CartValue(Money atLeast) -> "the cart is worth at least " + atLeast;
        };
    }

    private static String joined(List<Condition> conditions, String word) {
        return conditions.stream().map(Words::of).collect(Collectors.joining(word));
    }
}
