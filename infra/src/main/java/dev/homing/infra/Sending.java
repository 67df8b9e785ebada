package dev.homing.infra;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.events.EventBus;
import software.amazon.awscdk.services.events.EventPattern;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.targets.SqsQueue;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.amazon.awscdk.services.ses.ConfigurationSet;
import software.amazon.awscdk.services.ses.ConfigurationSetEventDestination;
import software.amazon.awscdk.services.ses.EmailSendingEvent;
import software.amazon.awscdk.services.ses.EventDestination;
import software.amazon.awscdk.services.ses.SuppressionReasons;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.SqsSubscription;
import software.constructs.Construct;

/** One queue and one function a channel, and what the providers tell of the messages afterwards. */
final class Sending extends Construct {
    private static final Duration TIMEOUT = Duration.seconds(60);
    private static final Duration FEEDBACK_TIMEOUT = Duration.seconds(30);

    /** Attempts are counted by the handlers, which put off what is throttled; the queue's count only ends the endless. */
    private static final int ATTEMPTS = 20;

    private final WorkQueue email;
    private final WorkQueue whatsApp;
    private final WorkQueue sms;
    private final WorkQueue push;
    private final WorkQueue feedback;
    private final HomingFunction reader;
    private final List<HomingFunction> functions;
    private final @Nullable Topic smsAnswers;

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
        sms = new WorkQueue(this, "Sms", TIMEOUT, ATTEMPTS, Duration.minutes(30));
        push = new WorkQueue(this, "Push", TIMEOUT, ATTEMPTS, Duration.minutes(30));
        feedback = new WorkQueue(this, "Feedback", FEEDBACK_TIMEOUT, 5, Duration.minutes(15));
        List.of(email, whatsApp, sms, push).forEach(journeys::mayFill);

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

        HomingFunction smsSender = sender("SmsSendHandler", packaged, data, journeys, publicUrl);
        smsAnswers = config.sms() == null ? null : provider(config.sms(), smsSender);
        sms.knownTo(smsSender, "SMS_QUEUE_URL");
        sms.handledBy(smsSender, 10, Duration.seconds(0), 5);
        Rule.Builder.create(this, "SmsFeedback")
                .description("What became of our text messages")
                .eventPattern(EventPattern.builder()
                        .source(List.of("aws.sms-voice"))
                        .detailType(List.of("Text Message Delivery Status Updated"))
                        .build())
                .targets(List.of(SqsQueue.Builder.create(feedback.queue())
                        .deadLetterQueue(feedback.deadLetters())
                        .build()))
                .build();

        HomingFunction pushSender = sender("PushSendHandler", packaged, data, journeys, publicUrl);
        data.pushSecret().readBy(pushSender);
        if (config.push() != null) {
            pushSender.variable("FIREBASE_URL", "https://fcm.googleapis.com");
            new KeptSecret(
                            Secret.fromSecretNameV2(
                                    this, "FirebaseSecret", config.push().firebaseSecretName()),
                            "FIREBASE_SECRET_ID")
                    .readBy(pushSender);
        }
        push.knownTo(pushSender, "PUSH_QUEUE_URL");
        push.handledBy(pushSender, 10, Duration.seconds(0), 5);

        reader = packaged.worker(this, "FeedbackHandler", FEEDBACK_TIMEOUT);
        data.config().readBy(reader);
        data.customers().writtenBy(reader);
        data.activity().writtenBy(reader);
        journeys.answeredBy(reader);
        intake.filledBy(reader);
        // What did not arrive on one channel is tried on the next one.
        journeys.outcomes().filledBy(reader, "OUTCOMES_QUEUE_URL");
        feedback.handledBy(reader, 10, Duration.seconds(1), 5);

        functions = List.of(emailSender, whatsAppSender, smsSender, pushSender, reader);
    }

    WorkQueue email() {
        return email;
    }

    WorkQueue whatsApp() {
        return whatsApp;
    }

    WorkQueue sms() {
        return sms;
    }

    WorkQueue push() {
        return push;
    }

    /** Where the shop's number hands what people answer; null where no number of its own sends. */
    @Nullable
    Topic smsAnswers() {
        return smsAnswers;
    }

    HomingFunction feedback() {
        return reader;
    }

    List<WorkQueue> queues() {
        return List.of(email, whatsApp, sms, push, feedback);
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

    /** @return where the number is to hand answers; null where it is none of the shop's */
    private @Nullable Topic provider(Config.Sms settings, HomingFunction sender) {
        sender.variable("SMS_PROVIDER", settings.provider());
        if (settings.maxPrice() != null) {
            sender.variable("SMS_MAX_PRICE", settings.maxPrice());
        }
        if (settings.senderId() != null) {
            sender.variable("SMS_SENDER_ID", settings.senderId());
        }
        String identity = settings.originationIdentity();
        if (identity == null) {
            // A phone number is no resource of SNS; so all but its topics and endpoints are meant.
            sender.role()
                    .addToPolicy(PolicyStatement.Builder.create()
                            .actions(List.of("sns:Publish"))
                            .notResources(List.of("arn:*:sns:*:*:*"))
                            .build());
            return null;
        }
        sender.variable("SMS_ORIGINATION_IDENTITY", identity);
        List<String> resources = new ArrayList<>(List.of(identity));
        if (settings.configurationSet() != null) {
            sender.variable("SMS_CONFIGURATION_SET", settings.configurationSet());
            resources.add(arn("sms-voice", "configuration-set", settings.configurationSet()));
        }
        sender.role()
                .addToPolicy(PolicyStatement.Builder.create()
                        .actions(List.of("sms-voice:SendTextMessage"))
                        .resources(resources)
                        .build());
        return answers();
    }

    /** Two-way numbers hand what people write to a topic, and to nothing else that Homing could read. */
    private Topic answers() {
        Topic topic = Topic.Builder.create(this, "SmsAnswers").enforceSsl(true).build();
        topic.addToResourcePolicy(PolicyStatement.Builder.create()
                .principals(List.of(new ServicePrincipal("sms-voice.amazonaws.com")))
                .actions(List.of("sns:Publish"))
                .resources(List.of(topic.getTopicArn()))
                .conditions(Map.of(
                        "StringEquals",
                        Map.of("aws:SourceAccount", Stack.of(this).getAccount())))
                .build());
        topic.addSubscription(SqsSubscription.Builder.create(feedback.queue())
                .rawMessageDelivery(true)
                .deadLetterQueue(feedback.deadLetters())
                .build());
        return topic;
    }

    /** Lets a function read the list of addresses that SES refuses for the whole account, which takes no resource. */
    void refusalsReadBy(HomingFunction function) {
        list(function, "ses:ListSuppressedDestinations");
    }

    /** Lets a function take addresses off that list. */
    void refusalsLiftedBy(HomingFunction function) {
        list(function, "ses:DeleteSuppressedDestination");
    }

    private static void list(HomingFunction function, String action) {
        function.role()
                .addToPolicy(PolicyStatement.Builder.create()
                        .actions(List.of(action))
                        .resources(List.of("*"))
                        .build());
        Accepted.wildcard(function.role(), "The account's suppression list at SES takes no resource.", "\\*");
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
        return arn("ses", resource, name);
    }

    private String arn(String service, String resource, String name) {
        return Stack.of(this)
                .formatArn(ArnComponents.builder()
                        .service(service)
                        .resource(resource)
                        .resourceName(name)
                        .build());
    }
}
