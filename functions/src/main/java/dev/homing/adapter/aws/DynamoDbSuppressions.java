package dev.homing.adapter.aws;

import dev.homing.adapter.json.stored.SuppressionCodec;
import dev.homing.app.port.Suppressions;
import dev.homing.domain.consent.AddressKey;
import dev.homing.domain.consent.Suppression;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Suppressed addresses in the customers table, each in an item of its own under {@code ADDR#<channel>#<hash>}, where nothing that is known of
 * its owners can crowd it out.
 */
public final class DynamoDbSuppressions implements Suppressions {
    private static final String SUPPRESSION = "SUPPRESSION";

    private final DynamoTable customers;

    public DynamoDbSuppressions(DynamoDbClient client, String customersTable) {
        this.customers = new DynamoTable(client, customersTable);
    }

    @Override
    public Suppression of(AddressKey address) {
        Item item = customers.get(key(address));
        return item == null ? Suppression.none(address) : SuppressionCodec.read(address, item.revision(), item.body());
    }

    @Override
    public boolean save(Suppression suppression) {
        Item item = Item.of(key(suppression.address())).with(Item.BODY, SuppressionCodec.write(suppression));
        return customers.save(item, suppression.revision());
    }

    private static Key key(AddressKey address) {
        return new Key("ADDR#" + address.channel().key() + "#" + address.hash(), SUPPRESSION);
    }
}
