package dev.homing.domain.order;

import dev.homing.domain.Money;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that was taken back of one order, by whoever tells of it, in whatever order it is told. The shop's events may tell parts and the payment
 * provider a running total of the same refunds: the larger of the two counts.
 *
 * @param parts by the id of their event, so that each counts once
 * @param soFar the largest running total; null where nobody told one
 * @param whole whether everything was taken back
 */
public record Refunds(Map<String, Money> parts, @Nullable Money soFar, boolean whole) {
    public static final Refunds NONE = new Refunds(Map.of(), null, false);

    /** More of one order are not counted: a shop that sends a hundred refunds of one order sends a running total. */
    private static final int MOST_PARTS = 100;

    public Refunds {
        parts = Map.copyOf(parts);
    }

    /**
     * @param event its id
     * @return this same object where it changes nothing
     */
    public Refunds with(String event, Refund refund) {
        return switch (refund) {
            case Refund.Whole() -> whole ? this : new Refunds(parts, soFar, true);
            case Refund.SoFar(Money amount) -> {
                boolean larger = soFar == null
                        || (soFar.currency().equals(amount.currency())
                                && soFar.amount().compareTo(amount.amount()) < 0);
                yield larger ? new Refunds(parts, amount, whole) : this;
            }
            case Refund.Part(Money amount) -> {
                if (parts.containsKey(event) || parts.size() >= MOST_PARTS) {
                    yield this;
                }
                Map<String, Money> more = new LinkedHashMap<>(parts);
                more.put(event, amount);
                yield new Refunds(more, soFar, whole);
            }
        };
    }

    /** Both together. */
    public Refunds with(Refunds other) {
        Refunds both = this;
        for (Map.Entry<String, Money> part : other.parts.entrySet()) {
            both = both.with(part.getKey(), new Refund.Part(part.getValue()));
        }
        if (other.soFar != null) {
            both = both.with("", new Refund.SoFar(other.soFar));
        }
        return other.whole ? both.with("", new Refund.Whole()) : both;
    }

    /** What is left of an order's amount, never below zero. What was told in another currency is not taken off. */
    public Money leftOf(Money amount) {
        if (whole) {
            return Money.zero(amount.currency());
        }
        Money told = Money.zero(amount.currency());
        for (Money part : parts.values()) {
            if (part.currency().equals(amount.currency())) {
                told = told.plus(part);
            }
        }
        if (soFar != null
                && soFar.currency().equals(amount.currency())
                && soFar.amount().compareTo(told.amount()) > 0) {
            told = soFar;
        }
        Money left = amount.plus(told.negated());
        return left.amount().signum() < 0 ? Money.zero(amount.currency()) : left;
    }
}
