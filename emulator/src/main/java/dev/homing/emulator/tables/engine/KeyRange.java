package dev.homing.emulator.tables.engine;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** The sort keys from one to another, both included or not. */
record KeyRange(KeyPart low, boolean withLow, KeyPart high, boolean withHigh) {
    /** Comes after whatever may follow a prefix: the last of all UTF-16 units, which no text has alone. */
    private static final String AFTER_ALL = "\uDFFF";

    private static final KeyRange ALL = new KeyRange(Place.LOWEST, true, Place.HIGHEST, true);

    /**
     * What a condition on the sort key takes. Of bytes that begin with something this says only where they begin; the condition has to be asked
     * as well.
     *
     * @param condition null: all
     */
    static KeyRange of(@Nullable Condition condition, Scope scope) {
        return switch (condition) {
            case null -> ALL;
            case Condition.Compare compare -> compared(compare.operator(), part(compare.right(), scope));
            case Condition.Between between ->
                new KeyRange(part(between.low(), scope), true, part(between.high(), scope), true);
            case Condition.BeginsWith begins -> {
                KeyPart beginning = part(begins.beginning(), scope);
                KeyPart end = beginning instanceof KeyPart.Text text
                        ? new KeyPart.Text(text.text() + AFTER_ALL)
                        : Place.HIGHEST;
                yield new KeyRange(beginning, true, end, true);
            }
            default -> throw new IllegalArgumentException("No condition on a sort key: " + condition);
        };
    }

    private static KeyRange compared(String operator, KeyPart value) {
        return switch (operator) {
            case "=" -> new KeyRange(value, true, value, true);
            case "<" -> new KeyRange(Place.LOWEST, true, value, false);
            case "<=" -> new KeyRange(Place.LOWEST, true, value, true);
            case ">" -> new KeyRange(value, false, Place.HIGHEST, true);
            default -> new KeyRange(value, true, Place.HIGHEST, true);
        };
    }

    private static KeyPart part(Operand operand, Scope scope) {
        JsonNode value = scope.value(((Operand.Given) operand).name());
        return KeyPart.of(value);
    }

    /** Whether nothing can lie in it. */
    boolean isEmpty() {
        int order = low.compareTo(high);
        return order > 0 || (order == 0 && !(withLow && withHigh));
    }
}
