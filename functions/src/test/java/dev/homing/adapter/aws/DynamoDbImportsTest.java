package dev.homing.adapter.aws;

import dev.homing.app.port.Imports;
import dev.homing.app.port.ImportsContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnEmulator.class)
class DynamoDbImportsTest extends ImportsContract {
    @Override
    protected Imports imports() {
        return new DynamoDbImports(OnEmulator.clients().dynamoDb(), OnEmulator.ACTIVITY);
    }
}
