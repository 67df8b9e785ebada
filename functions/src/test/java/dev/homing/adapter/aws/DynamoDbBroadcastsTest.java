package dev.homing.adapter.aws;

import dev.homing.app.port.Broadcasts;
import dev.homing.app.port.BroadcastsContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnEmulator.class)
class DynamoDbBroadcastsTest extends BroadcastsContract {
    @Override
    protected Broadcasts broadcasts() {
        return new DynamoDbBroadcasts(OnEmulator.clients().dynamoDb(), OnEmulator.ACTIVITY);
    }
}
