package dev.homing.adapter.memory;

import dev.homing.app.port.SendJob;
import dev.homing.app.port.SendQueue;
import dev.homing.app.port.SendQueueContract;
import dev.homing.domain.channel.Channel;
import java.util.List;

class MemorySendQueueTest extends SendQueueContract {
    private final MemorySendQueue queue = new MemorySendQueue();

    @Override
    protected SendQueue queue() {
        return queue;
    }

    @Override
    protected List<SendJob> waiting(Channel channel) {
        return queue.jobs().stream().filter(job -> job.channel() == channel).toList();
    }
}
