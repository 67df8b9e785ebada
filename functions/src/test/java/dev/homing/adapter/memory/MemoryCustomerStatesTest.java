package dev.homing.adapter.memory;

import dev.homing.app.port.CustomerStates;
import dev.homing.app.port.CustomerStatesContract;

class MemoryCustomerStatesTest extends CustomerStatesContract {
    private final CustomerStates states = new MemoryCustomerStates();

    @Override
    protected CustomerStates states() {
        return states;
    }
}
