package dev.homing.adapter.aws;

import dev.homing.app.port.CustomerStates;
import dev.homing.app.port.CustomerStatesContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnEmulator.class)
class DynamoDbCustomerStatesTest extends CustomerStatesContract {
    @Override
    protected CustomerStates states() {
        return new DynamoDbCustomerStates(OnEmulator.clients().dynamoDb(), OnEmulator.CUSTOMERS);
    }
}
