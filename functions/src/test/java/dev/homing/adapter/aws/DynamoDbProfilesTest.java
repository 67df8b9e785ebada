package dev.homing.adapter.aws;

import dev.homing.app.port.Profiles;
import dev.homing.app.port.ProfilesContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnEmulator.class)
class DynamoDbProfilesTest extends ProfilesContract {
    @Override
    protected Profiles profiles() {
        return new DynamoDbProfiles(OnEmulator.clients().dynamoDb(), OnEmulator.CUSTOMERS, OnEmulator::now);
    }
}
