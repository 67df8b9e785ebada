package dev.homing.adapter.aws;

import dev.homing.adapter.json.inbound.SendJobCodec;
import dev.homing.adapter.json.stored.ActivityKind;
import dev.homing.app.port.Held;
import dev.homing.app.port.SendJob;
import dev.homing.domain.Hash;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Held messages in the activity table, under {@code HELD#<campaign>#<0 to 15>} {@code J#<time>#<hash>}. */
public final class DynamoDbHeld implements Held {
    private static final int SHARDS = 16;
    private static final int HASH = 20;
    private static final String JOB = "J#";
    private static final String MARKER = "K#";

    /** As long as its run can take; a task token is good for a year. */
    private static final Duration KEPT = Duration.ofDays(365);

    private final DynamoTable activity;
    private final PlacedOnce placed;

    public DynamoDbHeld(DynamoDbClient client, String activityTable) {
        this.activity = new DynamoTable(client, activityTable);
        this.placed = new PlacedOnce(activity);
    }

    @Override
    public void put(String campaign, SendJob job, Instant heldAt) {
        String hash = hash(job);
        String pk = pk(campaign, hash);
        Item item = Item.of(new Key(pk, JOB + Instants.sortable(heldAt) + "#" + hash))
                .with(Item.BODY, SendJobCodec.write(job));
        placed.put(new Key(pk, MARKER + hash), ActivityKind.HELD, item, heldAt.plus(KEPT));
    }

    @Override
    public List<SendJob> of(String campaign, int limit) {
        List<Item> oldest = new ArrayList<>();
        for (int shard = 0; shard < SHARDS; shard++) {
            oldest.addAll(activity.firstNow(pk(campaign, shard), JOB, limit));
        }
        return oldest.stream()
                .sorted(Comparator.comparing(Item::sk))
                .limit(limit)
                .map(item -> SendJobCodec.read(item.body()))
                .toList();
    }

    @Override
    public void remove(String campaign, SendJob job) {
        String hash = hash(job);
        String pk = pk(campaign, hash);
        placed.remove(new Key(pk, MARKER + hash), pk);
    }

    private static String hash(SendJob job) {
        String token = job.token();
        return Hash.name(HASH, job.message().toString(), job.channel().key(), token == null ? "" : token);
    }

    private static String pk(String campaign, String hash) {
        return pk(campaign, Key.shard(hash, SHARDS));
    }

    private static String pk(String campaign, int shard) {
        return "HELD#" + campaign + "#" + shard;
    }
}
