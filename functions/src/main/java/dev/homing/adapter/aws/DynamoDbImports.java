package dev.homing.adapter.aws;

import dev.homing.adapter.json.stored.ImportCodec;
import dev.homing.app.port.Imports;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Reports of imports in the activity table, under {@code IMPORTS} and their ids, which are in the order of time. */
public final class DynamoDbImports implements Imports {
    private static final String IMPORTS = "IMPORTS";

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

    @Override
    public Page page(@Nullable String before, int limit) {
        List<Report> found = (before == null
                        ? activity.last(IMPORTS, "", limit + 1)
                        : activity.lastBefore(IMPORTS, " ", Key.part(before), limit + 1))
                .stream().map(item -> ImportCodec.read(item.body())).toList();
        return found.size() <= limit
                ? new Page(found, null)
                : new Page(found.subList(0, limit), found.get(limit - 1).id());
    }

    private static Key key(String id) {
        return new Key(IMPORTS, Key.part(id));
    }
}
