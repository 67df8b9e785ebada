package dev.homing.infra;

import software.amazon.awscdk.CustomResource;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.FileSystem;
import software.amazon.awscdk.Stack;
import software.constructs.Construct;

/**
 * The shop's settings and the starter campaigns, brought in with the deployment itself. The function answers CloudFormation on its own: the
 * library's framework for that would be two more functions, with permissions of their own.
 */
final class Setup extends Construct {
    /** Five attempts, ten seconds apart: what it needs was allowed a moment ago, and IAM takes its time. */
    private static final Duration TIMEOUT = Duration.minutes(2);

    /** How long CloudFormation waits for an answer, which it gets before unless the function cannot reach it. */
    private static final Duration ANSWERS_WITHIN = Duration.minutes(5);

    Setup(
            Construct scope,
            String id,
            HomingFunction.Packaged packaged,
            Config config,
            DataStack.Kept data,
            Journeys journeys,
            Sending sending,
            Webhooks webhooks) {
        super(scope, id);
        HomingFunction function = packaged.worker(this, "SetupHandler", TIMEOUT);
        data.config().writtenBy(function);
        journeys.publishedBy(function);
        journeys.keptBy(function);
        // Flows name the queues that they fill; the function itself fills none.
        journeys.outcomes().knownTo(function, "OUTCOMES_QUEUE_URL");
        sending.email().knownTo(function, "EMAIL_QUEUE_URL");
        sending.whatsApp().knownTo(function, "WHATSAPP_QUEUE_URL");
        sending.sms().knownTo(function, "SMS_QUEUE_URL");
        sending.push().knownTo(function, "PUSH_QUEUE_URL");
        data.pushSecret().madeBy(function);
        webhooks.queue().knownTo(function, "WEBHOOKS_QUEUE_URL");
        String shop = Stack.of(this).toJsonString(config.shop().settings(config.mail()));
        function.variable("SHOP", shop);

        CustomResource run = CustomResource.Builder.create(this, "Run")
                .resourceType("Custom::HomingSetup")
                .serviceToken(function.function().getFunctionArn())
                .serviceTimeout(ANSWERS_WITHIN)
                // It runs again when one of these changes; what it does it finds in its environment.
                .properties(InOrder.map(
                        "Shop",
                        shop,
                        "Functions",
                        FileSystem.fingerprint(config.lambdaZip().toString())))
                .build();
        // Machines are refused while their role may not write their log.
        run.getNode().addDependency(journeys.role());
    }
}
