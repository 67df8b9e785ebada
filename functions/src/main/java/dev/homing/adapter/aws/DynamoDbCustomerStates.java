package dev.homing.adapter.aws;

import dev.homing.adapter.json.stored.CustomerStateCodec;
import dev.homing.app.port.CustomerStates;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.state.CustomerState;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * State items in the customers table, under {@code C#<customer>} {@code STATE}. Carts and habits that are too large for it lie beside it under
 * {@code PART#<hash>}: they are written before the state that mentions them and removed after the one that no longer does, and never change.
 */
public final class DynamoDbCustomerStates implements CustomerStates {
    static final String STATE = "STATE";
    private static final String PART = "PART#";

    /** A state that was replaced while its parts were read is read again; this often in a row is a bug. */
    private static final int MOST_TRIES = 10;

    /** Customers with large parts whose states this process read or wrote last. */
    private static final int MOST_REMEMBERED = 500;

    private final DynamoDbClient client;
    private final String table;
    private final DynamoTable customers;

    /** Names of the parts apart that were there when a customer's state was last read or written here. */
    private final Map<CustomerId, Set<String>> apart =
            Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<CustomerId, Set<String>> eldest) {
                    return size() > MOST_REMEMBERED;
                }
            });

    public DynamoDbCustomerStates(DynamoDbClient client, String customersTable) {
        this.client = client;
        this.table = customersTable;
        this.customers = new DynamoTable(client, customersTable);
    }

    @Override
    public CustomerState load(CustomerId id) {
        return state(id, customers.get(Key.ofCustomer(id, STATE)));
    }

    @Override
    public CustomerState loadEventually(CustomerId id) {
        return state(id, customers.getEventually(Key.ofCustomer(id, STATE)));
    }

    @Override
    public Map<CustomerId, CustomerId> merged(Set<CustomerId> ids) {
        Map<String, CustomerId> byPartition = new HashMap<>();
        ids.forEach(id -> byPartition.put(Key.partition(id), id));
        List<Key> keys = ids.stream().map(id -> Key.ofCustomer(id, STATE)).toList();
        Map<CustomerId, CustomerId> merged = new HashMap<>();
        for (Item item : customers.batch(keys)) {
            CustomerId into = CustomerStateCodec.mergedInto(item.body());
            if (into != null) {
                merged.put(Objects.requireNonNull(byPartition.get(item.pk())), into);
            }
        }
        return merged;
    }

    @Override
    public Map<CustomerId, Instant> seen(Set<CustomerId> ids) {
        Map<CustomerId, Instant> seen = new HashMap<>();
        for (Item item : customers.batch(
                ids.stream().map(id -> Key.ofCustomer(id, STATE)).toList())) {
            Instant at = CustomerStateCodec.seenAt(item.body());
            if (at.isAfter(Instant.EPOCH)) {
                seen.put(CustomerStates.customer(item.pk()), at);
            }
        }
        return seen;
    }

    @Override
    public Latest latest(@Nullable String after, int limit) {
        List<String> places = ActivityIndex.latest(client, table, after, limit);
        return new Latest(
                places.stream().map(CustomerStates::customer).toList(),
                places.size() < limit ? null : places.getLast());
    }

    @Override
    public Latest lastActiveOn(LocalDate day, @Nullable String after, int limit) {
        List<String> places = ActivityIndex.on(client, table, day, after, limit);
        return new Latest(
                places.stream().map(CustomerStates::customer).toList(),
                places.size() < limit ? null : places.getLast());
    }

    @Override
    public long roughly() {
        return client.describeTable(request -> request.tableName(table)).table().globalSecondaryIndexes().stream()
                .filter(index -> index.indexName().equals(ActivityIndex.NAME))
                .mapToLong(index -> index.itemCount() == null ? 0 : index.itemCount())
                .sum();
    }

    private CustomerState state(CustomerId id, @Nullable Item first) {
        Item item = first;
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            if (item == null) {
                return CustomerState.unknown(id);
            }
            Map<String, String> parts = parts(id, CustomerStateCodec.partsApart(item.body()));
            if (parts != null) {
                return CustomerStateCodec.read(id, item.revision(), item.body(), parts);
            }
            item = customers.get(Key.ofCustomer(id, STATE));
        }
        throw new IllegalStateException("The parts of customer " + id + " were not found");
    }

    /** Null where one is not there: the state that mentions it was replaced. */
    private @Nullable Map<String, String> parts(CustomerId id, Set<String> names) {
        Map<String, String> bodies = new LinkedHashMap<>();
        for (String name : names) {
            Item part = customers.get(part(id, name));
            if (part == null) {
                return null;
            }
            bodies.put(name, part.body());
        }
        remember(id, names);
        return bodies;
    }

    @Override
    public boolean save(CustomerState state) {
        CustomerStateCodec.Stored stored = CustomerStateCodec.write(state);
        Set<String> before = apart.getOrDefault(state.id(), Set.of());
        stored.parts().forEach((name, body) -> {
            if (!before.contains(name)) {
                Item part = Item.of(part(state.id(), name)).with(Item.BODY, body);
                customers.put(stored.partsExpireAt() == null ? part : part.expiring(stored.partsExpireAt()));
            }
        });
        Item item =
                ActivityIndex.with(Item.of(Key.ofCustomer(state.id(), STATE)).with(Item.BODY, stored.body()), state);
        if (stored.expiresAt() != null) {
            item = item.expiring(stored.expiresAt());
        }
        if (!customers.save(item, state.revision())) {
            return false;
        }
        Set<String> gone = new HashSet<>(before);
        gone.removeAll(stored.parts().keySet());
        gone.forEach(name -> customers.delete(part(state.id(), name)));
        remember(state.id(), stored.parts().keySet());
        return true;
    }

    /** Always what the state says that was read or written last: a name that was there earlier may be gone. */
    private void remember(CustomerId id, Set<String> names) {
        if (names.isEmpty()) {
            apart.remove(id);
        } else {
            apart.put(id, Set.copyOf(names));
        }
    }

    private static Key part(CustomerId id, String name) {
        return Key.ofCustomer(id, PART + name);
    }
}
