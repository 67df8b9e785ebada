package dev.homing.asl;

/** A whole number that a machine gives as a constant or works out per run; the field it stands in says the unit. */
public sealed interface Quantity {

    /** A constant. */
    record Literal(long value) implements Quantity {}

    /**
     * A JSONata expression that must yield a whole number.
     *
     * @param jsonata the expression; written with or without its <code>{% %}</code>, kept without
     */
    record Expression(String jsonata) implements Quantity {
        public Expression {
            jsonata = Expressions.body(jsonata);
        }
    }

    static Quantity of(long value) {
        return new Literal(value);
    }

    static Quantity jsonata(String expression) {
        return new Expression(expression);
    }
}
