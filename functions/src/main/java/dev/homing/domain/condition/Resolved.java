package dev.homing.domain.condition;

import dev.homing.domain.Money;
import dev.homing.domain.event.EventNames;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a condition stands on, worked out once when it is published.
 *
 * @param condition as a person wrote it
 * @param needs what has to be kept of each customer so that it can be asked
 * @param wokenBy names of the track events after which its answer may be another one
 * @param changesByTime whether its answer can change without any event
 */
public record Resolved(Condition condition, Set<Need> needs, Set<String> wokenBy, boolean changesByTime) {
    /** Something that is kept of a customer. */
    public enum Need {
        CARTS
    }

    public Resolved {
        needs = Set.copyOf(needs);
        wokenBy = Set.copyOf(wokenBy);
    }

    public static final Resolved EVERYONE = of(Condition.EVERYONE);

    public static Resolved of(Condition condition) {
        Set<Need> needs = EnumSet.noneOf(Need.class);
        Set<String> wokenBy = new TreeSet<>();
        collect(condition, needs, wokenBy);
        return new Resolved(condition, needs, wokenBy, changesByTime(condition));
    }

    private static void collect(Condition condition, Set<Need> needs, Set<String> wokenBy) {
        switch (condition) {
            case Condition.All(List<Condition> of) -> of.forEach(one -> collect(one, needs, wokenBy));
            case Condition.Any(List<Condition> of) -> of.forEach(one -> collect(one, needs, wokenBy));
            case Condition.Not(Condition of) -> collect(of, needs, wokenBy);
            case Condition.CartFilled(), Condition.CartValue(Money _) -> {
                needs.add(Need.CARTS);
                wokenBy.addAll(EventNames.CHANGE_CARTS);
            }
        }
    }

    private static boolean changesByTime(Condition condition) {
        return switch (condition) {
            case Condition.All(List<Condition> of) -> of.stream().anyMatch(Resolved::changesByTime);
            case Condition.Any(List<Condition> of) -> of.stream().anyMatch(Resolved::changesByTime);
            case Condition.Not(Condition of) -> changesByTime(of);
            case Condition.CartFilled(), Condition.CartValue(Money _) -> false;
        };
    }
}
