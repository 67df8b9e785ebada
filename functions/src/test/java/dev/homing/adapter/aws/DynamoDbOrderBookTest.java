package dev.homing.adapter.aws;

import dev.homing.app.port.OrderBook;
import dev.homing.app.port.OrderBookContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnEmulator.class)
class DynamoDbOrderBookTest extends OrderBookContract {
    @Override
    protected OrderBook book() {
        return new DynamoDbOrderBook(OnEmulator.clients().dynamoDb(), OnEmulator.ACTIVITY);
    }
}
