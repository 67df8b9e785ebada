package dev.homing.domain.order;

import dev.homing.domain.Facts;
import dev.homing.domain.Money;
import dev.homing.domain.event.CustomerEvent;
import dev.homing.domain.event.EventNames;
import org.jspecify.annotations.Nullable;

/** What one event takes back of an order. */
public sealed interface Refund {
    /** The property of a running total: all that was taken back so far. Payment providers tell that. */
    String SO_FAR = "refunded_total";

    /** Everything: a cancellation, or a refund that names neither an amount nor products. */
    record Whole() implements Refund {}

    /** An amount of its own, beside those of other events. */
    record Part(Money amount) implements Refund {}

    /** All that was taken back so far, this time included. */
    record SoFar(Money amount) implements Refund {}

    /**
     * What an event takes back. Amounts count whether they are written with a minus or without.
     *
     * @param shopCurrency of events that name none
     */
    static Refund of(CustomerEvent event, String shopCurrency) {
        if (event.is(EventNames.ORDER_CANCELLED)) {
            return new Whole();
        }
        Facts properties = event.properties();
        String currency = Amounts.currency(properties, shopCurrency);
        Money soFar = Money.plausible(properties.number(SO_FAR), currency);
        if (soFar != null) {
            return new SoFar(positive(soFar));
        }
        Money amount = Amounts.ofOrder(properties, shopCurrency);
        return amount == null ? new Whole() : new Part(positive(amount));
    }

    /**
     * Why an event does not say what it takes back: it names products and no amount, and one of them has no price. Taking back the whole
     * order for it would be a guess.
     *
     * @return null where it does say
     */
    static @Nullable String problem(Facts properties) {
        boolean named = !properties.list("products").isEmpty();
        boolean unsaid = properties.number(SO_FAR) == null && Amounts.ofOrder(properties, "EUR") == null;
        return named && unsaid
                ? "total: is missing, and not every one of the products has a price; send how much was refunded as \"total\""
                : null;
    }

    private static Money positive(Money amount) {
        return amount.amount().signum() < 0 ? amount.negated() : amount;
    }
}
