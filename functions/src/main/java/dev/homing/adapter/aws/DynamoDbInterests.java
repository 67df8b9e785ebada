package dev.homing.adapter.aws;

import dev.homing.adapter.json.Keys;
import dev.homing.app.port.Interests;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.product.Interest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Who took an interest in what, in the activity table, under {@code INTEREST#<product>#<0 to 15>}, {@code <customer>#<kind>}. */
public final class DynamoDbInterests implements Interests {
    private final DynamoDbClient client;
    private final String table;
    private final DynamoTable activity;

    public DynamoDbInterests(DynamoDbClient client, String activityTable) {
        this.client = client;
        this.table = activityTable;
        this.activity = new DynamoTable(client, activityTable);
    }

    @Override
    public void put(CustomerId customer, Interest interest, Instant expiresAt) {
        activity.put(Item.of(key(customer, interest)).expiring(expiresAt));
    }

    @Override
    public void forget(CustomerId customer, Interest interest) {
        activity.delete(key(customer, interest));
    }

    private static Key key(CustomerId customer, Interest interest) {
        String pk = pk(interest.product(), Key.shard(customer.value(), SHARDS));
        return new Key(pk, customer.value() + "#" + interest.kind().key());
    }

    @Override
    public Page of(String product, int shard, @Nullable String after, int limit) {
        // All of a customer's kinds: who is cut off at the end of a page comes with the next one.
        int most = limit * Interest.Kind.values().length;
        Map<String, AttributeValue> values = Map.of(
                ":pk", AttributeValue.fromS(pk(product, shard)),
                ":after", AttributeValue.fromS(after == null ? "!" : after + "$"));
        List<Item> items = client
                .query(request -> request.tableName(table)
                        .keyConditionExpression("pk = :pk AND sk > :after")
                        .expressionAttributeValues(values)
                        .limit(most))
                .items()
                .stream()
                .map(Item::new)
                .toList();
        Map<String, Set<Interest.Kind>> byCustomer = new LinkedHashMap<>();
        for (Item item : items) {
            int hash = item.sk().indexOf('#');
            byCustomer
                    .computeIfAbsent(item.sk().substring(0, hash), _ -> EnumSet.noneOf(Interest.Kind.class))
                    .add(Keys.constant(Interest.Kind.class, item.sk().substring(hash + 1)));
        }
        List<Interested> interested = new ArrayList<>();
        byCustomer.forEach((customer, kinds) -> interested.add(new Interested(new CustomerId(customer), kinds)));
        boolean more = items.size() == most;
        if (more && interested.size() > 1) {
            interested.removeLast();
        }
        return new Page(interested, more ? interested.getLast().customer().value() : null);
    }

    private static String pk(String product, int shard) {
        return "INTEREST#" + Key.part(product) + "#" + shard;
    }
}
