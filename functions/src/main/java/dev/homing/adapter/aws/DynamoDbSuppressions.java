package dev.homing.adapter.aws;

import dev.homing.adapter.json.stored.SuppressionCodec;
import dev.homing.app.port.Suppressions;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.consent.AddressKey;
import dev.homing.domain.consent.Suppression;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Suppressed addresses in the customers table, each in an item of its own under {@code ADDR#<channel>#<hash>}, where nothing that is known of
 * its owners can crowd it out.
 */
public final class DynamoDbSuppressions implements Suppressions {
    private static final String SUPPRESSION = "SUPPRESSION";

    private final DynamoDbClient client;
    private final String table;
    private final DynamoTable customers;

    public DynamoDbSuppressions(DynamoDbClient client, String customersTable) {
        this.client = client;
        this.table = customersTable;
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
        if (!suppression.reasons().isEmpty()) {
            item = ActivityIndex.with(item, suppression.address());
        }
        return customers.save(item, suppression.revision());
    }

    @Override
    public Page of(Channel channel, @Nullable String after, int limit) {
        List<AddressKey> keys = ActivityIndex.suppressed(client, table, channel, after, limit).stream()
                .map(hash -> new AddressKey(channel, hash))
                .toList();
        Map<String, Suppression> found = new HashMap<>();
        customers.batch(keys.stream().map(DynamoDbSuppressions::key).toList()).forEach(item -> {
            AddressKey address =
                    new AddressKey(channel, item.pk().substring(item.pk().lastIndexOf('#') + 1));
            found.put(address.hash(), SuppressionCodec.read(address, item.revision(), item.body()));
        });
        List<Suppression> page = keys.stream()
                .map(key -> found.get(key.hash()))
                .filter(Objects::nonNull)
                .toList();
        return new Page(page, keys.size() < limit ? null : keys.getLast().hash());
    }

    private static Key key(AddressKey address) {
        return new Key("ADDR#" + address.channel().key() + "#" + address.hash(), SUPPRESSION);
    }
}
