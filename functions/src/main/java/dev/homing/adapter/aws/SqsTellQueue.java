package dev.homing.adapter.aws;

import dev.homing.adapter.json.inbound.TellJobCodec;
import dev.homing.app.port.TellQueue;
import java.time.Duration;
import software.amazon.awssdk.services.sqs.SqsClient;

/** What destinations are to be told, in the queue of webhooks. */
public final class SqsTellQueue implements TellQueue {
    private final SqsClient client;
    private final String queueUrl;

    public SqsTellQueue(SqsClient client, String queueUrl) {
        this.client = client;
        this.queueUrl = queueUrl;
    }

    @Override
    public void enqueue(TellJob job, Duration after) {
        String body = TellJobCodec.write(job);
        Calls.orUnavailable(
                "Putting a job into the queue of webhooks",
                () -> client.sendMessage(request -> request.queueUrl(queueUrl)
                        .messageBody(body)
                        .delaySeconds(after.isZero() ? null : (int) after.toSeconds())));
    }
}
