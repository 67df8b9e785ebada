package dev.homing.adapter.aws;

import dev.homing.app.port.Suppressions;
import dev.homing.app.port.SuppressionsContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnEmulator.class)
class DynamoDbSuppressionsTest extends SuppressionsContract {
    @Override
    protected Suppressions suppressions() {
        return new DynamoDbSuppressions(OnEmulator.clients().dynamoDb(), OnEmulator.CUSTOMERS);
    }
}
