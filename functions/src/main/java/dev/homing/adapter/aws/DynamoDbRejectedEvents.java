package dev.homing.adapter.aws;

import dev.homing.adapter.json.Keys;
import dev.homing.adapter.json.stored.ActivityKind;
import dev.homing.app.port.RejectedEvents;
import dev.homing.domain.event.CustomerEvent.Origin;
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
    private static final String REPLAYED = "replayedAt";

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
                .with("origin", Keys.key(event.origin()))
                .with("reason", event.reason())
                .with(Item.BODY, event.event());
        placed.put(marker(event.id()), ActivityKind.REJECTED, item, expiresAt);
    }

    @Override
    public Page page(@Nullable String before, int limit) {
        List<Item> found = new ArrayList<>();
        for (int shard = 0; shard < SHARDS; shard++) {
            found.addAll(
                    before == null
                            ? activity.last(pk(shard), EVENT, limit + 1)
                            : activity.lastBefore(pk(shard), EVENT, EVENT + before, limit + 1));
        }
        found.sort(Comparator.comparing(Item::sk).reversed());
        List<RejectedEvent> events =
                found.stream().limit(limit).map(DynamoDbRejectedEvents::event).toList();
        return found.size() <= limit
                ? new Page(events, null)
                : new Page(events, found.get(limit - 1).sk().substring(EVENT.length()));
    }

    @Override
    public @Nullable RejectedEvent find(String id) {
        Item item = placed.find(marker(id), pk(id));
        return item == null ? null : event(item);
    }

    @Override
    public void replayed(String id, Instant at) {
        Item item = placed.find(marker(id), pk(id));
        // Nothing else of it ever changes, so that two who replay it at once write the same but for the time.
        if (item != null && item.optionalText(REPLAYED) == null) {
            activity.put(item.with(REPLAYED, at.toString()));
        }
    }

    @Override
    public void forget(String id) {
        placed.remove(marker(id), pk(id));
    }

    private static RejectedEvent event(Item item) {
        String replayedAt = item.optionalText(REPLAYED);
        return new RejectedEvent(
                item.text("id"),
                Instant.parse(item.text("at")),
                Keys.constant(Origin.class, item.text("origin")),
                item.text("reason"),
                item.body(),
                replayedAt == null ? null : Instant.parse(replayedAt));
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
