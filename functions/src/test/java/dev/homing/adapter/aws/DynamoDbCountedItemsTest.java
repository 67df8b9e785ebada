package dev.homing.adapter.aws;

import dev.homing.app.port.CountedItems;
import dev.homing.app.port.CountedItemsContract;
import dev.homing.app.port.Messages;
import dev.homing.app.port.Orders;
import dev.homing.app.port.Runs;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

@ExtendWith(OnEmulator.class)
class DynamoDbCountedItemsTest extends CountedItemsContract {
    private final DynamoDbClient client = OnEmulator.clients().dynamoDb();

    @Override
    protected CountedItems items() {
        return new DynamoDbCountedItems(client, OnEmulator.ACTIVITY);
    }

    @Override
    protected Runs runs() {
        return new DynamoDbRuns(client, OnEmulator.ACTIVITY);
    }

    @Override
    protected Messages messages() {
        return new DynamoDbMessages(client, OnEmulator.ACTIVITY);
    }

    @Override
    protected Orders orders() {
        return new DynamoDbOrders(client, OnEmulator.ACTIVITY);
    }
}
