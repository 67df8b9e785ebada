package dev.homing.app;

import dev.homing.app.port.CustomerStates;
import dev.homing.domain.profile.CustomerId;
import dev.homing.domain.profile.CustomerState;
import java.time.Instant;

/**
 * Finds the state that an id leads to, through merges, and finishes a merge that was begun: freezing the one and absorbing it into the other
 * are two writes, and a crash may lie between them.
 */
final class CustomerLookup {
    /** More hops than that are a bug, not a customer. */
    private static final int MOST_HOPS = 20;

    private final CustomerStates states;

    CustomerLookup(CustomerStates states) {
        this.states = states;
    }

    /** The state of whoever this id turned out to be. */
    CustomerState resolve(CustomerId id, Instant now) {
        CustomerState state = states.load(id);
        for (int hop = 0; hop < MOST_HOPS; hop++) {
            CustomerId into = state.mergedInto();
            if (into == null) {
                return state;
            }
            state = absorbed(state, into, now);
        }
        throw new IllegalStateException("Customer " + id + " was merged in a circle");
    }

    /**
     * Makes one customer of two.
     *
     * @param from the id that is given up; nothing happens where it already leads to the other
     */
    void merge(CustomerId from, CustomerId into, Instant now) {
        while (true) {
            CustomerState target = resolve(into, now);
            CustomerState given = states.load(from);
            CustomerId already = given.mergedInto();
            if (given.id().equals(target.id()) || (already != null && resolve(from, now).id().equals(target.id()))) {
                return;
            }
            // Given up to someone else before: what it had is theirs; from here on it belongs to whoever was named last.
            CustomerState frozen = already == null
                    ? given.frozen(target.id())
                    : CustomerState.unknown(from).withRevision(given.revision()).frozen(target.id());
            if (states.save(frozen)) {
                resolve(from, now);
                return;
            }
        }
    }

    private CustomerState absorbed(CustomerState frozen, CustomerId into, Instant now) {
        while (true) {
            CustomerState target = states.load(into);
            if (target.mergedInto() != null || target.absorbed().contains(frozen.id())) {
                return target;
            }
            CustomerState both = target.absorbing(frozen, now);
            if (states.save(both)) {
                return both.withRevision(both.revision() + 1);
            }
        }
    }
}
