package dev.homing.adapter.aws;

import dev.homing.adapter.json.stored.MemberWalkCodec;
import dev.homing.app.port.MemberWalks;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Walks through members in the activity table, under {@code MEMBERS#<name>}, {@code WALK}; the item's revision is one more than the step. */
public final class DynamoDbMemberWalks implements MemberWalks {
    private final DynamoTable activity;

    public DynamoDbMemberWalks(DynamoDbClient client, String activityTable) {
        this.activity = new DynamoTable(client, activityTable);
    }

    @Override
    public @Nullable MemberWalk find(String name) {
        Item item = activity.get(key(name));
        return item == null ? null : MemberWalkCodec.read(item.body());
    }

    @Override
    public boolean save(MemberWalk walk, @Nullable MemberWalk before) {
        return activity.save(
                Item.of(key(walk.name())).with(Item.BODY, MemberWalkCodec.write(walk)),
                before == null ? 0 : before.step() + 1L);
    }

    private static Key key(String name) {
        return new Key("MEMBERS#" + name, "WALK");
    }
}
