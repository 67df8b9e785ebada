package dev.homing.adapter.aws;

import dev.homing.app.port.Runs;
import dev.homing.app.port.RunsContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnEmulator.class)
class DynamoDbRunsTest extends RunsContract {
    @Override
    protected Runs runs() {
        return new DynamoDbRuns(OnEmulator.clients().dynamoDb(), OnEmulator.ACTIVITY);
    }
}
