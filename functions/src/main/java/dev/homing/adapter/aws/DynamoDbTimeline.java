package dev.homing.adapter.aws;

import dev.homing.adapter.json.stored.ActivityKind;
import dev.homing.adapter.json.stored.TimelineEntryCodec;
import dev.homing.app.port.Timeline;
import dev.homing.domain.event.CustomerEvent;
import dev.homing.domain.event.TimelineKey;
import dev.homing.domain.id.CustomerId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The timeline in the activity table: entries under {@code E#<key>}; where the key depends on the arrival, a marker {@code D#<message id>}
 * holds the key of the first delivery.
 */
public final class DynamoDbTimeline implements Timeline {
    static final String ENTRY = "E#";
    private static final String MARKER = "D#";

    private final DynamoTable activity;

    public DynamoDbTimeline(DynamoDbClient client, String activityTable) {
        this.activity = new DynamoTable(client, activityTable);
    }

    @Override
    public void put(Entry entry, Instant expiresAt) {
        String key = entry.key();
        CustomerEvent event = entry.event();
        if (event != null && TimelineKey.needsMarker(event)) {
            // First, so that after a crash between the two the next delivery puts the entry where this one would have.
            Item marker = Item.of(Key.ofCustomer(entry.customer(), MARKER + event.knownBy()))
                    .with(Item.KIND, ActivityKind.MARKER)
                    .with(Item.BODY, key)
                    .expiring(expiresAt);
            Item first = activity.putNew(marker);
            key = first == null ? key : first.body();
        }
        activity.putNew(Item.of(Key.ofCustomer(entry.customer(), ENTRY + key))
                .with(Item.KIND, ActivityKind.EVENT)
                .with(Item.BODY, TimelineEntryCodec.write(entry))
                .expiring(expiresAt));
    }

    @Override
    public boolean has(CustomerId customer, CustomerEvent event) {
        String sk = TimelineKey.needsMarker(event) ? MARKER + event.knownBy() : ENTRY + TimelineKey.of(event);
        return activity.get(Key.ofCustomer(customer, sk)) != null;
    }

    @Override
    public @Nullable Entry find(CustomerId customer, String key) {
        Item item = activity.get(Key.ofCustomer(customer, ENTRY + key));
        return item == null ? null : entry(customer, item);
    }

    @Override
    public List<Entry> newest(CustomerId customer, @Nullable String before, int limit) {
        String pk = Key.partition(customer);
        List<Item> items = before == null
                ? activity.last(pk, ENTRY, limit)
                : activity.lastBefore(pk, ENTRY, ENTRY + before, limit);
        return items.stream().map(item -> entry(customer, item)).toList();
    }

    static Entry entry(CustomerId customer, Item item) {
        return TimelineEntryCodec.read(customer, item.sk().substring(ENTRY.length()), item.body());
    }
}
