package dev.homing.adapter.aws;

import dev.homing.adapter.json.stored.ActivityKind;
import dev.homing.adapter.json.stored.AttributedOrderCodec;
import dev.homing.app.port.Orders;
import dev.homing.domain.analytics.AttributedOrder;
import dev.homing.domain.id.CustomerId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Attributed orders in the activity table, under {@code O#<order>}. */
public final class DynamoDbOrders implements Orders {
    private static final String ORDER = "O#";

    private final DynamoTable activity;

    public DynamoDbOrders(DynamoDbClient client, String activityTable) {
        this.activity = new DynamoTable(client, activityTable);
    }

    @Override
    public @Nullable AttributedOrder find(CustomerId customer, String order) {
        Item item = activity.get(key(customer, order));
        return item == null ? null : order(item);
    }

    @Override
    public boolean save(AttributedOrder order, Instant expiresAt) {
        Item item = Item.of(key(order.customer(), order.order()))
                .with(Item.KIND, ActivityKind.ORDER)
                .with(Item.BODY, AttributedOrderCodec.write(order))
                .expiring(expiresAt);
        return activity.save(item, order.revision());
    }

    @Override
    public List<AttributedOrder> of(CustomerId customer) {
        return activity.all(Key.partition(customer), ORDER).stream()
                .map(DynamoDbOrders::order)
                .sorted(Comparator.comparing(AttributedOrder::at).thenComparing(AttributedOrder::order))
                .toList();
    }

    static Key key(CustomerId customer, String order) {
        return Key.ofCustomer(customer, ORDER + Key.part(order));
    }

    private static AttributedOrder order(Item item) {
        return AttributedOrderCodec.read(item.revision(), item.body());
    }
}
