package dev.homing.adapter.aws;

import dev.homing.adapter.json.Fields;
import dev.homing.adapter.json.stored.ActivityKind;
import dev.homing.adapter.json.stored.AttributedOrderCodec;
import dev.homing.adapter.json.stored.MessageCodec;
import dev.homing.adapter.json.stored.RunCodec;
import dev.homing.app.port.CountedItems;
import dev.homing.domain.analytics.AttributedOrder;
import dev.homing.domain.analytics.Counted;
import dev.homing.domain.message.Message;
import dev.homing.domain.run.Run;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/** Runs, messages and attributed orders in the activity table, by scanning all of it. */
public final class DynamoDbCountedItems implements CountedItems {
    private final DynamoDbClient client;
    private final String table;

    public DynamoDbCountedItems(DynamoDbClient client, String activityTable) {
        this.client = client;
        this.table = activityTable;
    }

    @Override
    public Page walk(@Nullable String cursor, int limit) {
        ScanRequest.Builder scan = ScanRequest.builder()
                .tableName(table)
                .consistentRead(true)
                .limit(limit)
                .filterExpression("#kind IN (:run, :message, :claim, :order)")
                .expressionAttributeNames(Map.of("#kind", Item.KIND))
                .expressionAttributeValues(Map.of(
                        ":run", AttributeValue.fromS(ActivityKind.RUN),
                        ":message", AttributeValue.fromS(ActivityKind.MESSAGE),
                        ":claim", AttributeValue.fromS(ActivityKind.CLAIM),
                        ":order", AttributeValue.fromS(ActivityKind.ORDER)));
        if (cursor != null) {
            Fields key = Fields.parse(cursor);
            scan.exclusiveStartKey(new Key(key.text("pk"), key.text("sk")).attributes());
        }
        ScanResponse page = client.scan(scan.build());
        List<Counted> items = new ArrayList<>();
        for (Map<String, AttributeValue> attributes : page.items()) {
            Item item = new Item(attributes);
            Counted counted = ActivityKind.counted(item.text(Item.KIND), item.revision(), item.body());
            if (counted != null) {
                items.add(counted);
            }
        }
        if (!page.hasLastEvaluatedKey() || page.lastEvaluatedKey().isEmpty()) {
            return new Page(items, null);
        }
        Item last = new Item(page.lastEvaluatedKey());
        return new Page(
                items, new Fields().put("pk", last.pk()).put("sk", last.sk()).write());
    }

    @Override
    public boolean takeIn(Counted item, Instant since) {
        return switch (item) {
            case Counted.OfRun(Run run) ->
                takeIn(DynamoDbRuns.key(run.id()), run.revision(), RunCodec.write(run.takenInAt(since)));
            case Counted.OfMessage(Message message) ->
                takeIn(
                        DynamoDbMessages.key(message.id()),
                        message.revision(),
                        MessageCodec.write(message.takenInAt(since)));
            case Counted.OfOrder(AttributedOrder order) ->
                takeIn(
                        DynamoDbOrders.key(order.customer(), order.order()),
                        order.revision(),
                        AttributedOrderCodec.write(order.takenInAt(since)));
        };
    }

    /** Kind and expiry stay as they are. Tried again after an answer that was lost, it finds its own write and says false, which is no harm. */
    private boolean takeIn(Key key, long revision, String body) {
        try {
            client.updateItem(request -> request.tableName(table)
                    .key(key.attributes())
                    .conditionExpression("#v = :v")
                    .updateExpression("SET #v = :next, #s = :body")
                    .expressionAttributeNames(Map.of("#v", Item.REVISION, "#s", Item.BODY))
                    .expressionAttributeValues(Map.of(
                            ":v", AttributeValue.fromN(Long.toString(revision)),
                            ":next", AttributeValue.fromN(Long.toString(revision + 1)),
                            ":body", AttributeValue.fromS(body))));
            return true;
        } catch (ConditionalCheckFailedException changed) {
            return false;
        }
    }
}
