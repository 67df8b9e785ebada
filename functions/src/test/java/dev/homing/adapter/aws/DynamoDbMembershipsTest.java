package dev.homing.adapter.aws;

import dev.homing.app.port.Memberships;
import dev.homing.app.port.MembershipsContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnEmulator.class)
class DynamoDbMembershipsTest extends MembershipsContract {
    @Override
    protected Memberships memberships() {
        return new DynamoDbMemberships(OnEmulator.clients().dynamoDb(), OnEmulator.CUSTOMERS);
    }
}
