package dev.homing.adapter.aws;

import dev.homing.adapter.json.inbound.SendJobCodec;
import dev.homing.app.port.SendJob;
import dev.homing.app.port.SendQueue;
import dev.homing.app.port.SendQueueContract;
import dev.homing.domain.channel.Channel;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnEmulator.class)
class SqsSendQueueTest extends SendQueueContract {
    @Override
    protected SendQueue queue() {
        return new SqsSendQueue(
                OnEmulator.clients().sqs(),
                Map.of(Channel.EMAIL, OnEmulator.queueUrl("email"), Channel.WHATSAPP, OnEmulator.queueUrl("whatsapp")));
    }

    @Override
    protected List<SendJob> waiting(Channel channel) {
        return OnEmulator.drain(channel.key()).stream().map(SendJobCodec::read).toList();
    }
}
