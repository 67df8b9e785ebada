package dev.homing.adapter.aws;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.Select;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** One table, with the few shapes of calls that all adapters make. Conditions, not transactions. */
final class DynamoTable {
    /** What a batch of reads may hold. */
    private static final int MOST_IN_BATCH = 100;

    private static final String WRITE = "w";

    /** Why a transaction was given up that may go well the next time. */
    private static final Set<String> LOST = Set.of("ConditionalCheckFailed", "TransactionConflict");

    private static final SecureRandom RANDOM = new SecureRandom();

    private final DynamoDbClient client;
    private final String name;

    DynamoTable(DynamoDbClient client, String name) {
        this.client = client;
        this.name = name;
    }

    /** By a strongly consistent read; null where there is none. */
    @Nullable
    Item get(Key key) {
        return get(key, true);
    }

    /** May be a moment behind; at half the price. */
    @Nullable
    Item getEventually(Key key) {
        return get(key, false);
    }

    private @Nullable Item get(Key key, boolean consistent) {
        GetItemResponse response = client.getItem(
                request -> request.tableName(name).key(key.attributes()).consistentRead(consistent));
        return response.hasItem() ? new Item(response.item()) : null;
    }

    /**
     * Stores an item with the next revision, under the condition that the stored one has this revision; 0: that there is none. Every write
     * bears a mark of its own: where the SDK tried again after an answer that was lost, the condition fails for our own write, and the mark
     * says so.
     *
     * @return false where somebody else wrote it
     */
    boolean save(Item item, long revision) {
        String write = Long.toUnsignedString(RANDOM.nextLong(), Character.MAX_RADIX);
        PutItemRequest.Builder put = PutItemRequest.builder()
                .tableName(name)
                .item(item.with(Item.REVISION, revision + 1).with(WRITE, write).attributes())
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
        if (revision == 0) {
            put.conditionExpression("attribute_not_exists(pk)");
        } else {
            put.conditionExpression("#v = :v")
                    .expressionAttributeNames(Map.of("#v", Item.REVISION))
                    .expressionAttributeValues(Map.of(":v", AttributeValue.fromN(Long.toString(revision))));
        }
        try {
            client.putItem(put.build());
            return true;
        } catch (ConditionalCheckFailedException e) {
            return e.hasItem() && write.equals(new Item(e.item()).optionalText(WRITE));
        }
    }

    /**
     * Stores an item as {@link #save} does, and others with it: all of them or none. The SDK gives a token with the call, by which DynamoDB knows
     * a second try after an answer that was lost.
     *
     * @param gone are deleted with it
     * @return false where somebody else wrote the first one, or writes any of them right now
     */
    boolean saveAll(Item first, long revision, List<Item> others, List<Key> gone) {
        Put.Builder guarded = Put.builder()
                .tableName(name)
                .item(first.with(Item.REVISION, revision + 1).attributes());
        if (revision == 0) {
            guarded.conditionExpression("attribute_not_exists(pk)");
        } else {
            guarded.conditionExpression("#v = :v")
                    .expressionAttributeNames(Map.of("#v", Item.REVISION))
                    .expressionAttributeValues(Map.of(":v", AttributeValue.fromN(Long.toString(revision))));
        }
        List<TransactWriteItem> writes = new ArrayList<>();
        writes.add(TransactWriteItem.builder().put(guarded.build()).build());
        for (Item other : others) {
            Put put = Put.builder().tableName(name).item(other.attributes()).build();
            writes.add(TransactWriteItem.builder().put(put).build());
        }
        for (Key other : gone) {
            writes.add(TransactWriteItem.builder().delete(deletion(other)).build());
        }
        return transact(writes);
    }

    /**
     * Deletes an item, under the condition that it has this revision, and others with it: all of them or none.
     *
     * @return false where it has another one, or is not there
     */
    boolean deleteAll(Key first, long revision, List<Key> others) {
        List<TransactWriteItem> deletes = new ArrayList<>();
        Delete guarded = Delete.builder()
                .tableName(name)
                .key(first.attributes())
                .conditionExpression("#v = :v")
                .expressionAttributeNames(Map.of("#v", Item.REVISION))
                .expressionAttributeValues(Map.of(":v", AttributeValue.fromN(Long.toString(revision))))
                .build();
        deletes.add(TransactWriteItem.builder().delete(guarded).build());
        for (Key other : others) {
            deletes.add(TransactWriteItem.builder().delete(deletion(other)).build());
        }
        return transact(deletes);
    }

    private Delete deletion(Key key) {
        return Delete.builder().tableName(name).key(key.attributes()).build();
    }

    private boolean transact(List<TransactWriteItem> writes) {
        try {
            client.transactWriteItems(request -> request.transactItems(writes));
            return true;
        } catch (TransactionCanceledException e) {
            if (e.cancellationReasons().stream().anyMatch(reason -> LOST.contains(reason.code()))) {
                return false;
            }
            throw e;
        }
    }

    /**
     * Puts an item where there is none.
     *
     * @return what is there already; null where it was put
     */
    @Nullable
    Item putNew(Item item) {
        try {
            client.putItem(request -> request.tableName(name)
                    .item(item.attributes())
                    .conditionExpression("attribute_not_exists(pk)")
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
            return null;
        } catch (ConditionalCheckFailedException e) {
            return new Item(e.item());
        }
    }

    /** Puts an item where there is none, or one whose number under a name is smaller. */
    void putIfLater(Item item, String number, long value) {
        try {
            client.putItem(request -> request.tableName(name)
                    .item(item.attributes())
                    .conditionExpression("attribute_not_exists(pk) OR #n < :n")
                    .expressionAttributeNames(Map.of("#n", number))
                    .expressionAttributeValues(Map.of(":n", AttributeValue.fromN(Long.toString(value)))));
        } catch (ConditionalCheckFailedException laterOneIsThere) {
            return;
        }
    }

    void put(Item item) {
        client.putItem(request -> request.tableName(name).item(item.attributes()));
    }

    void delete(Key key) {
        client.deleteItem(request -> request.tableName(name).key(key.attributes()));
    }

    /** Items of a partition whose sort key begins with a prefix, in its order; strongly consistent. */
    List<Item> all(String pk, String skPrefix) {
        return query(prefixed(pk, skPrefix).consistentRead(true), Integer.MAX_VALUE);
    }

    /** The first of them, at the most so many; may be a moment behind. */
    List<Item> first(String pk, String skPrefix, int limit) {
        return query(prefixed(pk, skPrefix), limit);
    }

    /** The first of them as of this moment; at double the price. */
    List<Item> firstNow(String pk, String skPrefix, int limit) {
        return query(prefixed(pk, skPrefix).consistentRead(true), limit);
    }

    /** The last of them, backwards; may be a moment behind. */
    List<Item> last(String pk, String skPrefix, int limit) {
        return query(prefixed(pk, skPrefix).scanIndexForward(false), limit);
    }

    /** The last of them as of this moment, backwards; at double the price. */
    List<Item> lastNow(String pk, String skPrefix, int limit) {
        return query(prefixed(pk, skPrefix).scanIndexForward(false).consistentRead(true), limit);
    }

    /** The last of them before a sort key, backwards; may be a moment behind. */
    List<Item> lastBefore(String pk, String skPrefix, String before, int limit) {
        QueryRequest.Builder query = QueryRequest.builder()
                .keyConditionExpression("pk = :pk AND sk BETWEEN :prefix AND :before")
                .expressionAttributeValues(Map.of(
                        ":pk", AttributeValue.fromS(pk),
                        ":prefix", AttributeValue.fromS(skPrefix),
                        ":before", AttributeValue.fromS(before)))
                .scanIndexForward(false);
        List<Item> items = new ArrayList<>(query(query, limit == Integer.MAX_VALUE ? limit : limit + 1));
        items.removeIf(item -> item.sk().equals(before));
        return items.size() > limit ? items.subList(0, limit) : items;
    }

    /**
     * Those that exist, in no order; may be a moment behind.
     *
     * @param keys each once
     */
    List<Item> batch(Collection<Key> keys) {
        return batch(List.copyOf(keys), false);
    }

    /** Those that exist as of this moment, in no order; at double the price. */
    List<Item> batchNow(Collection<Key> keys) {
        return batch(List.copyOf(keys), true);
    }

    private List<Item> batch(List<Key> keys, boolean consistent) {
        List<Item> found = new ArrayList<>();
        for (int from = 0; from < keys.size(); from += MOST_IN_BATCH) {
            List<Map<String, AttributeValue>> part = new ArrayList<>();
            keys.subList(from, Math.min(keys.size(), from + MOST_IN_BATCH)).forEach(key -> part.add(key.attributes()));
            Map<String, KeysAndAttributes> asked = Map.of(
                    name,
                    KeysAndAttributes.builder()
                            .keys(part)
                            .consistentRead(consistent)
                            .build());
            while (!asked.isEmpty()) {
                Map<String, KeysAndAttributes> now = asked;
                BatchGetItemResponse response = client.batchGetItem(request -> request.requestItems(now));
                response.responses().getOrDefault(name, List.of()).forEach(item -> found.add(new Item(item)));
                asked = response.unprocessedKeys();
            }
        }
        return found;
    }

    /** How many there are, at the most so many; may be a moment behind. */
    int count(String pk, String skPrefix, int limit) {
        QueryRequest.Builder query =
                prefixed(pk, skPrefix).tableName(name).select(Select.COUNT).limit(limit);
        int count = 0;
        while (true) {
            QueryResponse page = client.query(query.build());
            count += page.count();
            if (count >= limit
                    || !page.hasLastEvaluatedKey()
                    || page.lastEvaluatedKey().isEmpty()) {
                return count;
            }
            query.exclusiveStartKey(page.lastEvaluatedKey());
        }
    }

    private static QueryRequest.Builder prefixed(String pk, String skPrefix) {
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":pk", AttributeValue.fromS(pk));
        if (skPrefix.isEmpty()) {
            return QueryRequest.builder().keyConditionExpression("pk = :pk").expressionAttributeValues(values);
        }
        values.put(":prefix", AttributeValue.fromS(skPrefix));
        return QueryRequest.builder()
                .keyConditionExpression("pk = :pk AND begins_with(sk, :prefix)")
                .expressionAttributeValues(values);
    }

    private List<Item> query(QueryRequest.Builder query, int limit) {
        List<Item> items = new ArrayList<>();
        query.tableName(name);
        while (true) {
            int left = limit - items.size();
            if (left <= 0) {
                return items;
            }
            QueryResponse page = client.query(
                    limit == Integer.MAX_VALUE
                            ? query.build()
                            : query.limit(left).build());
            page.items().forEach(item -> items.add(new Item(item)));
            if (!page.hasLastEvaluatedKey() || page.lastEvaluatedKey().isEmpty()) {
                return items;
            }
            query.exclusiveStartKey(page.lastEvaluatedKey());
        }
    }
}
