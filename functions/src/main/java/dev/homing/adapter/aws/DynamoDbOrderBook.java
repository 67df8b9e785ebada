package dev.homing.adapter.aws;

import dev.homing.adapter.json.stored.ActivityKind;
import dev.homing.adapter.json.stored.OrderMarkCodec;
import dev.homing.adapter.json.stored.OrderRecordCodec;
import dev.homing.app.port.OrderBook;
import dev.homing.domain.order.OrderMark;
import dev.homing.domain.order.OrderRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** In the activity table: orders under {@code ORDER#<order>}, marks under {@code ORDERED#<key>}, each in a partition of its own. */
public final class DynamoDbOrderBook implements OrderBook {
    private static final String RECORD = "RECORD";
    private static final String MARK = "MARK";
    private static final String AT = "at";

    private final DynamoTable activity;

    public DynamoDbOrderBook(DynamoDbClient client, String activityTable) {
        this.activity = new DynamoTable(client, activityTable);
    }

    @Override
    public OrderRecord of(String order) {
        Item item = activity.get(key(order));
        return item == null ? OrderRecord.unknown(order) : OrderRecordCodec.read(item.revision(), item.body());
    }

    @Override
    public boolean save(OrderRecord order, Instant expiresAt) {
        Item item = Item.of(key(order.order()))
                .with(Item.KIND, ActivityKind.ORDER_RECORD)
                .with(Item.BODY, OrderRecordCodec.write(order))
                .expiring(expiresAt);
        return activity.save(item, order.revision());
    }

    @Override
    public void leave(OrderMark mark, Instant expiresAt) {
        Item item = Item.of(markKey(mark.key()))
                .with(Item.KIND, ActivityKind.ORDER_MARK)
                .with(Item.BODY, OrderMarkCodec.write(mark))
                .with(AT, mark.at().toEpochMilli())
                .expiring(expiresAt);
        activity.putIfLater(item, AT, mark.at().toEpochMilli());
    }

    @Override
    public List<OrderMark> marks(List<String> keys) {
        List<OrderMark> marks = new ArrayList<>();
        for (String key : keys) {
            Item item = activity.get(markKey(key));
            if (item != null) {
                marks.add(OrderMarkCodec.read(item.body()));
            }
        }
        return marks;
    }

    @Override
    public void forget(String order) {
        activity.delete(key(order));
    }

    @Override
    public void forgetMark(String key) {
        activity.delete(markKey(key));
    }

    private static Key key(String order) {
        return new Key("ORDER#" + Key.part(order), RECORD);
    }

    private static Key markKey(String key) {
        return new Key("ORDERED#" + Key.part(key), MARK);
    }
}
