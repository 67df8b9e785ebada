package dev.homing.adapter.aws;

import dev.homing.adapter.json.stored.ActivityKind;
import dev.homing.app.port.RejectedEvents;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Rejected events in the activity table, under {@code REJECTED#<0 to 3>} {@code E#<time>#<id>}. */
public final class DynamoDbRejectedEvents implements RejectedEvents {
    /** A sender that is broken may send a thousand of them a second. */
    private static final int SHARDS = 4;

    private static final String EVENT = "E#";
    private static final String MARKER = "K#";

    private final DynamoTable activity;
    private final PlacedOnce placed;

    public DynamoDbRejectedEvents(DynamoDbClient client, String activityTable) {
        this.activity = new DynamoTable(client, activityTable);
        this.placed = new PlacedOnce(activity);
    }

    @Override
    public void put(RejectedEvent event, Instant expiresAt) {
        Item item = Item.of(new Key(pk(event.id()), EVENT + Instants.sortable(event.at()) + "#" + Key.part(event.id())))
                .with("id", event.id())
                .with("at", event.at().toString())
                .with("reason", event.reason())
                .with(Item.BODY, event.event());
        placed.put(marker(event.id()), ActivityKind.REJECTED, item, expiresAt);
    }

    @Override
    public List<RejectedEvent> newest(int limit) {
        List<Item> newest = new ArrayList<>();
        for (int shard = 0; shard < SHARDS; shard++) {
            newest.addAll(activity.last(pk(shard), EVENT, limit));
        }
        return newest.stream()
                .sorted(Comparator.comparing(Item::sk).reversed())
                .limit(limit)
                .map(DynamoDbRejectedEvents::event)
                .toList();
    }

    @Override
    public @Nullable RejectedEvent find(String id) {
        Item item = placed.find(marker(id), pk(id));
        return item == null ? null : event(item);
    }

    @Override
    public void remove(String id) {
        placed.remove(marker(id), pk(id));
    }

    private static RejectedEvent event(Item item) {
        return new RejectedEvent(item.text("id"), Instant.parse(item.text("at")), item.text("reason"), item.body());
    }

    private static Key marker(String id) {
        return new Key(pk(id), MARKER + Key.part(id));
    }

    private static String pk(String id) {
        return pk(Key.shard(id, SHARDS));
    }

    private static String pk(int shard) {
        return "REJECTED#" + shard;
    }
}
