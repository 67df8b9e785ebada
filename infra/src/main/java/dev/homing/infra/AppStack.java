package dev.homing.infra;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/** All that can be made again from the tree: destroying it loses nothing but messages in queues and logs. */
final class AppStack extends Stack {
    AppStack(Construct scope, String id, @Nullable StackProps props, Config config, DataStack.Kept data) {
        super(scope, id, props);
        // The library lets a function wait for its role and for the role's policy; cfn-lint takes the first for
        // superfluous.
        getTemplateOptions()
                .setMetadata(Map.of("cfn-lint", Map.of("config", Map.of("ignore_checks", List.of("W3005")))));
        HomingFunction.Packaged packaged = HomingFunction.Packaged.of(config);
        EventIntake intake = new EventIntake(this, "EventIntake", config, Deciding.EVENT_TIMEOUT);
        Timers timers = new Timers(this, "Timers", Deciding.TIMER_TIMEOUT);
        Journeys journeys = new Journeys(this, "Journeys", config, Deciding.OUTCOME_TIMEOUT);
        PublicHttp http = new PublicHttp(this, "PublicHttp", config);
        Sending sending = new Sending(this, "Sending", packaged, config, data, intake, journeys, http.url());
        Webhooks webhooks = new Webhooks(this, "Webhooks", packaged, data, journeys);
        // Who opts out leaves the destinations of audiences.
        webhooks.queue().filledBy(sending.feedback(), "WEBHOOKS_QUEUE_URL");
        Deciding deciding = new Deciding(this, "Deciding", packaged, data, intake, timers, journeys, sending, webhooks);
        Counting counting = new Counting(this, "Counting", packaged, data);
        Routes routes = new Routes(this, "Routes", packaged, data, http, intake, journeys, sending, webhooks, config);
        new Setup(this, "Setup", packaged, config, data, journeys, sending, webhooks);

        List<WorkQueue> queues = new ArrayList<>(intake.queues());
        queues.addAll(List.of(timers.queue(), journeys.outcomes(), webhooks.queue()));
        queues.addAll(sending.queues());
        List<HomingFunction> functions = Stream.of(
                        deciding.functions(),
                        sending.functions(),
                        List.of(webhooks.function(), counting.function()),
                        routes.functions())
                .flatMap(List::stream)
                .toList();
        new Watch(this, "Watch", config, queues, counting, functions, http.stage());

        output("PageUrl", "The admin page", http.url() + "/");
        output("TrackingEndpoint", "Where storefronts post events: Segment's tracking API", http.url() + "/v1");
        output("WhatsAppWebhook", "To enter in Meta's app dashboard", http.url() + "/hooks/whatsapp");
        if (sending.smsAnswers() != null) {
            output(
                    "SmsAnswersTopic",
                    "To choose as the destination of two-way messages for the number that text messages come from",
                    sending.smsAnswers().getTopicArn());
        }
        output(
                "EventBusName",
                "Where storefronts with AWS credentials put events",
                intake.bus().getEventBusName());
        output(
                "EventBusArn",
                "The same, for a policy or a rule's target",
                intake.bus().getEventBusArn());
        String target = http.domainTarget();
        if (target != null) {
            output("DomainTarget", "What the domain's CNAME must point at", target);
        }
    }

    private void output(String id, String description, String value) {
        CfnOutput.Builder.create(this, id).description(description).value(value).build();
    }
}
