package dev.homing.adapter.aws;

import dev.homing.adapter.json.stored.RelocationCodec;
import dev.homing.app.port.Relocations;
import dev.homing.domain.run.Relocation;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Relocations in the activity table, under {@code RELOCATION#<campaign>}, {@code LATEST}; the item's revision is one more than the step. */
public final class DynamoDbRelocations implements Relocations {
    private final DynamoTable activity;

    public DynamoDbRelocations(DynamoDbClient client, String activityTable) {
        this.activity = new DynamoTable(client, activityTable);
    }

    @Override
    public @Nullable Relocation latest(String campaign) {
        Item item = activity.get(key(campaign));
        return item == null ? null : RelocationCodec.read(item.body());
    }

    @Override
    public boolean save(Relocation relocation, @Nullable Relocation before) {
        return activity.save(
                Item.of(key(relocation.campaign())).with(Item.BODY, RelocationCodec.write(relocation)),
                before == null ? 0 : before.step() + 1L);
    }

    private static Key key(String campaign) {
        return new Key("RELOCATION#" + campaign, "LATEST");
    }
}
