package dev.homing.app.port;

import dev.homing.domain.id.CustomerId;
import dev.homing.domain.state.CustomerState;
import java.util.Map;
import java.util.Set;

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
     * Those of these customers who turned out to be somebody else, and who that was said to be; it may have turned out to be yet another one.
     * As of at most a moment ago, in batches of a hundred.
     */
    Map<CustomerId, CustomerId> merged(Set<CustomerId> ids);

    /**
     * Saves under the condition that nobody did since this state was loaded; stores it with the next revision.
     *
     * @return false where somebody did: load again
     */
    boolean save(CustomerState state);
}
