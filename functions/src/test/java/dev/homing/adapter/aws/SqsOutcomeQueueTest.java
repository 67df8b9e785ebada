package dev.homing.adapter.aws;

import dev.homing.adapter.json.inbound.OutcomeJobCodec;
import dev.homing.app.port.OutcomeQueue;
import dev.homing.app.port.OutcomeQueueContract;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnEmulator.class)
class SqsOutcomeQueueTest extends OutcomeQueueContract {
    @Override
    protected OutcomeQueue queue() {
        return new SqsOutcomeQueue(OnEmulator.clients().sqs(), OnEmulator.queueUrl("outcomes"));
    }

    @Override
    protected List<OutcomeQueue.Job> waiting() {
        return OnEmulator.drain("outcomes").stream().map(OutcomeJobCodec::read).toList();
    }
}
