package dev.homing.adapter.aws;

import dev.homing.app.port.Held;
import dev.homing.app.port.HeldContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnEmulator.class)
class DynamoDbHeldTest extends HeldContract {
    @Override
    protected Held held() {
        return new DynamoDbHeld(OnEmulator.clients().dynamoDb(), OnEmulator.ACTIVITY);
    }
}
