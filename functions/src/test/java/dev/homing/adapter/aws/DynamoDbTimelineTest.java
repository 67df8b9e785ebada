package dev.homing.adapter.aws;

import dev.homing.app.port.Timeline;
import dev.homing.app.port.TimelineContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnEmulator.class)
class DynamoDbTimelineTest extends TimelineContract {
    @Override
    protected Timeline timeline() {
        return new DynamoDbTimeline(OnEmulator.clients().dynamoDb(), OnEmulator.ACTIVITY);
    }
}
