package dev.homing.adapter.aws;

import dev.homing.adapter.json.stored.ImportCodec;
import dev.homing.app.port.Imports;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Reports of imports in the activity table, under {@code IMPORT#<id>}. */
public final class DynamoDbImports implements Imports {
    private static final String REPORT = "REPORT";

    private final DynamoTable activity;

    public DynamoDbImports(DynamoDbClient client, String activityTable) {
        this.activity = new DynamoTable(client, activityTable);
    }

    @Override
    public void save(Report report, Instant expiresAt) {
        activity.put(Item.of(key(report.id()))
                .with(Item.BODY, ImportCodec.write(report))
                .expiring(expiresAt));
    }

    @Override
    public @Nullable Report find(String id) {
        Item item = activity.get(key(id));
        return item == null ? null : ImportCodec.read(item.body());
    }

    private static Key key(String id) {
        return new Key("IMPORT#" + Key.part(id), REPORT);
    }
}
