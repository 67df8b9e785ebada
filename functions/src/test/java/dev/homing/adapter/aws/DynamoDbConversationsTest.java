package dev.homing.adapter.aws;

import dev.homing.app.port.Conversations;
import dev.homing.app.port.ConversationsContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnEmulator.class)
class DynamoDbConversationsTest extends ConversationsContract {
    @Override
    protected Conversations conversations() {
        return new DynamoDbConversations(OnEmulator.clients().dynamoDb(), OnEmulator.ACTIVITY);
    }
}
