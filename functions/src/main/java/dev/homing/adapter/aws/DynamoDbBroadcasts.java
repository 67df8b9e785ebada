package dev.homing.adapter.aws;

import dev.homing.adapter.json.Keys;
import dev.homing.adapter.json.stored.BroadcastCodec;
import dev.homing.app.port.Broadcasts;
import dev.homing.app.port.Unavailable;
import dev.homing.domain.Retention;
import dev.homing.domain.broadcast.Broadcast;
import dev.homing.domain.broadcast.Figures;
import dev.homing.domain.broadcast.Recipient;
import dev.homing.domain.broadcast.Recipient.Status;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.reason.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * Broadcasts in the activity table, under {@code BROADCAST#<campaign>}, {@code N#<number>}; recipients under
 * {@code BROADCAST#<campaign>#<number>#<0 to 15>}, {@code R#<customer>}, with how many of each sixteenth stand where in {@code COUNT}. A recipient and that
 * count change by one transaction, so that the figures add up at any moment. What lies under the id that a recipient turned out to have says whose it is.
 */
public final class DynamoDbBroadcasts implements Broadcasts {
    private static final String RECIPIENT = "R#";
    private static final String COUNT = "COUNT";
    private static final String STATUS = "status";
    private static final String WHY = "why";
    private static final String AT = "at";
    private static final String DUE = "due";
    private static final String RECIPIENT_OF = "recipient";

    /** With the count, as many as a transaction takes. */
    private static final int MOST_AT_ONCE = 99;

    /** Recipients of one sixteenth change at the same time. */
    private static final int MOST_TRIES = 30;

    private final DynamoDbClient client;
    private final String table;
    private final DynamoTable activity;
    private final Shards recipients;

    public DynamoDbBroadcasts(DynamoDbClient client, String activityTable) {
        this.client = client;
        this.table = activityTable;
        this.activity = new DynamoTable(client, activityTable);
        this.recipients = new Shards(client, activityTable, RECIPIENT, true);
    }

    @Override
    public List<Broadcast> of(String campaign, int limit) {
        return activity.lastNow("BROADCAST#" + campaign, "N#", limit).stream()
                .map(item -> BroadcastCodec.read(item.body()))
                .toList();
    }

    @Override
    public @Nullable Broadcast find(String campaign, int number) {
        Item item = activity.get(key(campaign, number));
        return item == null ? null : BroadcastCodec.read(item.body());
    }

    @Override
    public boolean save(Broadcast broadcast, @Nullable Integer step) {
        // Its steps are its revisions, which begin with 1 for the step 0.
        Item item =
                Item.of(key(broadcast.campaign(), broadcast.number())).with(Item.BODY, BroadcastCodec.write(broadcast));
        return activity.save(item, step == null ? 0 : step + 1L);
    }

    @Override
    public void add(String campaign, int number, List<Recipient> recipients) {
        Map<String, List<Recipient>> byShard = new TreeMap<>();
        for (Recipient recipient : recipients) {
            byShard.computeIfAbsent(pk(campaign, number, recipient.customer()), _ -> new ArrayList<>())
                    .add(recipient);
        }
        byShard.forEach((pk, all) -> {
            for (int from = 0; from < all.size(); from += MOST_AT_ONCE) {
                List<Recipient> some = all.subList(from, Math.min(all.size(), from + MOST_AT_ONCE));
                if (!added(pk, some)) {
                    some.forEach(recipient -> addOne(pk, recipient));
                }
            }
        });
    }

    private void addOne(String pk, Recipient recipient) {
        until(
                recipient.customer(),
                () -> added(pk, List.of(recipient)) || activity.get(key(pk, recipient.customer())) != null);
    }

    private boolean added(String pk, List<Recipient> recipients) {
        List<TransactWriteItem> writes = new ArrayList<>();
        for (Recipient recipient : recipients) {
            Put put = Put.builder()
                    .tableName(table)
                    .item(item(pk, recipient).attributes())
                    .conditionExpression("attribute_not_exists(pk)")
                    .build();
            writes.add(TransactWriteItem.builder().put(put).build());
        }
        writes.add(count(pk, Map.of(Status.PENDING, recipients.size())));
        return written(writes);
    }

    @Override
    public boolean settle(
            String campaign, int number, CustomerId customer, Status status, @Nullable Reason reason, Instant now) {
        Key key = key(pk(campaign, number, customer), customer);
        Item item = activity.get(key);
        String recipient = item == null ? null : item.optionalText(RECIPIENT_OF);
        if (recipient != null) {
            return settle(campaign, number, new CustomerId(recipient), status, reason, now);
        }
        if (item == null) {
            return false;
        }
        until(customer, () -> settled(key, status, reason, now));
        return true;
    }

    /** @return false where it has to be tried again */
    private boolean settled(Key key, Status status, @Nullable Reason reason, Instant now) {
        Item item = activity.get(key);
        Recipient known = item == null ? null : recipient(item);
        if (known == null || !known.yieldsTo(status)) {
            return true;
        }
        Put put = Put.builder()
                .tableName(table)
                .item(item(key.pk(), known.with(status, reason, now)).attributes())
                .conditionExpression("#status = :before")
                .expressionAttributeNames(Map.of("#status", STATUS))
                .expressionAttributeValues(
                        Map.of(":before", AttributeValue.fromS(known.status().key())))
                .build();
        Map<Status, Integer> moved = new EnumMap<>(Status.class);
        moved.put(known.status(), -1);
        moved.put(status, 1);
        return written(List.of(TransactWriteItem.builder().put(put).build(), count(key.pk(), moved)));
    }

    @Override
    public boolean alias(String campaign, int number, CustomerId recipient, CustomerId as) {
        Item item = Item.of(key(pk(campaign, number, as), as)).with(RECIPIENT_OF, recipient.value());
        Item there = activity.putNew(item);
        return there == null || recipient.value().equals(there.optionalText(RECIPIENT_OF));
    }

    @Override
    public @Nullable Recipient recipient(String campaign, int number, CustomerId customer) {
        Item item = activity.get(key(pk(campaign, number, customer), customer));
        return item == null || item.optionalText(RECIPIENT_OF) != null ? null : recipient(item);
    }

    @Override
    public void forget(String campaign, int number, CustomerId customer) {
        Key key = key(pk(campaign, number, customer), customer);
        until(customer, () -> forgotten(key));
    }

    /** @return false where it has to be tried again */
    private boolean forgotten(Key key) {
        Item item = activity.get(key);
        if (item == null) {
            return true;
        }
        if (item.optionalText(RECIPIENT_OF) != null) {
            activity.delete(key);
            return true;
        }
        Status status = recipient(item).status();
        Delete delete = Delete.builder()
                .tableName(table)
                .key(key.attributes())
                .conditionExpression("#status = :before")
                .expressionAttributeNames(Map.of("#status", STATUS))
                .expressionAttributeValues(Map.of(":before", AttributeValue.fromS(status.key())))
                .build();
        List<TransactWriteItem> writes = new ArrayList<>();
        writes.add(TransactWriteItem.builder().delete(delete).build());
        if (status == Status.PENDING) {
            writes.add(count(key.pk(), Map.of(Status.PENDING, -1, Status.SKIPPED, 1)));
        }
        return written(writes);
    }

    @Override
    public Page recipients(String campaign, int number, @Nullable String after, int limit) {
        Shards.Page<Recipient> page = recipients.page(
                shard -> pk(campaign, number, shard),
                after,
                limit,
                item -> item.optionalText(RECIPIENT_OF) == null ? recipient(item) : null);
        return new Page(page.all(), page.next());
    }

    @Override
    public Figures figures(String campaign, int number) {
        List<Key> keys = new ArrayList<>();
        for (int shard = 0; shard < Shards.COUNT; shard++) {
            keys.add(new Key(pk(campaign, number, shard), COUNT));
        }
        Map<Status, Long> counts = new EnumMap<>(Status.class);
        for (Item item : activity.batchNow(keys)) {
            for (Status status : Status.values()) {
                AttributeValue count = item.attributes().get(status.key());
                if (count != null) {
                    counts.merge(status, Long.parseLong(count.n()), Long::sum);
                }
            }
        }
        return new Figures(counts);
    }

    private TransactWriteItem count(String pk, Map<Status, Integer> by) {
        Map<String, String> names = new HashMap<>();
        Map<String, AttributeValue> values = new HashMap<>();
        List<String> added = new ArrayList<>();
        by.forEach((status, count) -> {
            names.put("#" + status.key(), status.key());
            values.put(":" + status.key(), AttributeValue.fromN(Integer.toString(count)));
            added.add("#" + status.key() + " :" + status.key());
        });
        Update update = Update.builder()
                .tableName(table)
                .key(new Key(pk, COUNT).attributes())
                .updateExpression("ADD " + String.join(", ", added))
                .expressionAttributeNames(names)
                .expressionAttributeValues(values)
                .build();
        return TransactWriteItem.builder().update(update).build();
    }

    private boolean written(List<TransactWriteItem> writes) {
        try {
            client.transactWriteItems(request -> request.transactItems(writes));
            return true;
        } catch (TransactionCanceledException someoneElse) {
            return false;
        }
    }

    private interface Try {
        boolean done();
    }

    private static void until(CustomerId customer, Try tried) {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            if (tried.done()) {
                return;
            }
        }
        throw new Unavailable("The recipient " + customer + " and others are changed by too many at once");
    }

    private static Item item(String pk, Recipient recipient) {
        Item item = Item.of(key(pk, recipient.customer()))
                .with(STATUS, recipient.status().key())
                .with(AT, recipient.at().toEpochMilli())
                .expiring(recipient.at().plus(Retention.ACTIVITY));
        if (recipient.due() != null) {
            item = item.with(DUE, recipient.due().toEpochMilli());
        }
        return recipient.reason() == null ? item : item.with(WHY, BroadcastCodec.reason(recipient.reason()));
    }

    private static Recipient recipient(Item item) {
        AttributeValue due = item.attributes().get(DUE);
        String why = item.optionalText(WHY);
        AttributeValue at = item.attributes().get(AT);
        return new Recipient(
                new CustomerId(item.sk().substring(RECIPIENT.length())),
                due == null ? null : Instant.ofEpochMilli(Long.parseLong(due.n())),
                Keys.constant(Status.class, item.text(STATUS)),
                why == null ? null : BroadcastCodec.reason(why),
                at == null ? Instant.EPOCH : Instant.ofEpochMilli(Long.parseLong(at.n())));
    }

    private static Key key(String campaign, int number) {
        return new Key("BROADCAST#" + campaign, String.format("N#%08d", number));
    }

    private static Key key(String pk, CustomerId customer) {
        return new Key(pk, RECIPIENT + customer.value());
    }

    private static String pk(String campaign, int number, CustomerId customer) {
        return pk(campaign, number, Key.shard(customer.value(), Shards.COUNT));
    }

    private static String pk(String campaign, int number, int shard) {
        return "BROADCAST#" + campaign + "#" + number + "#" + shard;
    }
}
