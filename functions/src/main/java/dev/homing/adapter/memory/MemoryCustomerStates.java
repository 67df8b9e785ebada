package dev.homing.adapter.memory;

import dev.homing.app.port.CustomerStates;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.state.CustomerState;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

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

    @Override
    public Map<CustomerId, Instant> seen(Set<CustomerId> ids) {
        Map<CustomerId, Instant> seen = new HashMap<>();
        for (CustomerId id : ids) {
            Instant at = load(id).seenAt();
            if (at.isAfter(Instant.EPOCH)) {
                seen.put(id, at);
            }
        }
        return seen;
    }

    @Override
    public Latest latest(@Nullable String after, int limit) {
        List<String> places = states.values().stream()
                .filter(CustomerState::listed)
                .map(CustomerStates::place)
                .filter(place -> after == null || place.compareTo(after) < 0)
                .sorted(Comparator.reverseOrder())
                .limit(limit)
                .toList();
        return new Latest(
                places.stream().map(CustomerStates::customer).toList(),
                places.size() < limit ? null : places.getLast());
    }

    @Override
    public Latest lastActiveOn(LocalDate day, @Nullable String after, int limit) {
        List<String> places = states.values().stream()
                .filter(CustomerState::listed)
                .map(CustomerStates::place)
                .filter(place -> place.startsWith(day + "#") && (after == null || place.compareTo(after) > 0))
                .sorted()
                .limit(limit)
                .toList();
        return new Latest(
                places.stream().map(CustomerStates::customer).toList(),
                places.size() < limit ? null : places.getLast());
    }

    @Override
    public long roughly() {
        return states.values().stream().filter(CustomerState::listed).count();
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
