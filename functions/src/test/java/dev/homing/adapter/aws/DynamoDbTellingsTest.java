package dev.homing.adapter.aws;

import dev.homing.app.port.Tellings;
import dev.homing.app.port.TellingsContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnEmulator.class)
class DynamoDbTellingsTest extends TellingsContract {
    @Override
    protected Tellings tellings() {
        return new DynamoDbTellings(OnEmulator.clients().dynamoDb(), OnEmulator.ACTIVITY);
    }
}
