package dev.homing.domain.condition;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A comparison of one value with what a person asked for. What is not known, and null, is equal to nothing, larger than nothing and earlier than
 * nothing: only {@link IsNot} and {@code Exists(false)} hold of it. Of a list, one element that passes is enough.
 */
public sealed interface Test {
    /** @param value a text, number or boolean. Texts are compared without regard to case and to blanks around them */
    record Is(Object value) implements Test {}

    /** Everything that {@link Is} is not, so also what is not known. */
    record IsNot(Object value) implements Test {}

    record OneOf(List<Object> values) implements Test {
        public OneOf {
            values = List.copyOf(values);
        }
    }

    /** A part of a text, or an element of a list, without regard to case. */
    record Contains(String text) implements Test {}

    record StartsWith(String text) implements Test {}

    record AtLeast(Bound bound) implements Test {}

    record AtMost(Bound bound) implements Test {}

    record Before(Moment moment) implements Test {}

    record After(Moment moment) implements Test {}

    /** The value is a time that lies in this period up to now. */
    record InLast(Duration period) implements Test {}

    /** Whether there is a value. */
    record Exists(boolean there) implements Test {}

    /**
     * A number, or an amount of money.
     *
     * @param currency ISO 4217: an amount in another one is neither more nor less. Null: a plain number
     */
    record Bound(BigDecimal number, @Nullable String currency) {
        @Override
        public String toString() {
            return number.toPlainString() + (currency == null ? "" : " " + currency);
        }
    }
}
