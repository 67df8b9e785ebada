package dev.homing.adapter.aws;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Items that lie by time and are known by an id: a marker under the id holds the sort key that the item was given first, so that the same
 * item put again at another time is found where it is.
 */
final class PlacedOnce {
    private final DynamoTable table;

    PlacedOnce(DynamoTable table) {
        this.table = table;
    }

    /** Puts an item under a sort key, or under the one it was given before; an item that is there stays as it is. */
    void put(Key marker, String kind, Item item, Instant expiresAt) {
        Item first = table.putNew(
                Item.of(marker).with(Item.KIND, kind).with(Item.BODY, item.sk()).expiring(expiresAt));
        table.putNew((first == null ? item : item.with("sk", first.body()))
                .with(Item.KIND, kind)
                .expiring(expiresAt));
    }

    @Nullable
    Item find(Key marker, String pk) {
        Item place = table.get(marker);
        return place == null ? null : table.get(new Key(pk, place.body()));
    }

    void remove(Key marker, String pk) {
        Item place = table.get(marker);
        if (place != null) {
            table.delete(new Key(pk, place.body()));
            table.delete(marker);
        }
    }
}
