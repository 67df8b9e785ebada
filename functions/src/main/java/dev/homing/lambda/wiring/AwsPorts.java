package dev.homing.lambda.wiring;

import dev.homing.adapter.aws.AwsClients;
import dev.homing.adapter.aws.DynamoDbBroadcasts;
import dev.homing.adapter.aws.DynamoDbCampaigns;
import dev.homing.adapter.aws.DynamoDbConversations;
import dev.homing.adapter.aws.DynamoDbCountedItems;
import dev.homing.adapter.aws.DynamoDbCounters;
import dev.homing.adapter.aws.DynamoDbCountingPlans;
import dev.homing.adapter.aws.DynamoDbCustomerStates;
import dev.homing.adapter.aws.DynamoDbErasures;
import dev.homing.adapter.aws.DynamoDbEventCatalogue;
import dev.homing.adapter.aws.DynamoDbHeld;
import dev.homing.adapter.aws.DynamoDbHistory;
import dev.homing.adapter.aws.DynamoDbImports;
import dev.homing.adapter.aws.DynamoDbInterests;
import dev.homing.adapter.aws.DynamoDbMemberWalks;
import dev.homing.adapter.aws.DynamoDbMemberships;
import dev.homing.adapter.aws.DynamoDbMessages;
import dev.homing.adapter.aws.DynamoDbOrderBook;
import dev.homing.adapter.aws.DynamoDbOrders;
import dev.homing.adapter.aws.DynamoDbProducts;
import dev.homing.adapter.aws.DynamoDbProfiles;
import dev.homing.adapter.aws.DynamoDbRejectedEvents;
import dev.homing.adapter.aws.DynamoDbRelocations;
import dev.homing.adapter.aws.DynamoDbRoster;
import dev.homing.adapter.aws.DynamoDbRuns;
import dev.homing.adapter.aws.DynamoDbSuppressions;
import dev.homing.adapter.aws.DynamoDbTellings;
import dev.homing.adapter.aws.DynamoDbTemplates;
import dev.homing.adapter.aws.DynamoDbTimeline;
import dev.homing.adapter.aws.DynamoDbWalks;
import dev.homing.adapter.aws.EndUserMessagingSender;
import dev.homing.adapter.aws.EventBridgeBus;
import dev.homing.adapter.aws.JitteredBackoff;
import dev.homing.adapter.aws.SchedulerTimers;
import dev.homing.adapter.aws.SecretText;
import dev.homing.adapter.aws.SecretsManagerSecret;
import dev.homing.adapter.aws.SecretsManagerSecrets;
import dev.homing.adapter.aws.SesEmailSender;
import dev.homing.adapter.aws.SesSuppressionList;
import dev.homing.adapter.aws.SnsSmsSender;
import dev.homing.adapter.aws.SqsOutcomeQueue;
import dev.homing.adapter.aws.SqsSendQueue;
import dev.homing.adapter.aws.SqsTellQueue;
import dev.homing.adapter.aws.StepFunctionsJourneys;
import dev.homing.adapter.handlebars.HandlebarsRenderer;
import dev.homing.adapter.html.JsoupHtml;
import dev.homing.adapter.http.ApacheWebCalls;
import dev.homing.adapter.http.HttpPost;
import dev.homing.adapter.phone.LibPhoneNumbers;
import dev.homing.adapter.push.Firebase;
import dev.homing.adapter.push.PushSender;
import dev.homing.adapter.push.VapidKey;
import dev.homing.adapter.push.WebPush;
import dev.homing.adapter.states.FlowCompiler;
import dev.homing.adapter.whatsapp.WhatsAppSender;
import dev.homing.adapter.whatsapp.WhatsAppWebhook;
import dev.homing.app.SideBySide;
import dev.homing.app.port.Answers;
import dev.homing.app.port.Backoff;
import dev.homing.app.port.Broadcasts;
import dev.homing.app.port.Campaigns;
import dev.homing.app.port.Conversations;
import dev.homing.app.port.CountedItems;
import dev.homing.app.port.Counters;
import dev.homing.app.port.CountingPlans;
import dev.homing.app.port.CustomerStates;
import dev.homing.app.port.Erasures;
import dev.homing.app.port.EventBus;
import dev.homing.app.port.EventCatalogue;
import dev.homing.app.port.Held;
import dev.homing.app.port.History;
import dev.homing.app.port.Html;
import dev.homing.app.port.Imports;
import dev.homing.app.port.Interests;
import dev.homing.app.port.Journeys;
import dev.homing.app.port.MemberWalks;
import dev.homing.app.port.Memberships;
import dev.homing.app.port.Messages;
import dev.homing.app.port.OrderBook;
import dev.homing.app.port.Orders;
import dev.homing.app.port.OutcomeQueue;
import dev.homing.app.port.Products;
import dev.homing.app.port.Profiles;
import dev.homing.app.port.ProviderSuppressions;
import dev.homing.app.port.RejectedEvents;
import dev.homing.app.port.Relocations;
import dev.homing.app.port.Renderer;
import dev.homing.app.port.Roster;
import dev.homing.app.port.Runs;
import dev.homing.app.port.Secrets;
import dev.homing.app.port.SendQueue;
import dev.homing.app.port.Sender;
import dev.homing.app.port.Suppressions;
import dev.homing.app.port.TellQueue;
import dev.homing.app.port.Tellings;
import dev.homing.app.port.Templates;
import dev.homing.app.port.Timeline;
import dev.homing.app.port.Timers;
import dev.homing.app.port.Walks;
import dev.homing.app.port.WebCalls;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.message.TrackedLinks;
import dev.homing.domain.profile.PhoneNumbers;
import dev.homing.domain.reason.Reason;
import dev.homing.domain.reason.Reason.Code;
import dev.homing.lambda.SendHandler;
import dev.homing.lambda.admin.SignIn;
import dev.homing.lambda.http.SourceLimit;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The ports on AWS, by the names in the environment. Each function's environment holds what that function uses; what is missing is said by
 * its name when it is asked for.
 */
final class AwsPorts implements Ports {
    /** How old the secret may be: a new one is in use everywhere after this. */
    private static final Duration SECRET_AGE = Duration.ofMinutes(5);

    /** How old the configuration may be where the environment says nothing: a paused campaign sends for this long at the most. */
    private static final Duration CONFIGURATION_AGE = Duration.ofSeconds(2);

    /** A customer has five devices at the most, and the function a minute. */
    private static final Duration PUSH_CONNECTS_WITHIN = Duration.ofSeconds(2);

    private static final Duration PUSH_ANSWERS_WITHIN = Duration.ofSeconds(5);

    /** The longest that SQS lets a message wait before it is delivered again. */
    private static final Duration LONGEST_VISIBILITY = Duration.ofHours(12);

    private static final String WEBHOOKS_QUEUE = "WEBHOOKS_QUEUE_URL";

    private static final String META = "https://graph.facebook.com/v23.0";

    /** Of the names of secrets that steps may tell other systems, so that none can tell others, such as the key of our own links. */
    private static final String WEBHOOK_SECRETS = "homing/webhooks/";

    private static final Backoff JITTERED = new JitteredBackoff(RandomGenerator.getDefault());

    private final Map<String, String> environment;
    private final Supplier<Instant> clock;
    private final AwsClients clients;
    private final SideBySide sideBySide;
    private @Nullable Campaigns campaigns;
    private @Nullable SecretsManagerSecret secret;
    private @Nullable SecretsManagerSecret whatsAppSecret;
    private @Nullable Renderer renderer;

    AwsPorts(Map<String, String> environment, AwsClients clients, Supplier<Instant> clock, SideBySide sideBySide) {
        this.environment = Map.copyOf(environment);
        this.clock = clock;
        this.clients = clients;
        this.sideBySide = sideBySide;
    }

    @Override
    public CustomerStates states() {
        return new DynamoDbCustomerStates(clients.dynamoDb(), needed("CUSTOMERS_TABLE"));
    }

    @Override
    public Profiles profiles() {
        return new DynamoDbProfiles(clients.dynamoDb(), needed("CUSTOMERS_TABLE"), clock::get);
    }

    @Override
    public ProviderSuppressions providerSuppressions() {
        return new SesSuppressionList(clients.ses());
    }

    @Override
    public Suppressions suppressions() {
        return new DynamoDbSuppressions(clients.dynamoDb(), needed("CUSTOMERS_TABLE"));
    }

    @Override
    public Timeline timeline() {
        return new DynamoDbTimeline(clients.dynamoDb(), needed("ACTIVITY_TABLE"));
    }

    @Override
    public Runs runs() {
        return new DynamoDbRuns(clients.dynamoDb(), needed("ACTIVITY_TABLE"));
    }

    @Override
    public Roster roster() {
        return new DynamoDbRoster(clients.dynamoDb(), needed("ACTIVITY_TABLE"), sideBySide);
    }

    @Override
    public Messages messages() {
        return new DynamoDbMessages(clients.dynamoDb(), needed("ACTIVITY_TABLE"));
    }

    @Override
    public Conversations conversations() {
        return new DynamoDbConversations(clients.dynamoDb(), needed("ACTIVITY_TABLE"));
    }

    @Override
    public Orders orders() {
        return new DynamoDbOrders(clients.dynamoDb(), needed("ACTIVITY_TABLE"));
    }

    @Override
    public OrderBook orderBook() {
        return new DynamoDbOrderBook(clients.dynamoDb(), needed("ACTIVITY_TABLE"));
    }

    @Override
    public Memberships memberships() {
        return new DynamoDbMemberships(clients.dynamoDb(), needed("CUSTOMERS_TABLE"));
    }

    @Override
    public EventCatalogue eventCatalogue() {
        return new DynamoDbEventCatalogue(clients.dynamoDb(), needed("ACTIVITY_TABLE"));
    }

    @Override
    public Broadcasts broadcasts() {
        return new DynamoDbBroadcasts(clients.dynamoDb(), needed("ACTIVITY_TABLE"));
    }

    @Override
    public Walks walks() {
        return new DynamoDbWalks(clients.dynamoDb(), needed("CUSTOMERS_TABLE"));
    }

    @Override
    public Relocations relocations() {
        return new DynamoDbRelocations(clients.dynamoDb(), needed("ACTIVITY_TABLE"));
    }

    @Override
    public MemberWalks memberWalks() {
        return new DynamoDbMemberWalks(clients.dynamoDb(), needed("ACTIVITY_TABLE"));
    }

    @Override
    public Tellings tellings() {
        return new DynamoDbTellings(clients.dynamoDb(), needed("ACTIVITY_TABLE"));
    }

    /** Told of by few functions: the others find that there is no queue when an audience has a destination. */
    @Override
    public TellQueue tellQueue() {
        return (job, after) -> new SqsTellQueue(clients.sqs(), needed(WEBHOOKS_QUEUE)).enqueue(job, after);
    }

    @Override
    public String metaUrl() {
        return environment.getOrDefault("META_URL", META);
    }

    @Override
    public Products products() {
        return new DynamoDbProducts(clients.dynamoDb(), needed("CUSTOMERS_TABLE"));
    }

    @Override
    public Interests interests() {
        return new DynamoDbInterests(clients.dynamoDb(), needed("ACTIVITY_TABLE"));
    }

    @Override
    public Imports imports() {
        return new DynamoDbImports(clients.dynamoDb(), needed("ACTIVITY_TABLE"));
    }

    @Override
    public Erasures erasures() {
        return new DynamoDbErasures(clients.dynamoDb(), needed("ACTIVITY_TABLE"));
    }

    @Override
    public History history() {
        return new DynamoDbHistory(clients.dynamoDb(), needed("ACTIVITY_TABLE"));
    }

    @Override
    public Held held() {
        return new DynamoDbHeld(clients.dynamoDb(), needed("ACTIVITY_TABLE"));
    }

    @Override
    public synchronized Campaigns campaigns() {
        if (campaigns == null) {
            String age = environment.get("CONFIGURATION_MAX_AGE");
            campaigns = new DynamoDbCampaigns(
                    clients.dynamoDb(), needed("CONFIG_TABLE"), age == null ? CONFIGURATION_AGE : Duration.parse(age));
        }
        return campaigns;
    }

    @Override
    public Templates templates() {
        return new DynamoDbTemplates(clients.dynamoDb(), needed("CONFIG_TABLE"));
    }

    @Override
    public Timers timers() {
        return new SchedulerTimers(
                clients.scheduler(),
                needed("SCHEDULE_GROUP"),
                needed("TIMERS_QUEUE_ARN"),
                needed("SCHEDULER_ROLE_ARN"),
                needed("TIMERS_DLQ_ARN"),
                clock::get);
    }

    @Override
    public Journeys journeys() {
        return new StepFunctionsJourneys(
                clients.states(),
                this::compiled,
                environment.getOrDefault("MACHINE_PREFIX", "homing-"),
                environment.getOrDefault("STATES_ROLE_ARN", ""),
                environment.getOrDefault("STATES_LOG_GROUP_ARN", ""));
    }

    private String compiled(Campaign.Version version, @Nullable String from) {
        return new FlowCompiler(queueUrls(), needed("OUTCOMES_QUEUE_URL"), needed(WEBHOOKS_QUEUE))
                .compile(version, from);
    }

    @Override
    public SendQueue sendQueue() {
        return new SqsSendQueue(clients.sqs(), queueUrls());
    }

    @Override
    public OutcomeQueue outcomeQueue() {
        return new SqsOutcomeQueue(clients.sqs(), needed("OUTCOMES_QUEUE_URL"));
    }

    @Override
    public EventBus bus() {
        return new EventBridgeBus(clients.events(), needed("EVENT_BUS"));
    }

    @Override
    public RejectedEvents rejected() {
        return new DynamoDbRejectedEvents(clients.dynamoDb(), needed("ACTIVITY_TABLE"));
    }

    @Override
    public Counters counters() {
        return new DynamoDbCounters(clients.dynamoDb(), needed("ANALYTICS_TABLE"), clock::get, sideBySide);
    }

    @Override
    public CountedItems countedItems() {
        return new DynamoDbCountedItems(clients.dynamoDb(), needed("ACTIVITY_TABLE"));
    }

    @Override
    public CountingPlans countingPlans() {
        return new DynamoDbCountingPlans(clients.dynamoDb(), needed("ANALYTICS_TABLE"), clock::get);
    }

    @Override
    public synchronized Renderer renderer() {
        if (renderer == null) {
            renderer = new HandlebarsRenderer();
        }
        return renderer;
    }

    @Override
    public PhoneNumbers phones() {
        return new LibPhoneNumbers();
    }

    @Override
    public WebCalls webCalls() {
        return new ApacheWebCalls(Boolean.parseBoolean(environment.get("WEBHOOKS_LOCAL")));
    }

    @Override
    public Secrets secrets() {
        return new SecretsManagerSecrets(clients.secrets(), WEBHOOK_SECRETS, SECRET_AGE);
    }

    @Override
    public Html html() {
        return new JsoupHtml();
    }

    @Override
    public Sender sender(Channel channel) {
        return switch (channel) {
            case EMAIL -> new SesEmailSender(clients.ses(), needed("SES_CONFIGURATION_SET"));
            case WHATSAPP -> {
                WhatsAppSender sender = whatsApp();
                yield sender == null ? _ -> notSetUp() : sender;
            }
            case SMS -> sms(environment.getOrDefault("SMS_PROVIDER", ""));
            case PUSH -> push();
        };
    }

    @Override
    public Answers answers() {
        WhatsAppSender sender = whatsApp();
        return sender == null ? (_, _, _) -> notSetUp() : sender;
    }

    /** A shop without a number may still have the step in a flow: it fails there and then, and the journey takes its other way. */
    private static Sender.Result notSetUp() {
        return new Sender.Result.Refused(Reason.of(Code.WHATSAPP_NOT_SET_UP)
                .withDetails("give whatsapp.phoneNumberId in homing.json and deploy"));
    }

    /** Null where the shop has no number. */
    private @Nullable WhatsAppSender whatsApp() {
        String phoneNumberId = environment.getOrDefault("WHATSAPP_PHONE_NUMBER_ID", "");
        return phoneNumberId.isEmpty()
                ? null
                : new WhatsAppSender(URI.create(needed("WHATSAPP_URL")), phoneNumberId, () -> whatsAppSecret()
                        .values()
                        .whatsappToken());
    }

    /** As with WhatsApp: where no provider is set up, the step fails there and then. */
    private Sender sms(String provider) {
        String maxPrice = environment.get("SMS_MAX_PRICE");
        BigDecimal most = maxPrice == null ? null : new BigDecimal(maxPrice);
        return switch (provider) {
            case "" ->
                _ -> new Sender.Result.Refused(
                        Reason.of(Code.SMS_NOT_SET_UP).withDetails("give sms in homing.json and deploy"));
            case "end-user-messaging" ->
                new EndUserMessagingSender(
                        clients.endUserMessaging(),
                        new EndUserMessagingSender.Settings(
                                needed("SMS_ORIGINATION_IDENTITY"), environment.get("SMS_CONFIGURATION_SET"), most));
            case "sns" ->
                new SnsSmsSender(clients.sns(), new SnsSmsSender.Settings(environment.get("SMS_SENDER_ID"), most));
            default ->
                throw new IllegalStateException(
                        "SMS_PROVIDER is \"" + provider + "\", which is none; set it to end-user-messaging or sns");
        };
    }

    private Sender push() {
        HttpPost http = new HttpPost(PUSH_CONNECTS_WITHIN, PUSH_ANSWERS_WITHIN);
        SecretText secret = new SecretText(clients.secrets(), needed("PUSH_SECRET_ID"), SECRET_AGE);
        Supplier<VapidKey> key = () -> {
            VapidKey read = VapidKey.read(secret.read());
            if (read == null) {
                throw new IllegalStateException(
                        "The secret " + needed("PUSH_SECRET_ID") + " holds no key yet: deploy, which makes it");
            }
            return read;
        };
        String instead = environment.get("WEB_PUSH_URL");
        String firebase = environment.get("FIREBASE_SECRET_ID");
        SecretText account = firebase == null ? null : new SecretText(clients.secrets(), firebase, SECRET_AGE);
        return new PushSender(
                new WebPush(http, key, needed("PUBLIC_URL"), instead == null ? null : URI.create(instead)),
                account == null ? null : new Firebase(http, URI.create(needed("FIREBASE_URL")), account::read),
                clock::get);
    }

    @Override
    public String pushKey() {
        SecretText secret = new SecretText(clients.secrets(), needed("PUSH_SECRET_ID"), SECRET_AGE);
        VapidKey known = VapidKey.read(secret.read());
        if (known == null) {
            known = VapidKey.generate();
            secret.write(known.write());
        }
        return known.publicKey();
    }

    @Override
    public Backoff backoff() {
        return JITTERED;
    }

    @Override
    public TrackedLinks links() {
        return new TrackedLinks(needed("PUBLIC_URL"), () -> secret().signature());
    }

    @Override
    public SendHandler.Visibility visibility(Channel channel) {
        return visibility(needed(queueVariable(channel)));
    }

    @Override
    public SendHandler.Visibility webhookVisibility() {
        return visibility(needed(WEBHOOKS_QUEUE));
    }

    private SendHandler.Visibility visibility(String url) {
        return (receiptHandle, delay) -> {
            Duration shortened = delay.compareTo(LONGEST_VISIBILITY) > 0 ? LONGEST_VISIBILITY : delay;
            int seconds = (int) Math.max(1, shortened.plusMillis(999).toSeconds());
            clients.sqs()
                    .changeMessageVisibility(request ->
                            request.queueUrl(url).receiptHandle(receiptHandle).visibilityTimeout(seconds));
        };
    }

    @Override
    public WhatsAppWebhook whatsAppWebhook() {
        SecretsManagerSecret.Values values = whatsAppSecret().values();
        return new WhatsAppWebhook(values.whatsappAppSecret(), values.whatsappVerifyToken());
    }

    @Override
    public SourceLimit browserLimit() {
        return SourceLimit.of(environment.get("BROWSER_LIMIT"));
    }

    @Override
    public String pictureOrigins() {
        return environment.getOrDefault("PICTURE_ORIGINS", "");
    }

    @Override
    public SignIn signIn() {
        return new SignIn(
                environment.getOrDefault("COGNITO_USER_POOL_URL", ""),
                environment.getOrDefault("COGNITO_CLIENT_ID", ""));
    }

    private synchronized SecretsManagerSecret secret() {
        if (secret == null) {
            secret = new SecretsManagerSecret(clients.secrets(), needed("SECRET_ID"), SECRET_AGE);
        }
        return secret;
    }

    /** A shop may keep what belongs to WhatsApp in a secret of its own. */
    private synchronized SecretsManagerSecret whatsAppSecret() {
        if (!environment.containsKey("WHATSAPP_SECRET_ID")) {
            return secret();
        }
        if (whatsAppSecret == null) {
            whatsAppSecret = new SecretsManagerSecret(clients.secrets(), needed("WHATSAPP_SECRET_ID"), SECRET_AGE);
        }
        return whatsAppSecret;
    }

    private Map<Channel, String> queueUrls() {
        Map<Channel, String> urls = new EnumMap<>(Channel.class);
        for (Channel channel : Channel.values()) {
            urls.put(channel, needed(queueVariable(channel)));
        }
        return urls;
    }

    private static String queueVariable(Channel channel) {
        return switch (channel) {
            case EMAIL -> "EMAIL_QUEUE_URL";
            case WHATSAPP -> "WHATSAPP_QUEUE_URL";
            case SMS -> "SMS_QUEUE_URL";
            case PUSH -> "PUSH_QUEUE_URL";
        };
    }

    private String needed(String name) {
        String value = environment.get(name);
        if (value == null || value.isEmpty()) {
            throw new IllegalStateException(name + " is not set in this function's environment");
        }
        return value;
    }
}
