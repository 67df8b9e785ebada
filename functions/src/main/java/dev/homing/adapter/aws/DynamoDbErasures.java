package dev.homing.adapter.aws;

import dev.homing.adapter.json.stored.ErasureCodec;
import dev.homing.app.port.Erasures;
import dev.homing.domain.Retention;
import dev.homing.domain.care.Erasure;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Erasures in the activity table, under {@code ERASURE#<id>}, {@code ERASURE}. */
public final class DynamoDbErasures implements Erasures {
    private final DynamoTable activity;

    public DynamoDbErasures(DynamoDbClient client, String activityTable) {
        this.activity = new DynamoTable(client, activityTable);
    }

    @Override
    public @Nullable Erasure find(String id) {
        Item item = activity.get(key(id));
        return item == null ? null : ErasureCodec.read(id, item.revision(), item.body());
    }

    @Override
    public boolean save(Erasure erasure) {
        Item item = Item.of(key(erasure.id())).with(Item.BODY, ErasureCodec.write(erasure));
        Instant finishedAt = erasure.finishedAt();
        return activity.save(
                finishedAt == null ? item : item.expiring(finishedAt.plus(Retention.ACTIVITY)), erasure.revision());
    }

    private static Key key(String id) {
        return new Key("ERASURE#" + id, "ERASURE");
    }
}
