package dev.homing.app.customer;

import dev.homing.app.port.Backoff;
import dev.homing.app.port.CustomerStates;
import dev.homing.app.port.Unavailable;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.state.CustomerState;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Changes a customer's hot state: finds whoever an id leads to, has it decided what becomes of them, and saves that, or begins again. */
public final class ChangeCustomer {
    private final CustomerStates states;
    private final CustomerLookup lookup;
    private final Tries tries;

    public ChangeCustomer(CustomerStates states, Backoff backoff) {
        this.states = states;
        this.lookup = new CustomerLookup(states, backoff);
        this.tries = new Tries(backoff);
    }

    /**
     * @param state to be saved; one that equals what was there is not
     * @param result what else was decided
     */
    public record Decided<T>(CustomerState state, T result) {}

    /**
     * @param state as it is stored now
     * @param result what was decided with it
     */
    public record Changed<T>(CustomerState state, T result) {}

    /**
     * @param decide may be asked several times, each time with the state of that moment
     * @throws Unavailable where others changed it at each try
     */
    public <T> Changed<T> change(CustomerId customer, Instant now, Function<CustomerState, Decided<T>> decide) {
        return tries.until("The customer " + customer, () -> saved(lookup.resolve(customer, now), decide));
    }

    /**
     * As {@link #change}, but decided first on a state that may be a moment behind, at half the price: where it is, saving fails, and it is
     * decided anew. Only for who is certain to save something, or to whom it does not matter.
     */
    public <T> Changed<T> changeEventually(
            CustomerId customer, Instant now, Function<CustomerState, Decided<T>> decide) {
        Changed<T> first = saved(lookup.resolveEventually(customer, now), decide);
        return first == null ? change(customer, now, decide) : first;
    }

    private <T> @Nullable Changed<T> saved(CustomerState before, Function<CustomerState, Decided<T>> decide) {
        Decided<T> decided = decide.apply(before);
        CustomerState after = decided.state();
        if (after.equals(before)) {
            return new Changed<>(before, decided.result());
        }
        return states.save(after) ? new Changed<>(after.withRevision(after.revision() + 1), decided.result()) : null;
    }
}
