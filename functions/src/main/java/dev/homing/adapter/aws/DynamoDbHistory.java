package dev.homing.adapter.aws;

import dev.homing.app.port.History;
import dev.homing.domain.id.CustomerId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** All that lies in a customer's partition of the activity table. */
public final class DynamoDbHistory implements History {
    private final DynamoDbClient client;
    private final String table;
    private final DynamoTable activity;

    public DynamoDbHistory(DynamoDbClient client, String activityTable) {
        this.client = client;
        this.table = activityTable;
        this.activity = new DynamoTable(client, activityTable);
    }

    @Override
    public List<Kept> of(CustomerId customer, @Nullable String after, int limit) {
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":pk", AttributeValue.fromS(Key.partition(customer)));
        values.put(":after", AttributeValue.fromS(after == null ? " " : after));
        return client
                .query(request -> request.tableName(table)
                        .keyConditionExpression("pk = :pk AND sk > :after")
                        .expressionAttributeValues(values)
                        .consistentRead(true)
                        .limit(limit))
                .items()
                .stream()
                .map(Item::new)
                .map(item -> new Kept(
                        item.sk(),
                        item.attributes().toString(),
                        item.sk().startsWith(DynamoDbTimeline.ENTRY) ? DynamoDbTimeline.entry(customer, item) : null))
                .toList();
    }

    @Override
    public void remove(CustomerId customer, String place) {
        activity.delete(Key.ofCustomer(customer, place));
    }
}
