package dev.homing.adapter.aws;

import dev.homing.adapter.json.inbound.OutcomeJobCodec;
import dev.homing.app.port.OutcomeQueue;
import java.time.Duration;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The outcomes queue. */
public final class SqsOutcomeQueue implements OutcomeQueue {
    private final SqsClient client;
    private final String queueUrl;

    public SqsOutcomeQueue(SqsClient client, String queueUrl) {
        this.client = client;
        this.queueUrl = queueUrl;
    }

    @Override
    public void enqueue(Job job, Duration after) {
        String body = OutcomeJobCodec.write(job);
        Calls.orUnavailable(
                "Putting a job into the outcomes queue",
                () -> client.sendMessage(request -> request.queueUrl(queueUrl)
                        .messageBody(body)
                        .delaySeconds(after.isZero() ? null : (int) after.toSeconds())));
    }
}
