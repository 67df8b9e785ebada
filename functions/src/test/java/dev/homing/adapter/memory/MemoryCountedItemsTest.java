package dev.homing.adapter.memory;

import dev.homing.app.port.CountedItems;
import dev.homing.app.port.CountedItemsContract;
import dev.homing.app.port.Messages;
import dev.homing.app.port.Orders;
import dev.homing.app.port.Runs;

class MemoryCountedItemsTest extends CountedItemsContract {
    private final MemoryRuns runs = new MemoryRuns();
    private final MemoryMessages messages = new MemoryMessages();
    private final MemoryOrders orders = new MemoryOrders();

    @Override
    protected CountedItems items() {
        return new MemoryCountedItems(runs, messages, orders);
    }

    @Override
    protected Runs runs() {
        return runs;
    }

    @Override
    protected Messages messages() {
        return messages;
    }

    @Override
    protected Orders orders() {
        return orders;
    }
}
