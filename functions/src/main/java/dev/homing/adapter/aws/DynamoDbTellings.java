package dev.homing.adapter.aws;

import dev.homing.adapter.json.stored.TellingCodec;
import dev.homing.app.port.TellQueue.TellJob;
import dev.homing.app.port.Tellings;
import dev.homing.app.port.Unavailable;
import dev.homing.domain.audience.Telling;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * What destinations know in the activity table, under {@code TOLD#<audience>#<destination>#<0 to 15>}, {@code T#<customer>}, with the number of
 * each sixteenth in {@code COUNT}: both are changed by one transaction, so that the counts are exact.
 */
public final class DynamoDbTellings implements Tellings {
    private static final String COUNT = "COUNT";
    private static final int MOST_TRIES = 5;
    private static final Duration OUT_KEPT = Duration.ofDays(30);

    private final DynamoDbClient client;
    private final String table;
    private final DynamoTable activity;

    public DynamoDbTellings(DynamoDbClient client, String activityTable) {
        this.client = client;
        this.table = activityTable;
        this.activity = new DynamoTable(client, activityTable);
    }

    @Override
    public Telling find(TellJob about) {
        Item item = activity.get(key(about));
        return item == null ? Telling.NONE : TellingCodec.read(item.body(), item.revision());
    }

    @Override
    public boolean save(TellJob about, Telling telling) {
        Telling before = telling.revision() == 0 ? Telling.NONE : find(about);
        if (before.revision() != telling.revision()) {
            return false;
        }
        Key key = key(about);
        Item item =
                Item.of(key).with(Item.BODY, TellingCodec.write(telling)).with(Item.REVISION, telling.revision() + 1);
        if (telling.phase() == Telling.Phase.OUT) {
            item = item.expiring(telling.leaseUntil().plus(OUT_KEPT));
        }
        Put.Builder put = Put.builder().tableName(table).item(item.attributes());
        if (telling.revision() == 0) {
            put.conditionExpression("attribute_not_exists(pk)");
        } else {
            put.conditionExpression("#v = :v")
                    .expressionAttributeNames(Map.of("#v", Item.REVISION))
                    .expressionAttributeValues(Map.of(":v", number(telling.revision())));
        }
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":told", number(told(telling) - told(before)));
        values.put(":open", number(open(telling) - open(before)));
        String failure = "";
        if (telling.error() != null) {
            failure = " SET failure = :failure, failedAt = :at";
            values.put(":failure", AttributeValue.fromS(telling.error()));
            values.put(":at", number(telling.leaseUntil().toEpochMilli()));
        }
        Update count = Update.builder()
                .tableName(table)
                .key(new Key(key.pk(), COUNT).attributes())
                .updateExpression("ADD told :told, opened :open" + failure)
                .expressionAttributeValues(values)
                .build();
        try {
            client.transactWriteItems(request -> request.transactItems(
                    TransactWriteItem.builder().put(put.build()).build(),
                    TransactWriteItem.builder().update(count).build()));
            return true;
        } catch (TransactionCanceledException someoneElse) {
            return false;
        }
    }

    private static int told(Telling telling) {
        return telling.phase() == Telling.Phase.IN ? 1 : 0;
    }

    private static int open(Telling telling) {
        return telling.phase().open() ? 1 : 0;
    }

    private static AttributeValue number(long number) {
        return AttributeValue.fromN(Long.toString(number));
    }

    @Override
    public Figures figures(String audience, String destination) {
        List<Key> keys = new ArrayList<>();
        for (int shard = 0; shard < Shards.COUNT; shard++) {
            keys.add(new Key(pk(audience, destination, shard), COUNT));
        }
        long told = 0;
        long open = 0;
        long failedAt = 0;
        String error = null;
        for (Item item : activity.batchNow(keys)) {
            told += number(item, "told");
            open += number(item, "opened");
            if (number(item, "failedAt") > failedAt) {
                failedAt = number(item, "failedAt");
                error = item.text("failure");
            }
        }
        return new Figures(told, open, error, error == null ? null : Instant.ofEpochMilli(failedAt));
    }

    private static long number(Item item, String name) {
        AttributeValue value = item.attributes().get(name);
        return value == null ? 0 : Long.parseLong(value.n());
    }

    @Override
    public void forget(TellJob about) {
        Key key = key(about);
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            Item item = activity.get(key);
            if (item == null) {
                return;
            }
            Telling before = TellingCodec.read(item.body(), item.revision());
            Delete delete = Delete.builder()
                    .tableName(table)
                    .key(key.attributes())
                    .conditionExpression("#v = :v")
                    .expressionAttributeNames(Map.of("#v", Item.REVISION))
                    .expressionAttributeValues(Map.of(":v", number(item.revision())))
                    .build();
            Update count = Update.builder()
                    .tableName(table)
                    .key(new Key(key.pk(), COUNT).attributes())
                    .updateExpression("ADD told :told, opened :open")
                    .expressionAttributeValues(Map.of(":told", number(-told(before)), ":open", number(-open(before))))
                    .build();
            try {
                client.transactWriteItems(request -> request.transactItems(
                        TransactWriteItem.builder().delete(delete).build(),
                        TransactWriteItem.builder().update(count).build()));
                return;
            } catch (TransactionCanceledException someoneElse) {
                // It is read again.
            }
        }
        throw new Unavailable("What " + about.destination() + " knows of a customer changes all the time");
    }

    @Override
    public boolean clear(String audience, String destination, int limit) {
        int left = limit;
        for (int shard = 0; shard < Shards.COUNT; shard++) {
            for (Item item : activity.firstNow(pk(audience, destination, shard), "", left)) {
                activity.delete(new Key(item.pk(), item.sk()));
                left--;
            }
            if (left <= 0) {
                return true;
            }
        }
        return false;
    }

    private static Key key(TellJob about) {
        String customer = about.customer().value();
        return new Key(pk(about.audience(), about.destination(), Key.shard(customer, Shards.COUNT)), "T#" + customer);
    }

    private static String pk(String audience, String destination, int shard) {
        return "TOLD#" + audience + "#" + destination + "#" + shard;
    }
}
