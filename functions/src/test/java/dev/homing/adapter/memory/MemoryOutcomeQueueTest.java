package dev.homing.adapter.memory;

import dev.homing.app.port.OutcomeQueue;
import dev.homing.app.port.OutcomeQueueContract;
import java.util.List;

class MemoryOutcomeQueueTest extends OutcomeQueueContract {
    private final MemoryOutcomeQueue queue = new MemoryOutcomeQueue();

    @Override
    protected OutcomeQueue queue() {
        return queue;
    }

    @Override
    protected List<OutcomeQueue.Job> waiting() {
        return queue.jobs();
    }
}
