package dev.homing.adapter.aws;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What many customers share lies in sixteen partitions, by the customer; this reads through all of them, a page at a time. */
final class Shards {
    static final int COUNT = 16;

    private final DynamoDbClient client;
    private final String table;
    private final String prefix;
    private final boolean consistent;

    /**
     * @param prefix of the sort keys; behind it stands who it is
     * @param consistent whether what was written a moment ago is to be there, at double the price
     */
    Shards(DynamoDbClient client, String table, String prefix, boolean consistent) {
        this.client = client;
        this.table = table;
        this.prefix = prefix;
        this.consistent = consistent;
    }

    /** @param next where the next page begins; null where there are no more */
    record Page<T>(List<T> all, @Nullable String next) {}

    /**
     * @param pk of each partition
     * @param after {@link Page#next} of the page before; null: from the beginning, as where it is none
     * @param reading null for what is passed over
     */
    <T> Page<T> page(IntFunction<String> pk, @Nullable String after, int limit, Function<Item, @Nullable T> reading) {
        int slash = after == null ? -1 : after.indexOf('/');
        int shard = after == null || slash < 0 ? 0 : shard(after.substring(0, slash));
        String last = after == null || slash < 0 ? "" : after.substring(slash + 1);
        List<T> all = new ArrayList<>();
        while (shard < COUNT) {
            List<Item> items = items(pk.apply(shard), last, limit);
            for (Item item : items) {
                last = item.sk().substring(prefix.length());
                T read = reading.apply(item);
                if (read != null) {
                    all.add(read);
                    if (all.size() == limit) {
                        return new Page<>(all, shard + "/" + last);
                    }
                }
            }
            if (items.size() < limit) {
                shard++;
                last = "";
            }
        }
        return new Page<>(all, null);
    }

    private List<Item> items(String pk, String last, int limit) {
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":pk", AttributeValue.fromS(pk));
        values.put(":from", AttributeValue.fromS(prefix + last + (last.isEmpty() ? "" : "\u0001")));
        values.put(":to", AttributeValue.fromS(prefix + "~"));
        return client
                .query(request -> request.tableName(table)
                        .keyConditionExpression("pk = :pk AND sk BETWEEN :from AND :to")
                        .expressionAttributeValues(values)
                        .consistentRead(consistent)
                        .limit(limit))
                .items()
                .stream()
                .map(Item::new)
                .toList();
    }

    private static int shard(String text) {
        try {
            return Math.clamp(Integer.parseInt(text), 0, COUNT);
        } catch (NumberFormatException notACursor) {
            return 0;
        }
    }
}
