package dev.homing.adapter.memory;

import dev.homing.app.port.Messages;
import dev.homing.app.port.MessagesContract;

class MemoryMessagesTest extends MessagesContract {
    private final Messages messages = new MemoryMessages();

    @Override
    protected Messages messages() {
        return messages;
    }
}
