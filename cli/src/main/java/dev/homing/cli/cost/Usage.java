package dev.homing.cli.cost;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How much of AWS something uses, by the names that {@link Prices} knows: {@code eventbridge.events}, {@code dynamodb.write.TABLE} (units),
 * {@code lambda.invocations.FUNCTION}, ... Nothing is left out that is zero, and nothing is listed that is.
 */
public record Usage(SortedMap<String, BigDecimal> amounts) {
    public static final Usage NONE = new Usage(new TreeMap<>());

    public Usage {
        SortedMap<String, BigDecimal> used = new TreeMap<>();
        amounts.forEach((name, amount) -> {
            if (amount.signum() != 0) {
                used.put(name, amount.stripTrailingZeros());
            }
        });
        amounts = Collections.unmodifiableSortedMap(used);
    }

    public static Usage of(Map<String, ? extends Number> amounts) {
        SortedMap<String, BigDecimal> decimals = new TreeMap<>();
        amounts.forEach((name, amount) -> decimals.put(name, new BigDecimal(amount.toString())));
        return new Usage(decimals);
    }

    public BigDecimal of(String name) {
        return amounts.getOrDefault(name, BigDecimal.ZERO);
    }

    /** Of all whose name begins so. */
    public BigDecimal sum(String prefix) {
        return amounts.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix))
                .map(Map.Entry::getValue)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    public Usage plus(Usage other) {
        SortedMap<String, BigDecimal> sum = new TreeMap<>(amounts);
        other.amounts.forEach((name, amount) -> sum.merge(name, amount, BigDecimal::add));
        return new Usage(sum);
    }

    public Usage minus(Usage other) {
        return plus(other.times(BigDecimal.ONE.negate()));
    }

    public Usage times(BigDecimal factor) {
        SortedMap<String, BigDecimal> product = new TreeMap<>();
        amounts.forEach((name, amount) -> product.put(name, amount.multiply(factor, MathContext.DECIMAL64)));
        return new Usage(product);
    }

    public Usage times(double factor) {
        return times(BigDecimal.valueOf(factor));
    }

    public Usage dividedBy(int count) {
        SortedMap<String, BigDecimal> share = new TreeMap<>();
        amounts.forEach(
                (name, amount) -> share.put(name, amount.divide(BigDecimal.valueOf(count), MathContext.DECIMAL64)));
        return new Usage(share);
    }
}
