package dev.homing.app.observe;

import dev.homing.app.customer.CustomerLookup;
import dev.homing.app.port.Backoff;
import dev.homing.app.port.CustomerStates;
import dev.homing.domain.id.CustomerId;
import java.time.Instant;
import java.util.List;

/** Carries out what is still pending for a customer, because it could not be done at once. */
public final class SettleCustomer {
    private final CustomerLookup lookup;
    private final CarryOut carryOut;

    public SettleCustomer(CustomerStates states, Backoff backoff, CarryOut carryOut) {
        this.lookup = new CustomerLookup(states, backoff);
        this.carryOut = carryOut;
    }

    public void settle(CustomerId customer, Instant now) {
        carryOut.pendingOf(lookup.resolve(customer, now), List.of(), now);
    }
}
