package dev.homing.adapter.aws;

import dev.homing.app.port.MemberWalks;
import dev.homing.app.port.MemberWalksContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnEmulator.class)
class DynamoDbMemberWalksTest extends MemberWalksContract {
    @Override
    protected MemberWalks walks() {
        return new DynamoDbMemberWalks(OnEmulator.clients().dynamoDb(), OnEmulator.ACTIVITY);
    }
}
