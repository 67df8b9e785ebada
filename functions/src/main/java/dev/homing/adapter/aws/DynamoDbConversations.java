package dev.homing.adapter.aws;

import dev.homing.adapter.json.stored.ActivityKind;
import dev.homing.adapter.json.stored.ConversationCodec;
import dev.homing.app.port.Conversations;
import dev.homing.domain.conversation.Conversation;
import dev.homing.domain.conversation.Said;
import dev.homing.domain.id.CustomerId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * Conversations in their customers' partitions of the activity table: {@code TALK}, what was said under {@code W#<time>#<id>}, and where that is
 * under {@code WK#<id>}. A list of them is read from the {@link RosterIndex}, in two lanes of its own.
 */
public final class DynamoDbConversations implements Conversations {
    private static final String CONVERSATION = "TALK";
    private static final String SAID = "W#";
    private static final String MARKER = "WK#";

    private final DynamoDbClient client;
    private final String table;
    private final DynamoTable activity;

    public DynamoDbConversations(DynamoDbClient client, String activityTable) {
        this.client = client;
        this.table = activityTable;
        this.activity = new DynamoTable(client, activityTable);
    }

    @Override
    public Conversation of(CustomerId customer) {
        Item item = activity.get(Key.ofCustomer(customer, CONVERSATION));
        return item == null ? Conversation.none(customer) : conversation(item);
    }

    @Override
    public @Nullable Said find(CustomerId customer, String id) {
        Item marker = activity.get(Key.ofCustomer(customer, MARKER + Key.part(id)));
        Item item = marker == null ? null : activity.get(Key.ofCustomer(customer, marker.body()));
        return item == null ? null : ConversationCodec.readSaid(item.body());
    }

    @Override
    public boolean save(Conversation conversation, @Nullable Said said, Instant expiresAt) {
        CustomerId customer = conversation.customer();
        Item item = RosterIndex.with(
                Item.of(Key.ofCustomer(customer, CONVERSATION))
                        .with(Item.KIND, ActivityKind.CONVERSATION)
                        .with(Item.BODY, ConversationCodec.write(conversation))
                        .expiring(expiresAt),
                conversation);
        if (said == null) {
            return activity.save(item, conversation.revision());
        }
        String place = SAID + Conversations.place(said);
        Item kept = Item.of(Key.ofCustomer(customer, place))
                .with(Item.KIND, ActivityKind.SAID)
                .with(Item.BODY, ConversationCodec.write(said))
                .expiring(expiresAt);
        Item marker = Item.of(Key.ofCustomer(customer, MARKER + Key.part(said.id())))
                .with(Item.KIND, ActivityKind.MARKER)
                .with(Item.BODY, place)
                .expiring(expiresAt);
        return activity.saveAll(item, conversation.revision(), List.of(kept, marker), List.of());
    }

    @Override
    public List<Said> said(CustomerId customer, @Nullable String before, int limit) {
        String pk = Key.partition(customer);
        List<Item> items = before == null
                ? activity.lastNow(pk, SAID, limit)
                : activity.lastBefore(pk, SAID, SAID + before, limit);
        return items.stream()
                .map(item -> ConversationCodec.readSaid(item.body()))
                .toList();
    }

    @Override
    public Page latest(boolean unread, @Nullable String before, int limit) {
        Map<String, String> names = new HashMap<>(Map.of("#lane", RosterIndex.LANE));
        Map<String, AttributeValue> values =
                new HashMap<>(Map.of(":lane", AttributeValue.fromS(RosterIndex.lane(unread))));
        String key = "#lane = :lane";
        if (before != null) {
            names.put("#place", RosterIndex.PLACE);
            values.put(":before", AttributeValue.fromS(before));
            key += " AND #place < :before";
        }
        QueryRequest query = QueryRequest.builder()
                .tableName(table)
                .indexName(RosterIndex.NAME)
                .scanIndexForward(false)
                .keyConditionExpression(key)
                .expressionAttributeNames(names)
                .expressionAttributeValues(values)
                .limit(limit + 1)
                .build();
        List<Key> keys = new ArrayList<>();
        List<String> places = new ArrayList<>();
        client.query(query).items().stream().map(Item::new).forEach(item -> {
            keys.add(new Key(item.pk(), item.sk()));
            places.add(item.text(RosterIndex.PLACE));
        });
        boolean more = keys.size() > limit;
        List<Conversation> found = activity.batchNow(more ? keys.subList(0, limit) : keys).stream()
                .map(DynamoDbConversations::conversation)
                // The index may be a moment behind.
                .filter(conversation -> unread == conversation.unread() > 0)
                .sorted(Comparator.<Conversation, String>comparing(Conversations::place)
                        .reversed())
                .toList();
        return new Page(found, more ? places.get(limit - 1) : null);
    }

    private static Conversation conversation(Item item) {
        CustomerId customer = Key.customer(item.pk());
        return ConversationCodec.read(customer, item.revision(), item.body());
    }
}
