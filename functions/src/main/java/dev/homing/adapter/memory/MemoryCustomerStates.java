package dev.homing.adapter.memory;

import dev.homing.app.port.CustomerStates;
import dev.homing.domain.profile.CustomerId;
import dev.homing.domain.profile.CustomerState;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** State items in memory. */
public final class MemoryCustomerStates implements CustomerStates {
    private final ConcurrentMap<CustomerId, CustomerState> states = new ConcurrentHashMap<>();

    @Override
    public CustomerState load(CustomerId id) {
        CustomerState stored = states.get(id);
        return stored == null ? CustomerState.unknown(id) : stored;
    }

    @Override
    public boolean save(CustomerState state) {
        return Revisions.save(states, state.id(), state, CustomerState::revision, CustomerState::withRevision);
    }
}
