package dev.homing.adapter.aws;

import dev.homing.adapter.json.stored.ActivityKind;
import dev.homing.adapter.json.stored.RunCodec;
import dev.homing.app.port.Runs;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.id.RunId;
import dev.homing.domain.run.Run;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Runs in the activity table, under {@code R#<hash>}. */
public final class DynamoDbRuns implements Runs {
    private static final String RUN = "R#";

    private final DynamoTable activity;

    public DynamoDbRuns(DynamoDbClient client, String activityTable) {
        this.activity = new DynamoTable(client, activityTable);
    }

    @Override
    public @Nullable Run find(RunId id) {
        Item item = activity.get(key(id));
        return item == null ? null : run(item);
    }

    @Override
    public boolean save(Run run, Instant expiresAt) {
        Item item = Item.of(key(run.id()))
                .with(Item.KIND, ActivityKind.RUN)
                .with(Item.BODY, RunCodec.write(run))
                .expiring(expiresAt);
        return activity.save(RosterIndex.with(item, run), run.revision());
    }

    @Override
    public List<Run> of(CustomerId customer) {
        return activity.all(Key.partition(customer), RUN).stream()
                .map(DynamoDbRuns::run)
                .sorted(Comparator.comparing(Run::startedAt)
                        .thenComparing(run -> run.id().hash()))
                .toList();
    }

    static Key key(RunId id) {
        return Key.ofCustomer(id.customer(), RUN + id.hash());
    }

    private static Run run(Item item) {
        return RunCodec.read(item.revision(), item.body());
    }
}
