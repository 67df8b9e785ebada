package dev.homing.adapter.aws;

import dev.homing.app.port.Orders;
import dev.homing.app.port.OrdersContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnEmulator.class)
class DynamoDbOrdersTest extends OrdersContract {
    @Override
    protected Orders orders() {
        return new DynamoDbOrders(OnEmulator.clients().dynamoDb(), OnEmulator.ACTIVITY);
    }
}
