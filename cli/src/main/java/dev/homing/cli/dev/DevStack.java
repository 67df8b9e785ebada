package dev.homing.cli.dev;

import dev.homing.adapter.aws.DynamoDbCampaigns;
import dev.homing.adapter.push.VapidKey;
import dev.homing.domain.channel.Channel;
import dev.homing.emulator.Emulator;
import dev.homing.emulator.HttpApi;
import dev.homing.emulator.HttpApiOptions;
import dev.homing.emulator.QueueMapping;
import dev.homing.emulator.StreamMapping;
import dev.homing.lambda.JsonHandler;
import dev.homing.lambda.wiring.Wiring;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Homing on this machine: the handlers that run on AWS, fed the JSON that AWS would deliver, on the emulator or on another AWS endpoint; and
 * what only exists here: an inbox, a clock that can be moved, a demo shop.
 */
public final class DevStack implements AutoCloseable {
    private static final String REGION = "us-east-1";
    private static final String SENDER = "shop@example.com";
    private static final String PHONE_NUMBER_ID = "100000000000001";
    private static final String SMS_NUMBER = "+12065550100";
    private static final String WHATSAPP_VERSION = "v23.0";

    /** Events and jobs that wait before no more events are taken in: some tens of megabytes, and some minutes of work. */
    private static final long MOST_WAITING = 50_000;

    private final Emulator emulator;
    private final HttpApi api;
    private final URI awsEndpoint;
    private final Resources resources;
    private final Map<String, String> environment;
    private final @Nullable PolledFeeds feeds;

    private DevStack(
            Emulator emulator,
            HttpApi api,
            URI awsEndpoint,
            Resources resources,
            Map<String, String> environment,
            @Nullable PolledFeeds feeds) {
        this.emulator = emulator;
        this.api = api;
        this.awsEndpoint = awsEndpoint;
        this.resources = resources;
        this.environment = environment;
        this.feeds = feeds;
    }

    /**
     * Starts everything; what it returns is ready.
     *
     * @param progress is told in a few words what is being done
     * @throws java.io.UncheckedIOException when a port is taken; its cause is a {@link java.net.BindException}
     * @throws IllegalStateException when AWS resources cannot be created, or a starter campaign is refused
     */
    public static DevStack start(DevOptions options, Consumer<String> progress) {
        return start(options, progress, (_, handler) -> handler);
    }

    /** @param around what stands in each function's place, given its name; tests break functions with it */
    static DevStack start(DevOptions options, Consumer<String> progress, Around around) {
        progress.accept("Starting tables and queues");
        Emulator emulator = Emulator.start(options.emulator());
        try {
            return start(emulator, options, progress, around);
        } catch (RuntimeException | Error failed) {
            emulator.close();
            throw failed;
        }
    }

    /** Puts something else in a function's place. */
    interface Around {
        JsonHandler of(String name, JsonHandler handler);
    }

    private static DevStack start(Emulator emulator, DevOptions options, Consumer<String> progress, Around around) {
        Deployment deployment = Deployment.HOMING;
        Secrets secrets = Secrets.random();
        HttpApi api = emulator.httpApi(httpApi(deployment, options.port(), secrets.tokenKey));
        URI awsEndpoint = options.awsEndpoint() == null ? emulator.endpoint() : options.awsEndpoint();
        DevTokens tokens = new DevTokens(api);
        api.handle("/dev/inbox/view", Answer.handler(new Pages("/dev/inbox/view", "inbox")));
        api.handle("/dev/inbox", Answer.handler(new DevInbox(emulator)));
        api.handle("/dev/token", Answer.handler(tokens));
        api.handle("/dev/clock", Answer.handler(new DevClock(emulator, options.awsEndpoint() == null)));
        URI webhook = api.uri().resolve("/hooks/whatsapp");
        api.handle(
                "/dev/hooks/whatsapp",
                Answer.handler(new DevWhatsAppHook(
                        webhook, secrets.whatsAppAppSecret, emulator.whatsApp(), emulator::settle)));
        api.handle("/dev/push", Answer.handler(new DevPush(emulator.push())));
        api.handle("/dev/shop", Answer.handler(new Pages("/dev/shop", "shop")));
        api.handle("/dev", Answer.handler(exchange -> {
            throw new Answer.Refused(
                    404, "There is nothing at " + exchange.getRequestURI().getPath());
        }));

        boolean own = options.awsEndpoint() == null;
        SdkHttpClient http = own ? emulator.httpClient() : UrlConnectionHttpClient.create();
        Resources resources =
                new Resources(http, awsEndpoint, REGION, Credentials.accessKey(), Credentials.secretKey());
        VapidKey pushKey = VapidKey.generate();
        resources.create(
                deployment,
                SENDER,
                Map.of(
                        Deployment.SECRET,
                        secrets.json(),
                        Deployment.PUSH_SECRET,
                        pushKey.write(),
                        Deployment.FIREBASE_SECRET,
                        emulator.push().serviceAccount()));
        progress.accept("Starting functions");
        Map<String, String> environment = environment(emulator, api, awsEndpoint, resources);
        Wiring wiring = own
                ? Wiring.of(environment, http, emulator.clock()::now)
                : Wiring.of(environment, emulator.clock()::now);
        Map<String, JsonHandler> functions = Functions.of(wiring);
        functions.forEach((name, handler) -> emulator.function(name, around.of(name, handler)::handle));
        PolledFeeds feeds = null;
        if (own) {
            deployment
                    .queueFeeds()
                    .forEach(feed ->
                            emulator.mapQueue(feed.queue(), feed.function(), new QueueMapping(feed.batchSize())));
            deployment
                    .streamFeeds()
                    .forEach(feed -> emulator.mapStream(
                            feed.table(),
                            feed.function(),
                            new StreamMapping(feed.batchSize(), feed.filter(), options.streamShards())));
        } else {
            feeds = PolledFeeds.start(resources, deployment, functions);
        }
        emulator.whatsApp().accessToken(secrets.whatsAppToken);
        emulator.whatsApp().webhook(webhook, secrets.whatsAppAppSecret);
        emulator.phones().answersTo(resources.queueArn("feedback"));

        try (DynamoDbClient dynamoDb = resources.client(DynamoDbClient.builder())) {
            ShopSettings.store(
                    new DynamoDbCampaigns(dynamoDb, "config", Duration.ZERO),
                    api.uri(),
                    SENDER,
                    pushKey.publicKey(),
                    Map.of(Channel.EMAIL, options.emailConsent()));
        }
        if (!options.empty()) {
            progress.accept("Starting campaigns");
            WhatsAppTemplates templates =
                    new WhatsAppTemplates(emulator.endpoint(), WHATSAPP_VERSION, secrets.whatsAppToken, api.uri());
            new Starters(options.home().resolve("templates"), api.uri(), tokens.token("admin"), templates).start();
            DemoCustomers.put(resources, emulator.clock().now());
            emulator.settle();
        }
        return new DevStack(emulator, api, awsEndpoint, resources, environment, feeds);
    }

    /** Of pages, API, shop and {@code /dev}; without a slash at its end. */
    public URI url() {
        return api.uri();
    }

    /** Of the AWS services. */
    public URI awsEndpoint() {
        return awsEndpoint;
    }

    public Emulator emulator() {
        return emulator;
    }

    /** What the functions would find in theirs on AWS. */
    Map<String, String> environment() {
        return environment;
    }

    /** Of the AWS services; the caller closes it, or not: it holds nothing but the stack's HTTP client. */
    <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C client(B builder) {
        return resources.client(builder);
    }

    /** Stops everything, within a few seconds. */
    @Override
    public void close() {
        if (feeds != null) {
            feeds.close();
        }
        api.close();
        resources.close();
        emulator.close();
    }

    private static HttpApiOptions httpApi(Deployment deployment, int port, String tokenKey) {
        HttpApiOptions options =
                HttpApiOptions.onPort(port).authorizer(tokenKey, "http://localhost/dev/token", "homing-dev");
        for (Deployment.Route route : deployment.routes()) {
            if (route.authorised()) {
                options = options.authorisedRoute(route.key(), route.function());
            } else if (route.function().equals("CollectHandler")) {
                options = options.boundedRoute(route.key(), route.function(), MOST_WAITING);
            } else {
                options = options.route(route.key(), route.function());
            }
        }
        return options;
    }

    private static Map<String, String> environment(
            Emulator emulator, HttpApi api, URI awsEndpoint, Resources resources) {
        Map<String, String> environment = new HashMap<>();
        environment.put("AWS_REGION", REGION);
        environment.put("AWS_ENDPOINT_URL", awsEndpoint.toString());
        // Each change is seen at once, so that what a person or a test does next already counts on it.
        environment.put("CONFIGURATION_MAX_AGE", "PT0S");
        environment.put("CONFIG_TABLE", "config");
        environment.put("CUSTOMERS_TABLE", "customers");
        environment.put("ACTIVITY_TABLE", "activity");
        environment.put("ANALYTICS_TABLE", "analytics");
        environment.put("EVENT_BUS", Deployment.BUS);
        environment.put("EMAIL_QUEUE_URL", resources.queueUrl("email"));
        environment.put("WHATSAPP_QUEUE_URL", resources.queueUrl("whatsapp"));
        environment.put("SMS_QUEUE_URL", resources.queueUrl("sms"));
        environment.put("WEBHOOKS_QUEUE_URL", resources.queueUrl("webhooks"));
        // A program on the same machine is what flows are tried against.
        environment.put("WEBHOOKS_LOCAL", "true");
        environment.put("META_URL", emulator.endpoint() + "/" + WHATSAPP_VERSION);
        environment.put("OUTCOMES_QUEUE_URL", resources.queueUrl("outcomes"));
        environment.put("TIMERS_QUEUE_ARN", resources.queueArn("timers"));
        environment.put("TIMERS_DLQ_ARN", resources.queueArn("timers-dlq"));
        environment.put("SCHEDULE_GROUP", Deployment.SCHEDULE_GROUP);
        environment.put("SCHEDULER_ROLE_ARN", resources.roleArn("homing-scheduler"));
        environment.put("STATES_ROLE_ARN", resources.roleArn("homing-states"));
        environment.put("STATES_LOG_GROUP_ARN", resources.logGroupArn("homing-states"));
        environment.put("MACHINE_PREFIX", Deployment.MACHINE_PREFIX);
        environment.put("SES_CONFIGURATION_SET", Deployment.CONFIGURATION_SET);
        environment.put("SECRET_ID", Deployment.SECRET);
        environment.put("PUSH_QUEUE_URL", resources.queueUrl("push"));
        environment.put("PUSH_SECRET_ID", Deployment.PUSH_SECRET);
        environment.put("FIREBASE_SECRET_ID", Deployment.FIREBASE_SECRET);
        environment.put("FIREBASE_URL", emulator.endpoint().toString());
        // Whatever push service a browser names: nothing leaves this machine.
        environment.put("WEB_PUSH_URL", emulator.endpoint().toString());
        environment.put("PUBLIC_URL", api.uri().toString());
        environment.put("WHATSAPP_URL", emulator.endpoint() + "/" + WHATSAPP_VERSION);
        environment.put("WHATSAPP_PHONE_NUMBER_ID", PHONE_NUMBER_ID);
        environment.put("SMS_PROVIDER", "end-user-messaging");
        environment.put("SMS_ORIGINATION_IDENTITY", SMS_NUMBER);
        return Map.copyOf(environment);
    }

    /** Our own endpoint takes any; another one may want those of the environment. */
    private static final class Credentials {
        static String accessKey() {
            return System.getenv().getOrDefault("AWS_ACCESS_KEY_ID", "homing");
        }

        static String secretKey() {
            return System.getenv().getOrDefault("AWS_SECRET_ACCESS_KEY", "homing");
        }
    }

    /** New ones with every start: nothing that was signed before is taken after. */
    private record Secrets(
            String tokenKey,
            String linkKey,
            String whatsAppToken,
            String whatsAppAppSecret,
            String whatsAppVerifyToken) {
        static Secrets random() {
            return new Secrets(one(), one(), one(), one(), one());
        }

        /** As the secret on AWS. */
        String json() {
            return Answer.JSON
                    .createObjectNode()
                    .put("linkKey", linkKey)
                    .put("whatsappToken", whatsAppToken)
                    .put("whatsappAppSecret", whatsAppAppSecret)
                    .put("whatsappVerifyToken", whatsAppVerifyToken)
                    .toString();
        }

        private static String one() {
            byte[] bytes = new byte[32];
            new SecureRandom().nextBytes(bytes);
            return HexFormat.of().formatHex(bytes);
        }
    }
}
