package dev.homing.adapter.aws;

import dev.homing.app.port.Memberships;
import dev.homing.app.port.Unavailable;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.id.Group;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * Members of groups in the customers table, under {@code GROUP#<kind>#<key>#<0 to 15>}, {@code M#<customer>}, with the number of each sixteenth in
 * {@code COUNT}: both are changed by one transaction, so that the count is exact. Who left stays there for a while as one who left, so that what
 * is said late of their coming changes nothing.
 */
public final class DynamoDbMemberships implements Memberships {
    private static final String MEMBER = "M#";
    private static final String COUNT = "COUNT";
    private static final String AT = "at";
    private static final String IN = "in";
    private static final Duration LEFT_KEPT = Duration.ofDays(3);

    /** Customers of one sixteenth come and go at the same time. */
    private static final int MOST_TRIES = 20;

    private final DynamoDbClient client;
    private final String table;
    private final DynamoTable customers;
    private final Shards members;

    public DynamoDbMemberships(DynamoDbClient client, String customersTable) {
        this.client = client;
        this.table = customersTable;
        this.customers = new DynamoTable(client, customersTable);
        this.members = new Shards(client, customersTable, MEMBER, false);
    }

    @Override
    public void put(Group group, CustomerId customer, boolean in, Instant at) {
        Key key = key(group, customer);
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            Item known = customers.get(key);
            boolean was = known != null && isIn(known);
            if (known != null && at(known) > at.toEpochMilli()) {
                return;
            }
            if (was == in && (known != null || !in)) {
                return;
            }
            if (moved(key, known, in, at)) {
                return;
            }
        }
        throw new Unavailable("The members of " + group + " are changed by too many at once");
    }

    @Override
    public void forget(Group group, CustomerId customer) {
        Key key = new Key(pk(group, Key.shard(customer.value(), Shards.COUNT)), MEMBER + customer.value());
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            Item known = customers.get(key);
            if (known == null || forgotten(key, known)) {
                return;
            }
        }
        throw new Unavailable("The members of " + group + " are changed by too many at once");
    }

    private boolean forgotten(Key key, Item known) {
        Delete delete = Delete.builder()
                .tableName(table)
                .key(key.attributes())
                .conditionExpression(
                        (isIn(known) ? "attribute_exists(#in)" : "attribute_not_exists(#in)") + " AND #at = :at")
                .expressionAttributeNames(Map.of("#in", IN, "#at", AT))
                .expressionAttributeValues(Map.of(":at", AttributeValue.fromN(Long.toString(at(known)))))
                .build();
        List<TransactWriteItem> writes = new ArrayList<>();
        writes.add(TransactWriteItem.builder().delete(delete).build());
        if (isIn(known)) {
            writes.add(TransactWriteItem.builder().update(counted(key.pk(), -1)).build());
        }
        try {
            client.transactWriteItems(request -> request.transactItems(writes));
            return true;
        } catch (TransactionCanceledException someoneElse) {
            return false;
        }
    }

    private Update counted(String pk, int more) {
        return Update.builder()
                .tableName(table)
                .key(new Key(pk, COUNT).attributes())
                .updateExpression("ADD #n :one")
                .expressionAttributeNames(Map.of("#n", "n"))
                .expressionAttributeValues(Map.of(":one", AttributeValue.fromN(Integer.toString(more))))
                .build();
    }

    private boolean moved(Key key, @Nullable Item known, boolean in, Instant at) {
        Item item = Item.of(key).with(AT, at.toEpochMilli());
        item = in ? item.with(IN, 1) : item.expiring(at.plus(LEFT_KEPT));
        Put.Builder put = Put.builder().tableName(table).item(item.attributes());
        if (known == null) {
            put.conditionExpression("attribute_not_exists(pk)");
        } else {
            put.conditionExpression(
                            (isIn(known) ? "attribute_exists(#in)" : "attribute_not_exists(#in)") + " AND #at = :at")
                    .expressionAttributeNames(Map.of("#in", IN, "#at", AT))
                    .expressionAttributeValues(Map.of(":at", AttributeValue.fromN(Long.toString(at(known)))));
        }
        try {
            client.transactWriteItems(request -> request.transactItems(
                    TransactWriteItem.builder().put(put.build()).build(),
                    TransactWriteItem.builder()
                            .update(counted(key.pk(), in ? 1 : -1))
                            .build()));
            return true;
        } catch (TransactionCanceledException someoneElse) {
            return false;
        }
    }

    @Override
    public Standing standing(Group group, CustomerId customer) {
        Item known = customers.get(key(group, customer));
        return known == null
                ? new Standing(false, Instant.EPOCH)
                : new Standing(isIn(known), Instant.ofEpochMilli(at(known)));
    }

    private static Key key(Group group, CustomerId customer) {
        return new Key(pk(group, Key.shard(customer.value(), Shards.COUNT)), MEMBER + customer.value());
    }

    @Override
    public long count(Group group) {
        List<Key> keys = new ArrayList<>();
        for (int shard = 0; shard < Shards.COUNT; shard++) {
            keys.add(new Key(pk(group, shard), COUNT));
        }
        return customers.batchNow(keys).stream()
                .mapToLong(item -> number(item, "n"))
                .sum();
    }

    @Override
    public Page members(Group group, @Nullable String after, int limit) {
        Shards.Page<CustomerId> page = members.page(
                shard -> pk(group, shard),
                after,
                limit,
                item -> isIn(item) ? new CustomerId(item.sk().substring(MEMBER.length())) : null);
        return new Page(page.all(), page.next());
    }

    @Override
    public boolean clear(Group group, int limit) {
        int left = limit;
        for (int shard = 0; shard < Shards.COUNT; shard++) {
            for (Item item : customers.firstNow(pk(group, shard), "", left)) {
                customers.delete(new Key(item.pk(), item.sk()));
                left--;
            }
            if (left <= 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean isIn(Item item) {
        return item.attributes().containsKey(IN);
    }

    private static long at(Item item) {
        return number(item, AT);
    }

    private static long number(Item item, String name) {
        AttributeValue value = item.attributes().get(name);
        return value == null ? 0 : Long.parseLong(value.n());
    }

    private static String pk(Group group, int shard) {
        return "GROUP#" + group.kind().key() + "#" + group.key() + "#" + shard;
    }
}
