package dev.homing.adapter.aws;

import dev.homing.adapter.json.stored.SeenEventCodec;
import dev.homing.app.port.EventCatalogue;
import dev.homing.app.port.Unavailable;
import dev.homing.domain.Retention;
import dev.homing.domain.event.SeenEvent;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Which events there are, in the activity table, under {@code CATALOGUE}, {@code E#<name>}; what was not seen for long is forgotten. */
public final class DynamoDbEventCatalogue implements EventCatalogue {
    private static final String PK = "CATALOGUE";
    private static final String EVENT = "E#";
    /** Functions note what they saw at the same moments. */
    private static final int MOST_TRIES = 50;

    private final DynamoTable activity;

    public DynamoDbEventCatalogue(DynamoDbClient client, String activityTable) {
        this.activity = new DynamoTable(client, activityTable);
    }

    @Override
    public List<SeenEvent> all() {
        return activity.first(PK, EVENT, Integer.MAX_VALUE).stream()
                .map(item -> SeenEventCodec.read(item.body()))
                .toList();
    }

    @Override
    public void add(SeenEvent more) {
        Key key = new Key(PK, EVENT + Key.part(more.name()));
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            Item known = activity.get(key);
            SeenEvent both =
                    known == null ? more : SeenEventCodec.read(known.body()).and(more);
            Item item = Item.of(key)
                    .with(Item.BODY, SeenEventCodec.write(both))
                    .expiring(both.lastSeen().plus(Retention.ACTIVITY));
            if (activity.save(item, known == null ? 0 : known.revision())) {
                return;
            }
        }
        throw new Unavailable("What is known of events is changed by too many at once");
    }
}
