package dev.homing.infra;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.lambda.EventSourceMapping;
import software.amazon.awscdk.services.lambda.FilterCriteria;
import software.amazon.awscdk.services.lambda.FilterRule;
import software.amazon.awscdk.services.lambda.StartingPosition;
import software.amazon.awscdk.services.lambda.eventsources.SqsDlq;
import software.amazon.awscdk.services.sqs.IQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/** The counters, fed by the activity table's stream. */
final class Counting extends Construct {
    private final HomingFunction function;
    private final Queue deadLetters;

    Counting(Construct scope, String id, HomingFunction.Packaged packaged, DataStack.Kept data) {
        super(scope, id);
        function = packaged.worker(this, "CountHandler", Duration.seconds(60));
        data.analytics().writtenBy(function);
        deadLetters = WorkQueue.deadLetters(this, "DeadLetters");
        Accepted.finding(
                deadLetters,
                "AwsSolutions-SQS3",
                "This is itself a dead-letter queue, of a stream and not of a queue; an alarm watches it.");
        // With ListStreams on the stream alone, where the event source of the library asks for it on every one.
        data.activity()
                .table()
                .grantStream(
                        function,
                        "dynamodb:DescribeStream",
                        "dynamodb:GetRecords",
                        "dynamodb:GetShardIterator",
                        "dynamodb:ListStreams");
        EventSourceMapping mapping = EventSourceMapping.Builder.create(this, "Stream")
                .target(function.function())
                .eventSourceArn(data.activity().table().getTableStreamArn())
                .startingPosition(StartingPosition.TRIM_HORIZON)
                .batchSize(100)
                // Most changes are entries of the timeline, which do not count, and would be an invocation each while
                // there is little to do. What expires has no new image, and stays counted.
                .filters(List.of(FilterCriteria.filter(Map.of(
                        "dynamodb",
                        Map.of("NewImage", Map.of("kind", Map.of("S", FilterRule.or("run", "message", "order"))))))))
                // Not for its state: only then do records come with their shard, which the counters' conditions need.
                .tumblingWindow(Duration.seconds(60))
                .parallelizationFactor(1)
                .reportBatchItemFailures(true)
                .bisectBatchOnError(true)
                .retryAttempts(10)
                // A stream keeps records for a day; what cannot be counted by then is told of, not lost in silence.
                .maxRecordAge(Duration.hours(20))
                .onFailure(new SqsDlq(deadLetters))
                .build();
        mapping.getNode().addDependency(function.role());
    }

    HomingFunction function() {
        return function;
    }

    /** @return where batches that were given up are named */
    IQueue deadLetters() {
        return deadLetters;
    }
}
