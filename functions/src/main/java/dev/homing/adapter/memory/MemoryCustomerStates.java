package dev.homing.adapter.memory;

import dev.homing.app.port.CustomerStates;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.state.CustomerState;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BooleanSupplier;

/** State items in memory. */
public final class MemoryCustomerStates implements CustomerStates {
    private final ConcurrentMap<CustomerId, CustomerState> states = new ConcurrentHashMap<>();
    /** As they were before they were last saved. */
    private final ConcurrentMap<CustomerId, CustomerState> earlier = new ConcurrentHashMap<>();

    private BooleanSupplier behind = () -> false;

    @Override
    public CustomerState load(CustomerId id) {
        return known(id, states);
    }

    @Override
    public CustomerState loadEventually(CustomerId id) {
        return known(id, behind.getAsBoolean() ? earlier : states);
    }

    private static CustomerState known(CustomerId id, Map<CustomerId, CustomerState> in) {
        CustomerState stored = in.get(id);
        return stored == null ? CustomerState.unknown(id) : stored;
    }

    @Override
    public Map<CustomerId, CustomerId> merged(Set<CustomerId> ids) {
        Map<CustomerId, CustomerId> merged = new HashMap<>();
        for (CustomerId id : ids) {
            CustomerId into = load(id).mergedInto();
            if (into != null) {
                merged.put(id, into);
            }
        }
        return merged;
    }

    /** @param now whether the next read that may be a moment behind is */
    public void behind(BooleanSupplier now) {
        behind = now;
    }

    @Override
    public boolean save(CustomerState state) {
        CustomerState before = load(state.id());
        boolean saved = Revisions.save(states, state.id(), state, CustomerState::revision, CustomerState::withRevision);
        if (saved && before.revision() > 0) {
            earlier.put(state.id(), before);
        }
        return saved;
    }
}
