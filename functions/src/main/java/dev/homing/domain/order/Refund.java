package dev.homing.domain.order;

import dev.homing.domain.Facts;
import dev.homing.domain.Money;
import dev.homing.domain.event.CustomerEvent;
import dev.homing.domain.event.EventNames;

/** What one event takes back of an order. */
public sealed interface Refund {
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
        Money soFar = Money.plausible(properties.number(CustomerEvent.REFUNDED_TOTAL), currency);
        if (soFar != null) {
            return new SoFar(positive(soFar));
        }
        Money amount = Amounts.ofOrder(properties, shopCurrency);
        return amount == null ? new Whole() : new Part(positive(amount));
    }

    private static Money positive(Money amount) {
        return amount.amount().signum() < 0 ? amount.negated() : amount;
    }
}
