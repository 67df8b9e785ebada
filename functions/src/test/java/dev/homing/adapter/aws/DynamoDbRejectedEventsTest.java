package dev.homing.adapter.aws;

import dev.homing.app.port.RejectedEvents;
import dev.homing.app.port.RejectedEventsContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnEmulator.class)
class DynamoDbRejectedEventsTest extends RejectedEventsContract {
    @Override
    protected RejectedEvents rejected() {
        return new DynamoDbRejectedEvents(OnEmulator.clients().dynamoDb(), OnEmulator.ACTIVITY);
    }
}
