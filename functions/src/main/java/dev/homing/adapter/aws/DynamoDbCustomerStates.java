package dev.homing.adapter.aws;

import dev.homing.adapter.json.stored.CustomerStateCodec;
import dev.homing.app.port.CustomerStates;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.state.CustomerState;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** State items in the customers table, under {@code C#<customer>} {@code STATE}. */
public final class DynamoDbCustomerStates implements CustomerStates {
    private static final String STATE = "STATE";

    private final DynamoTable customers;

    public DynamoDbCustomerStates(DynamoDbClient client, String customersTable) {
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

    private static CustomerState state(CustomerId id, @Nullable Item item) {
        return item == null ? CustomerState.unknown(id) : CustomerStateCodec.read(id, item.revision(), item.body());
    }

    @Override
    public boolean save(CustomerState state) {
        Item item = Item.of(Key.ofCustomer(state.id(), STATE)).with(Item.BODY, CustomerStateCodec.write(state));
        return customers.save(item, state.revision());
    }
}
