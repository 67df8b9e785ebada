package dev.homing.infra;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.lambda.eventsources.SqsEventSource;
import software.amazon.awscdk.services.sqs.DeadLetterQueue;
import software.amazon.awscdk.services.sqs.IQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/** A queue, what becomes of messages that nobody could handle, and how late it may run before a person is told. */
final class WorkQueue extends Construct {
    private final Queue queue;
    private final Queue deadLetters;
    private final Duration alarmAge;

    /**
     * @param handlerTimeout of the one function that will read from it
     * @param attempts after which a message is put aside
     * @param alarmAge of the oldest message
     */
    WorkQueue(Construct scope, String id, Duration handlerTimeout, int attempts, Duration alarmAge) {
        super(scope, id);
        this.alarmAge = alarmAge;
        deadLetters = deadLetters(this, "DeadLetters");
        queue = Queue.Builder.create(this, "Queue")
                .encryption(QueueEncryption.SQS_MANAGED)
                .enforceSsl(true)
                .retentionPeriod(Duration.days(7))
                // Six times the function's: docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
                .visibilityTimeout(Duration.seconds(handlerTimeout.toSeconds().intValue() * 6))
                .deadLetterQueue(DeadLetterQueue.builder()
                        .queue(deadLetters)
                        .maxReceiveCount(attempts)
                        .build())
                .build();
    }

    /** @return a queue for what was given up on: kept as long as SQS allows, so that there is time to mend and resend */
    static Queue deadLetters(Construct scope, String id) {
        return Queue.Builder.create(scope, id)
                .encryption(QueueEncryption.SQS_MANAGED)
                .enforceSsl(true)
                .retentionPeriod(Duration.days(14))
                .build();
    }

    /** @param variable of the environment that gets the queue's URL */
    void filledBy(HomingFunction function, String variable) {
        queue.grant(function, "sqs:SendMessage");
        function.variable(variable, queue.getQueueUrl());
    }

    /**
     * Feeds the function from this queue.
     *
     * @param window how long to gather a batch; zero: not at all
     * @param concurrency most invocations at once, at least 2
     */
    void handledBy(HomingFunction function, int batch, Duration window, int concurrency) {
        SqsEventSource.Builder source = SqsEventSource.Builder.create(queue)
                .batchSize(batch)
                .maxConcurrency(concurrency)
                .reportBatchItemFailures(true);
        if (window.toSeconds().intValue() > 0) {
            source.maxBatchingWindow(window);
        }
        function.function().addEventSource(source.build());
    }

    /** Tells the function the queue's address: to put off what comes again, or to name it in a flow. */
    void knownTo(HomingFunction function, String variable) {
        function.variable(variable, queue.getQueueUrl());
    }

    IQueue queue() {
        return queue;
    }

    IQueue deadLetters() {
        return deadLetters;
    }

    Duration alarmAge() {
        return alarmAge;
    }
}
