package dev.homing.domain.condition;

import dev.homing.domain.Hash;
import dev.homing.domain.event.CustomerEvent;
import dev.homing.domain.event.EventNames;
import dev.homing.domain.event.OwnEvents;
import dev.homing.domain.id.Group;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a condition stands on, worked out once when it is published.
 *
 * @param condition as a person wrote it
 * @param needs what has to be known of each customer so that it can be asked
 * @param wokenBy titles of the events after which its answer may be another one; {@link OwnEvents#ANY}: of all
 * @param changesByTime whether its answer can change without any event
 */
public record Resolved(Condition condition, Set<Need> needs, Set<String> wokenBy, boolean changesByTime) {
    public Resolved {
        needs = Set.copyOf(needs);
        wokenBy = Set.copyOf(wokenBy);
    }

    public static final Resolved EVERYONE = of(Condition.EVERYONE);

    public static Resolved of(Condition condition) {
        Set<Need> needs = new LinkedHashSet<>();
        Set<String> wokenBy = new TreeSet<>();
        collect(condition, needs, wokenBy);
        return new Resolved(condition, needs, wokenBy, changesByTime(condition));
    }

    /** Whether an event may change the answer by what it says of who the customer is. */
    public boolean needsProfile() {
        return needs.contains(new Need.Profile());
    }

    /** Whether after an event the answer may be another one. */
    public boolean isWokenBy(CustomerEvent event) {
        return wokenBy.contains(event.title())
                || (wokenBy.contains(OwnEvents.ANY) && event.isDeed())
                || (needsProfile() && event.saysWho());
    }

    /** By which a customer's state remembers that a run waits until it holds. */
    public long number() {
        return Hash.number(Words.of(condition));
    }

    /** Whether it asks about the event at hand, so that it can only be asked where that is known. */
    public boolean looksAtEvent() {
        return looksAtEvent(condition);
    }

    private static boolean looksAtEvent(Condition condition) {
        return switch (condition) {
            case Condition.All(List<Condition> of) -> of.stream().anyMatch(Resolved::looksAtEvent);
            case Condition.Any(List<Condition> of) -> of.stream().anyMatch(Resolved::looksAtEvent);
            case Condition.Not(Condition of) -> looksAtEvent(of);
            case Condition.Property _, Condition.Products _ -> true;
            case Condition.Did did -> did.same() != null;
            case Condition.CartFilled(), Condition.CartValue _, Condition.CartAbandoned _ -> false;
            case Condition.Attribute _, Condition.Got _, Condition.In _, Condition.ConsentIs _ -> false;
            case Condition.OnWeekday _, Condition.AtTime _ -> false;
        };
    }

    public boolean needsCarts() {
        return needs.contains(new Need.Carts());
    }

    private static void collect(Condition condition, Set<Need> needs, Set<String> wokenBy) {
        switch (condition) {
            case Condition.All(List<Condition> of) -> of.forEach(one -> collect(one, needs, wokenBy));
            case Condition.Any(List<Condition> of) -> of.forEach(one -> collect(one, needs, wokenBy));
            case Condition.Not(Condition of) -> collect(of, needs, wokenBy);
            case Condition.CartFilled(), Condition.CartValue _, Condition.CartAbandoned _ -> {
                needs.add(new Need.Carts());
                wokenBy.addAll(EventNames.CHANGE_CARTS);
            }
            case Condition.Did did -> {
                needs.add(Times.need(did));
                wokenBy.addAll(did.event().names());
            }
            case Condition.Got got -> {
                Need.Times need = Times.need(got);
                needs.add(need);
                wokenBy.addAll(need.event().names());
            }
            case Condition.In(Group group) -> needs.add(new Need.Membership(group));
            case Condition.Attribute _, Condition.ConsentIs _ -> needs.add(new Need.Profile());
            case Condition.Property _, Condition.Products _ -> {
                // What the event at hand says needs nothing else.
            }
            case Condition.OnWeekday _, Condition.AtTime _ -> needs.add(new Need.Profile());
        }
    }

    private static boolean changesByTime(Condition condition) {
        return switch (condition) {
            case Condition.All(List<Condition> of) -> of.stream().anyMatch(Resolved::changesByTime);
            case Condition.Any(List<Condition> of) -> of.stream().anyMatch(Resolved::changesByTime);
            case Condition.Not(Condition of) -> changesByTime(of);
            case Condition.CartFilled(), Condition.CartValue _, Condition.Property _, Condition.Products _ -> false;
            case Condition.In _, Condition.ConsentIs _ -> false;
            case Condition.CartAbandoned _, Condition.OnWeekday _, Condition.AtTime _ -> true;
            case Condition.Did did -> did.within() != null;
            case Condition.Got got -> got.within() != null;
            case Condition.Attribute attribute ->
                attribute.tests().stream().anyMatch(test -> test instanceof Test.InLast);
        };
    }
}
