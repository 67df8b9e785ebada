package dev.homing.adapter.memory;

import dev.homing.app.port.Conversations;
import dev.homing.app.port.ConversationsContract;

class MemoryConversationsTest extends ConversationsContract {
    private final MemoryConversations conversations = new MemoryConversations();

    @Override
    protected Conversations conversations() {
        return conversations;
    }
}
