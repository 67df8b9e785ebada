package dev.homing.adapter.aws;

import dev.homing.app.port.Interests;
import dev.homing.app.port.InterestsContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnEmulator.class)
class DynamoDbInterestsTest extends InterestsContract {
    @Override
    protected Interests interests() {
        return new DynamoDbInterests(OnEmulator.clients().dynamoDb(), OnEmulator.ACTIVITY);
    }
}
