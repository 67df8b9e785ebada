package dev.homing.cli.dev;

import dev.homing.adapter.json.inbound.BusEvent;
import dev.homing.adapter.json.inbound.OutcomeJobCodec;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What Homing consists of on AWS, as data: the development stack is created from it, and the CDK app's tests compare their template with it.
 * Names are logical ones; in the development stack they are the real ones.
 *
 * @param deadLetters each queue's own, under {@code NAME-dlq}
 */
public record Deployment(
        List<Table> tables,
        List<Queue> queues,
        List<Rule> rules,
        List<QueueFeed> queueFeeds,
        List<StreamFeed> streamFeeds,
        List<Route> routes) {
    public static final int DEAD_LETTERS_KEPT_SECONDS = 14 * 24 * 60 * 60;
    public static final String BUS = "homing";
    public static final String DEFAULT_BUS = "default";
    public static final String CONFIGURATION_SET = "homing";
    public static final String SCHEDULE_GROUP = "homing";
    public static final String SECRET = "homing";
    public static final String PUSH_SECRET = "homing-push";
    public static final String FIREBASE_SECRET = "homing-firebase";
    public static final String MACHINE_PREFIX = "homing-";

    /** The machines' names begin with {@link #MACHINE_PREFIX}. */
    public static final String MACHINE_ARNS = "arn:aws:states:us-east-1:000000000000:stateMachine:" + MACHINE_PREFIX;

    /** Anyone can send as a browser, so what browsers send waits in a queue of its own, and the shop's own events never behind it. */
    private static final String BROWSERS = BusEvent.BROWSER_SOURCE;

    /** What counts; the timeline's entries, which are most of the changes, do not. */
    private static final String COUNTED =
            "{\"dynamodb\":{\"NewImage\":{\"kind\":{\"S\":[\"run\",\"message\",\"order\"]}}}}";

    /** All with keys {@code pk} and {@code sk}, texts, on demand. */
    public record Table(
            String name,
            boolean streamed,
            String expiryAttribute,
            boolean recoverable,
            @Nullable Index index) {}

    /**
     * Of the items of a table that have its keys, texts.
     *
     * @param included attributes that it has beside the keys
     */
    public record Index(String name, String partitionKey, String sortKey, Set<String> included) {}

    /**
     * @param visibilitySeconds six times the timeout of the function that reads it, as AWS's documentation of the event source advises
     * @param attempts deliveries before a message goes to the queue {@code NAME-dlq}
     */
    public record Queue(String name, int visibilitySeconds, int attempts) {
        public String deadLetters() {
            return name + "-dlq";
        }
    }

    /** @param pattern as JSON */
    public record Rule(String name, String bus, String pattern, String queue) {}

    public record QueueFeed(String queue, String function, int batchSize, int windowSeconds) {}

    /** @param filter which changes the function is invoked for, as JSON */
    public record StreamFeed(String table, String function, int batchSize, int tumblingWindowSeconds, String filter) {}

    /** @param key as API Gateway writes it */
    public record Route(String key, String function, boolean authorised) {}

    private static final String EXPIRES = "expiresAtEpochSeconds";

    /** What the outcomes queue gets once a day. */
    public static final String DAILY = OutcomeJobCodec.DAILY;

    private static final Index ROSTER = new Index("roster", "lane", "place", Set.of("status", "version"));

    private static final Index LATEST = new Index("activity", "lane", "place", Set.of());

    public static final Deployment HOMING = new Deployment(
            List.of(
                    new Table("config", false, EXPIRES, true, null),
                    new Table("customers", false, EXPIRES, true, LATEST),
                    new Table("activity", true, EXPIRES, false, ROSTER),
                    new Table("analytics", false, EXPIRES, false, null)),
            List.of(
                    new Queue("events", 6 * 30, 5),
                    new Queue("browser", 6 * 30, 5),
                    new Queue("timers", 6 * 30, 5),
                    new Queue("outcomes", 6 * 60, 20),
                    new Queue("email", 6 * 60, 20),
                    new Queue("whatsapp", 6 * 60, 20),
                    new Queue("sms", 6 * 60, 20),
                    new Queue("push", 6 * 60, 20),
                    new Queue("webhooks", 6 * 60, 20),
                    new Queue("feedback", 6 * 30, 5)),
            List.of(
                    new Rule("events", BUS, "{\"source\":[{\"anything-but\":[\"" + BROWSERS + "\"]}]}", "events"),
                    new Rule("browser-events", BUS, "{\"source\":[\"" + BROWSERS + "\"]}", "browser"),
                    new Rule(
                            "email-feedback",
                            DEFAULT_BUS,
                            "{\"source\":[\"aws.ses\"],\"detail\":{\"mail\":{\"tags\":{\"ses:configuration-set\":[\""
                                    + CONFIGURATION_SET + "\"]}}}}",
                            "feedback"),
                    new Rule(
                            "sms-feedback",
                            DEFAULT_BUS,
                            "{\"source\":[\"aws.sms-voice\"],\"detail-type\":[\"Text Message Delivery Status Updated\"]}",
                            "feedback"),
                    new Rule(
                            "journey-ends",
                            DEFAULT_BUS,
                            "{\"source\":[\"aws.states\"],\"detail-type\":[\"Step Functions Execution Status Change\"],"
                                    + "\"detail\":{\"status\":[\"SUCCEEDED\",\"FAILED\",\"TIMED_OUT\",\"ABORTED\"],"
                                    + "\"stateMachineArn\":[{\"prefix\":\"" + MACHINE_ARNS + "\"}]}}",
                            "outcomes")),
            List.of(
                    new QueueFeed("events", "EventHandler", 10, 5),
                    new QueueFeed("browser", "EventHandler", 10, 5),
                    new QueueFeed("timers", "TimerHandler", 10, 1),
                    new QueueFeed("outcomes", "OutcomeHandler", 10, 1),
                    new QueueFeed("email", "EmailSendHandler", 10, 0),
                    new QueueFeed("whatsapp", "WhatsAppSendHandler", 10, 0),
                    new QueueFeed("sms", "SmsSendHandler", 10, 0),
                    new QueueFeed("push", "PushSendHandler", 10, 0),
                    new QueueFeed("webhooks", "WebhookHandler", 5, 0),
                    new QueueFeed("feedback", "FeedbackHandler", 10, 1)),
            List.of(new StreamFeed("activity", "CountHandler", 100, 60, COUNTED)),
            List.of(
                    new Route("ANY /api/{proxy+}", "AdminHandler", true),
                    new Route("ANY /api/openapi.json", "AdminHandler", false),
                    new Route("ANY /api/schema/campaign.json", "AdminHandler", false),
                    new Route("ANY /api/settings/public", "AdminHandler", false),
                    new Route("ANY /v1/{proxy+}", "CollectHandler", false),
                    new Route("ANY /t/{proxy+}", "TrackHandler", false),
                    new Route("ANY /u/{proxy+}", "TrackHandler", false),
                    new Route("ANY /preferences/{proxy+}", "TrackHandler", false),
                    new Route("ANY /hooks/trigger/{proxy+}", "CollectHandler", false),
                    new Route("ANY /hooks/whatsapp", "WhatsAppHookHandler", false),
                    new Route("$default", "PageHandler", false)));

    public Deployment {
        tables = List.copyOf(tables);
        queues = List.copyOf(queues);
        rules = List.copyOf(rules);
        queueFeeds = List.copyOf(queueFeeds);
        streamFeeds = List.copyOf(streamFeeds);
        routes = List.copyOf(routes);
    }
}
