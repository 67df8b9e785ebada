package dev.homing.app.customer;

import dev.homing.app.port.Backoff;
import dev.homing.app.port.CustomerStates;
import dev.homing.app.port.Unavailable;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.state.CustomerState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the state that an id leads to, through merges, and finishes a merge that was begun: freezing the one and absorbing it into the other
 * are two writes, and a crash may lie between them.
 */
public final class CustomerLookup {
    /** More hops than that are a bug, not a customer. */
    private static final int MOST_HOPS = 20;

    private final CustomerStates states;
    private final Tries tries;

    public CustomerLookup(CustomerStates states, Backoff backoff) {
        this.states = states;
        this.tries = new Tries(backoff);
    }

    /** As {@link #resolve}, but where nothing was merged perhaps a moment behind: for who saves what follows from it. */
    public CustomerState resolveEventually(CustomerId id, Instant now) {
        CustomerState state = states.loadEventually(id);
        return state.mergedInto() == null ? state : resolve(id, now);
    }

    /**
     * The state of whoever this id turned out to be, with what all on the way there had.
     *
     * @throws Unavailable where others changed it at each try to save that
     */
    public CustomerState resolve(CustomerId id, Instant now) {
        return tries.until("The customer " + id, () -> resolvedOnce(id, now));
    }

    /** @return null where somebody else was faster: it may be another's by now */
    private @Nullable CustomerState resolvedOnce(CustomerId id, Instant now) {
        CustomerState state = states.load(id);
        List<CustomerState> way = new ArrayList<>();
        for (CustomerId into = state.mergedInto(); into != null; into = state.mergedInto()) {
            way.addFirst(state);
            if (way.size() > MOST_HOPS) {
                throw new IllegalStateException("Customer " + id + " was merged in a circle");
            }
            state = states.load(into);
        }
        CustomerState both = state;
        // From the nearest on: it may have taken over the farther ones, and says so.
        for (CustomerState frozen : way) {
            both = both.absorbing(frozen, now);
        }
        boolean nothingNew = both.equals(state);
        if (!nothingNew && !states.save(both)) {
            return null;
        }
        empty(way);
        return nothingNew ? state : both.withRevision(both.revision() + 1);
    }

    /** Removes what was taken over, so that taking it over again adds nothing; a crash before it leaves that to whoever comes next. */
    private void empty(List<CustomerState> takenOver) {
        for (CustomerState frozen : takenOver) {
            if (!frozen.identity().emptied()) {
                states.save(frozen.emptied());
            }
        }
    }

    /**
     * Makes one customer of two.
     *
     * @param from the id that is given up; nothing happens where it already leads to the other
     * @param byTrusted whether the shop's own servers say that they are one
     * @throws Unavailable where others changed it at each try
     */
    public void merge(CustomerId from, CustomerId into, boolean byTrusted, Instant now) {
        tries.until("The customer " + from, () -> {
            CustomerState target = resolve(into, now);
            CustomerState given = states.load(from);
            CustomerId already = given.mergedInto();
            if (given.id().equals(target.id())
                    || (already != null && resolve(from, now).id().equals(target.id()))) {
                return target;
            }
            // Given up to someone else before: what it had is theirs; from here on it belongs to whoever was named
            // last.
            CustomerState frozen = already == null
                    ? given.frozen(target.id(), byTrusted)
                    : CustomerState.unknown(from).withRevision(given.revision()).frozen(target.id(), byTrusted);
            return states.save(frozen) ? resolve(from, now) : null;
        });
    }
}
