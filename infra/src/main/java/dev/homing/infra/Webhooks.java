package dev.homing.infra;

import java.util.List;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.constructs.Construct;

/** What steps of flows call outside, and what destinations of audiences are told: a queue and a function of their own, so that a slow system of somebody's keeps no message waiting. */
final class Webhooks extends Construct {
    /** Twice the longest time of a call. */
    private static final Duration TIMEOUT = Duration.seconds(60);

    /** Attempts are counted by the handler; the queue's count only ends the endless. */
    private static final int ATTEMPTS = 20;

    /** Beginning of the names of secrets that steps may tell. */
    private static final String SECRETS = "homing/webhooks/";

    private final WorkQueue queue;
    private final HomingFunction function;

    Webhooks(Construct scope, String id, HomingFunction.Packaged packaged, DataStack.Kept data, Journeys journeys) {
        super(scope, id);
        queue = new WorkQueue(this, "Webhooks", TIMEOUT, ATTEMPTS, Duration.minutes(30));
        journeys.mayFill(queue);
        function = packaged.worker(this, "WebhookHandler", TIMEOUT);
        data.config().readBy(function);
        data.customers().writtenBy(function);
        data.activity().writtenBy(function);
        journeys.answeredBy(function);
        // Where a campaign was resumed while a place in it was kept.
        journeys.outcomes().filledBy(function, "OUTCOMES_QUEUE_URL");
        function.role()
                .addToPolicy(PolicyStatement.Builder.create()
                        .actions(List.of("secretsmanager:GetSecretValue"))
                        .resources(List.of(Stack.of(this)
                                .formatArn(ArnComponents.builder()
                                        .service("secretsmanager")
                                        .resource("secret")
                                        .resourceName(SECRETS + "*")
                                        .arnFormat(ArnFormat.COLON_RESOURCE_NAME)
                                        .build())))
                        .build());
        Accepted.wildcard(
                function.role(),
                "The shop names the secrets that its steps tell other systems; those that begin so are meant for that, and no other.",
                "arn:.*:secretsmanager:.*:secret:" + SECRETS + "\\*");
        // It has a destination look again at whoever another customer turned out to be.
        queue.filledBy(function, "WEBHOOKS_QUEUE_URL");
        queue.handledBy(function, 5, Duration.seconds(0), 5);
    }

    WorkQueue queue() {
        return queue;
    }

    HomingFunction function() {
        return function;
    }
}
