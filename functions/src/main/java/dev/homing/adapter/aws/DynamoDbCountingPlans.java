package dev.homing.adapter.aws;

import dev.homing.adapter.json.stored.CountingPlanCodec;
import dev.homing.app.port.CountingPlans;
import dev.homing.domain.analytics.CountingPlan;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The counting plan, beside the counters: {@code PLAN}, {@code PLAN}. No item: the shop never rebuilt its counters. */
public final class DynamoDbCountingPlans implements CountingPlans {
    private static final Key KEY = new Key("PLAN", "PLAN");

    private final DynamoTable analytics;
    private final InstantSource clock;
    private @Nullable CountingPlan read;
    private Instant readAt = Instant.EPOCH;

    /** @param clock tells how old what was read is */
    public DynamoDbCountingPlans(DynamoDbClient client, String analyticsTable, InstantSource clock) {
        this.analytics = new DynamoTable(client, analyticsTable);
        this.clock = clock;
    }

    @Override
    public synchronized CountingPlan current() {
        CountingPlan plan = read;
        Instant now = clock.instant();
        if (plan == null || now.isBefore(readAt) || !now.isBefore(readAt.plus(OLDEST))) {
            plan = plan(analytics.getEventually(KEY));
            read = plan;
            readAt = now;
        }
        return plan;
    }

    @Override
    public CountingPlan latest() {
        return plan(analytics.get(KEY));
    }

    @Override
    public synchronized boolean save(CountingPlan plan) {
        read = null;
        return analytics.save(Item.of(KEY).with(Item.BODY, CountingPlanCodec.write(plan)), plan.revision());
    }

    private static CountingPlan plan(@Nullable Item item) {
        return item == null ? CountingPlan.FIRST : CountingPlanCodec.read(item.revision(), item.body());
    }
}
