package dev.homing.domain.condition;

import dev.homing.domain.Money;
import java.util.ArrayList;
import java.util.List;

/**
 * Something that is so of a customer or is not. Triggers' filters and exits are conditions, and so will be audiences and branches; nothing
 * else compares what is known of a customer with a value.
 */
public sealed interface Condition {
    /** All of them hold; with none in it, it holds for everyone. */
    record All(List<Condition> of) implements Condition {
        public All {
            List<Condition> flat = new ArrayList<>();
            for (Condition one : of) {
                if (one instanceof All(List<Condition> inner)) {
                    flat.addAll(inner);
                } else {
                    flat.add(one);
                }
            }
            of = List.copyOf(flat);
        }
    }

    /** At least one of them holds; with none in it, it holds for nobody. */
    record Any(List<Condition> of) implements Condition {
        public Any {
            List<Condition> flat = new ArrayList<>();
            for (Condition one : of) {
                if (one instanceof Any(List<Condition> inner)) {
                    flat.addAll(inner);
                } else {
                    flat.add(one);
                }
            }
            of = List.copyOf(flat);
        }
    }

    record Not(Condition of) implements Condition {}

    /** There is something in the cart that the run is about. */
    record CartFilled() implements Condition {}

    /** The cart that the run is about is worth at least this. Lines in other currencies count nothing. */
    record CartValue(Money atLeast) implements Condition {}

    Condition EVERYONE = new All(List.of());
}
