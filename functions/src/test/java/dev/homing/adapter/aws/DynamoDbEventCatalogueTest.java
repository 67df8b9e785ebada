package dev.homing.adapter.aws;

import dev.homing.app.port.EventCatalogue;
import dev.homing.app.port.EventCatalogueContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnEmulator.class)
class DynamoDbEventCatalogueTest extends EventCatalogueContract {
    @Override
    protected EventCatalogue catalogue() {
        return new DynamoDbEventCatalogue(OnEmulator.clients().dynamoDb(), OnEmulator.ACTIVITY);
    }
}
