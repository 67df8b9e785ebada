package dev.homing.infra;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.events.EventBus;
import software.amazon.awscdk.services.events.EventPattern;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.targets.SqsQueue;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.ses.ConfigurationSet;
import software.amazon.awscdk.services.ses.ConfigurationSetEventDestination;
import software.amazon.awscdk.services.ses.EmailSendingEvent;
import software.amazon.awscdk.services.ses.EventDestination;
import software.amazon.awscdk.services.ses.SuppressionReasons;
import software.constructs.Construct;

/** One queue and one function a channel, and what the providers tell of the messages afterwards. */
final class Sending extends Construct {
    private static final Duration TIMEOUT = Duration.seconds(60);
    private static final Duration FEEDBACK_TIMEOUT = Duration.seconds(30);

    /** Attempts are counted by the handlers, which put off what is throttled; the queue's count only ends the endless. */
    private static final int ATTEMPTS = 20;

    private final WorkQueue email;
    private final WorkQueue whatsApp;
    private final WorkQueue feedback;
    private final List<HomingFunction> functions;

    Sending(
            Construct scope,
            String id,
            HomingFunction.Packaged packaged,
            Config config,
            DataStack.Kept data,
            EventIntake intake,
            Journeys journeys,
            String publicUrl) {
        super(scope, id);
        email = new WorkQueue(this, "Email", TIMEOUT, ATTEMPTS, Duration.minutes(30));
        whatsApp = new WorkQueue(this, "WhatsApp", TIMEOUT, ATTEMPTS, Duration.minutes(30));
        feedback = new WorkQueue(this, "Feedback", FEEDBACK_TIMEOUT, 5, Duration.minutes(15));
        List.of(email, whatsApp).forEach(journeys::mayFill);

        ConfigurationSet set = configurationSet();
        HomingFunction emailSender = sender("EmailSendHandler", packaged, data, journeys, publicUrl);
        emailSender
                .role()
                .addToPolicy(PolicyStatement.Builder.create()
                        .actions(List.of("ses:SendEmail"))
                        .resources(List.of(
                                sesArn("identity", config.mail().identity()),
                                sesArn("configuration-set", set.getConfigurationSetName())))
                        .build());
        emailSender.variable("SES_CONFIGURATION_SET", set.getConfigurationSetName());
        email.knownTo(emailSender, "EMAIL_QUEUE_URL");
        email.handledBy(emailSender, 10, Duration.seconds(0), 10);

        HomingFunction whatsAppSender = sender("WhatsAppSendHandler", packaged, data, journeys, publicUrl);
        whatsAppSender.variable("WHATSAPP_URL", "https://graph.facebook.com/v23.0");
        Config.WhatsApp number = config.whatsApp();
        if (number != null) {
            whatsAppSender.variable("WHATSAPP_PHONE_NUMBER_ID", number.phoneNumberId());
        }
        data.whatsAppSecret().readBy(whatsAppSender);
        whatsApp.knownTo(whatsAppSender, "WHATSAPP_QUEUE_URL");
        whatsApp.handledBy(whatsAppSender, 10, Duration.seconds(0), 5);

        HomingFunction reader = packaged.worker(this, "FeedbackHandler", FEEDBACK_TIMEOUT);
        data.config().readBy(reader);
        data.customers().writtenBy(reader);
        data.activity().writtenBy(reader);
        journeys.answeredBy(reader);
        intake.filledBy(reader);
        feedback.handledBy(reader, 10, Duration.seconds(1), 5);

        functions = List.of(emailSender, whatsAppSender, reader);
    }

    WorkQueue email() {
        return email;
    }

    WorkQueue whatsApp() {
        return whatsApp;
    }

    List<WorkQueue> queues() {
        return List.of(email, whatsApp, feedback);
    }

    List<HomingFunction> functions() {
        return functions;
    }

    private HomingFunction sender(
            String handler,
            HomingFunction.Packaged packaged,
            DataStack.Kept data,
            Journeys journeys,
            String publicUrl) {
        HomingFunction sender = packaged.worker(this, handler, TIMEOUT);
        data.config().readBy(sender);
        data.customers().writtenBy(sender);
        data.activity().writtenBy(sender);
        data.secret().readBy(sender);
        journeys.answeredBy(sender);
        // What is not to go out in quiet hours is put off by whoever reads them.
        journeys.outcomes().filledBy(sender, "OUTCOMES_QUEUE_URL");
        sender.variable("PUBLIC_URL", publicUrl);
        return sender;
    }

    /** Opens and clicks are not SES's to count: the links and the pixel are Homing's own, and signed. */
    private ConfigurationSet configurationSet() {
        ConfigurationSet set = ConfigurationSet.Builder.create(this, "ConfigurationSet")
                .suppressionReasons(SuppressionReasons.BOUNCES_AND_COMPLAINTS)
                .reputationMetrics(true)
                .build();
        var defaultBus = EventBus.fromEventBusName(this, "DefaultBus", "default");
        ConfigurationSetEventDestination.Builder.create(this, "ToDefaultBus")
                .configurationSet(set)
                .destination(EventDestination.eventBus(defaultBus))
                .events(List.of(
                        EmailSendingEvent.SEND,
                        EmailSendingEvent.DELIVERY,
                        EmailSendingEvent.BOUNCE,
                        EmailSendingEvent.COMPLAINT,
                        EmailSendingEvent.REJECT,
                        EmailSendingEvent.RENDERING_FAILURE,
                        EmailSendingEvent.DELIVERY_DELAY))
                .build();
        Rule.Builder.create(this, "EmailFeedback")
                .description("What became of our emails")
                .eventPattern(EventPattern.builder()
                        .source(List.of("aws.ses"))
                        .detail(Map.of(
                                "mail",
                                Map.of(
                                        "tags",
                                        Map.of("ses:configuration-set", List.of(set.getConfigurationSetName())))))
                        .build())
                .targets(List.of(SqsQueue.Builder.create(feedback.queue())
                        .deadLetterQueue(feedback.deadLetters())
                        .build()))
                .build();
        return set;
    }

    private String sesArn(String resource, String name) {
        return Stack.of(this)
                .formatArn(ArnComponents.builder()
                        .service("ses")
                        .resource(resource)
                        .resourceName(name)
                        .build());
    }
}
