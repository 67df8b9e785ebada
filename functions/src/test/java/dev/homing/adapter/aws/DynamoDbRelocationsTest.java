package dev.homing.adapter.aws;

import dev.homing.app.port.Relocations;
import dev.homing.app.port.RelocationsContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnEmulator.class)
class DynamoDbRelocationsTest extends RelocationsContract {
    @Override
    protected Relocations relocations() {
        return new DynamoDbRelocations(OnEmulator.clients().dynamoDb(), OnEmulator.ACTIVITY);
    }
}
