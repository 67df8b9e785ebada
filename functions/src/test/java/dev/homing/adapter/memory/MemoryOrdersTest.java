package dev.homing.adapter.memory;

import dev.homing.app.port.Orders;
import dev.homing.app.port.OrdersContract;

class MemoryOrdersTest extends OrdersContract {
    private final Orders orders = new MemoryOrders();

    @Override
    protected Orders orders() {
        return orders;
    }
}
