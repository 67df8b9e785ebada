package dev.homing.adapter.memory;

import dev.homing.app.port.OrderBook;
import dev.homing.app.port.OrderBookContract;

class MemoryOrderBookTest extends OrderBookContract {
    private final OrderBook book = new MemoryOrderBook();

    @Override
    protected OrderBook book() {
        return book;
    }
}
