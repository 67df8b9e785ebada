package dev.homing.app.port;

import dev.homing.domain.id.CustomerId;
import dev.homing.domain.state.CustomerState;

/** The hot state items, one a customer. */
public interface CustomerStates {
    /** The state as last saved, by a strongly consistent read; {@link CustomerState#unknown} where there is none. */
    CustomerState load(CustomerId id);

    /**
     * The state as it was at most a moment ago, at half the price: for who saves what follows from it, and loads again where that was not
     * the latest.
     */
    CustomerState loadEventually(CustomerId id);

    /**
     * Saves under the condition that nobody did since this state was loaded; stores it with the next revision.
     *
     * @return false where somebody did: load again
     */
    boolean save(CustomerState state);
}
