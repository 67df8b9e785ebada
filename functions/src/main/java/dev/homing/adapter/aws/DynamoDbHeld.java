package dev.homing.adapter.aws;

import dev.homing.adapter.json.stored.ActivityKind;
import dev.homing.adapter.json.stored.PlaceCodec;
import dev.homing.app.port.Held;
import dev.homing.domain.Hash;
import dev.homing.domain.Retention;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Kept places in the activity table, under {@code HELD#<campaign>#<0 to 15>}: {@code R#<time>#<hash>} the runs, {@code D#<time>#<hash>} the
 * delays, and {@code K#<hash>} where each lies. They are kept as long as what they wait for can be known of.
 */
public final class DynamoDbHeld implements Held {
    private static final int SHARDS = 16;
    private static final int HASH = 20;
    private static final String RUN = "R#";
    private static final String DELAY = "D#";
    private static final String MARKER = "K#";

    /** Whoever looks at a paused campaign asks every few seconds; a thousand items of this size are some 30 read units. */
    private static final int MOST_COUNTED = 1_000;

    private final DynamoTable activity;
    private final PlacedOnce placed;

    public DynamoDbHeld(DynamoDbClient client, String activityTable) {
        this.activity = new DynamoTable(client, activityTable);
        this.placed = new PlacedOnce(activity);
    }

    @Override
    public void put(String campaign, Place place, Instant heldAt) {
        String body = PlaceCodec.write(place);
        String hash = Hash.name(HASH, body);
        String pk = pk(campaign, hash);
        Item item = Item.of(new Key(pk, prefix(place) + Instants.sortable(heldAt) + "#" + hash))
                .with(Item.BODY, body);
        placed.put(new Key(pk, MARKER + hash), ActivityKind.HELD, item, heldAt.plus(Retention.ACTIVITY));
    }

    @Override
    public List<Kept> of(String campaign, int limit) {
        List<Kept> places = new ArrayList<>(oldest(campaign, RUN, limit));
        if (places.size() < limit) {
            places.addAll(oldest(campaign, DELAY, limit - places.size()));
        }
        return places;
    }

    private List<Kept> oldest(String campaign, String prefix, int limit) {
        List<Item> oldest = new ArrayList<>();
        for (int shard = 0; shard < SHARDS; shard++) {
            oldest.addAll(activity.firstNow(pk(campaign, shard), prefix, limit));
        }
        return oldest.stream()
                .sorted(Comparator.comparing(Item::sk))
                .limit(limit)
                .map(item -> new Kept(PlaceCodec.read(item.body()), since(item.sk())))
                .toList();
    }

    /** What stands between the prefix and the hash. */
    private static Instant since(String sk) {
        return Instant.parse(sk.substring(sk.indexOf('#') + 1, sk.lastIndexOf('#')));
    }

    @Override
    public void remove(String campaign, Place place) {
        String hash = Hash.name(HASH, PlaceCodec.write(place));
        String pk = pk(campaign, hash);
        placed.remove(new Key(pk, MARKER + hash), pk);
    }

    @Override
    public Waiting waiting(String campaign) {
        long runs = 0;
        long delays = 0;
        for (int shard = 0; shard < SHARDS && runs + delays < MOST_COUNTED; shard++) {
            runs += activity.count(pk(campaign, shard), RUN, MOST_COUNTED);
            delays += activity.count(pk(campaign, shard), DELAY, MOST_COUNTED);
        }
        return new Waiting(runs, delays, runs + delays >= MOST_COUNTED);
    }

    private static String prefix(Place place) {
        return switch (place) {
            case Place.Step _ -> RUN;
            case Place.Delay _ -> DELAY;
        };
    }

    private static String pk(String campaign, String hash) {
        return pk(campaign, Key.shard(hash, SHARDS));
    }

    private static String pk(String campaign, int shard) {
        return "HELD#" + campaign + "#" + shard;
    }
}
