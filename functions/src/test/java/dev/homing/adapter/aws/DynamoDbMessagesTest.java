package dev.homing.adapter.aws;

import dev.homing.app.port.Messages;
import dev.homing.app.port.MessagesContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnEmulator.class)
class DynamoDbMessagesTest extends MessagesContract {
    @Override
    protected Messages messages() {
        return new DynamoDbMessages(OnEmulator.clients().dynamoDb(), OnEmulator.ACTIVITY);
    }
}
