package dev.homing.adapter.aws;

import dev.homing.adapter.json.inbound.AnswerJobCodec;
import dev.homing.adapter.json.inbound.SendJobCodec;
import dev.homing.app.port.Answers;
import dev.homing.app.port.SendJob;
import dev.homing.app.port.SendQueue;
import dev.homing.domain.channel.Channel;
import java.util.EnumMap;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The channels' queues. */
public final class SqsSendQueue implements SendQueue {
    private final SqsClient client;
    private final Map<Channel, String> queueUrls;

    public SqsSendQueue(SqsClient client, Map<Channel, String> queueUrls) {
        this.client = client;
        this.queueUrls = new EnumMap<>(queueUrls);
    }

    @Override
    public void enqueue(SendJob job) {
        put(job.channel(), SendJobCodec.write(job));
    }

    @Override
    public void enqueue(Answers.Reference answer) {
        put(Channel.WHATSAPP, AnswerJobCodec.write(answer));
    }

    private void put(Channel channel, String body) {
        String url = queueUrls.get(channel);
        if (url == null) {
            throw new IllegalStateException("No queue for channel " + channel.key() + ": set its queue's URL");
        }
        Calls.orUnavailable(
                "Putting a message into its queue",
                () -> client.sendMessage(request -> request.queueUrl(url).messageBody(body)));
    }
}
