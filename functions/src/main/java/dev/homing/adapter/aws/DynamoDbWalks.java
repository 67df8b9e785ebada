package dev.homing.adapter.aws;

import dev.homing.adapter.json.stored.WalkCodec;
import dev.homing.app.port.Walks;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The walk through all customers in the customers table, under {@code WALK} {@code WALK}. */
public final class DynamoDbWalks implements Walks {
    private static final Key KEY = new Key("WALK", "WALK");

    private final DynamoTable customers;

    public DynamoDbWalks(DynamoDbClient client, String customersTable) {
        this.customers = new DynamoTable(client, customersTable);
    }

    @Override
    public Walk latest() {
        Item item = customers.get(KEY);
        return item == null ? Walk.NONE : WalkCodec.read(item.body());
    }

    @Override
    public void save(Walk walk) {
        customers.put(Item.of(KEY).with(Item.BODY, WalkCodec.write(walk)));
    }
}
