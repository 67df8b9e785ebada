package dev.homing.adapter.aws;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.pinpointsmsvoicev2.PinpointSmsVoiceV2Client;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The SDK's clients on one HTTP client, each made when it is first asked for: a function pays at its start for what it uses. Region,
 * endpoint and credentials come from the environment as AWS's own tools read it. Safe for any thread; close it when done.
 */
public final class AwsClients implements AutoCloseable {
    /** Calls at a time that find a kept connection: the JDK keeps no more to one host ({@code http.maxConnections}). */
    public static final int CONNECTIONS = 5;

    private static final Duration CONNECTS_WITHIN = Duration.ofSeconds(2);
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(10);
    private static final int MOST_ATTEMPTS_TO_SEND = 4;
    private static final Duration FIRST_BACK_OFF = Duration.ofMillis(100);
    private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(2);

    static {
        // The JDK sends a POST again by itself when a kept connection turns out closed: for an email that would be a
        // second one.
        System.setProperty("sun.net.http.retryPost", "false");
    }

    private final SdkHttpClient http;
    private final Region region;
    private final @Nullable URI endpoint;
    private final AwsCredentialsProvider credentials;

    private final Once<DynamoDbClient> dynamoDb = new Once<>(this::newDynamoDb);
    private final Once<SqsClient> sqs = new Once<>(this::newSqs);
    private final Once<SchedulerClient> scheduler = new Once<>(this::newScheduler);
    private final Once<SfnClient> states = new Once<>(this::newStates);
    private final Once<EventBridgeClient> events = new Once<>(this::newEvents);
    private final Once<SecretsManagerClient> secrets = new Once<>(this::newSecrets);
    private final Once<SesV2Client> ses = new Once<>(this::newSes);
    private final Once<PinpointSmsVoiceV2Client> endUserMessaging = new Once<>(this::newEndUserMessaging);
    private final Once<SnsClient> sns = new Once<>(this::newSns);

    AwsClients(SdkHttpClient http, Region region, @Nullable URI endpoint, AwsCredentialsProvider credentials) {
        this.http = http;
        this.region = region;
        this.endpoint = endpoint;
        this.credentials = credentials;
    }

    /**
     * @param environment {@code AWS_REGION} (or {@code AWS_DEFAULT_REGION}) must be there; {@code AWS_ENDPOINT_URL} stands for AWS on one
     *     machine, where any credentials will do
     * @throws IllegalStateException where the region is missing
     */
    public static AwsClients of(Map<String, String> environment) {
        return of(environment, sockets(), credentials(environment, environment.get("AWS_ENDPOINT_URL")));
    }

    /**
     * As {@link #of(Map)}, by an HTTP client that reaches services in this process, and is closed with these. Nobody there checks a signature, so nothing
     * is signed.
     *
     * @throws IllegalStateException where the region is missing
     */
    public static AwsClients inProcess(Map<String, String> environment, SdkHttpClient http) {
        return of(environment, http, AnonymousCredentialsProvider.create());
    }

    private static AwsClients of(
            Map<String, String> environment, SdkHttpClient http, AwsCredentialsProvider credentials) {
        String region = environment.getOrDefault("AWS_REGION", environment.getOrDefault("AWS_DEFAULT_REGION", ""));
        if (region.isEmpty()) {
            throw new IllegalStateException("AWS_REGION is not set: set it to the region that Homing is deployed in");
        }
        String endpoint = environment.get("AWS_ENDPOINT_URL");
        return new AwsClients(http, Region.of(region), endpoint == null ? null : URI.create(endpoint), credentials);
    }

    private static SdkHttpClient sockets() {
        return UrlConnectionHttpClient.builder()
                .connectionTimeout(CONNECTS_WITHIN)
                .socketTimeout(ANSWERS_WITHIN)
                .build();
    }

    private static AwsCredentialsProvider credentials(Map<String, String> environment, @Nullable String endpoint) {
        if (endpoint == null) {
            return DefaultCredentialsProvider.builder().build();
        }
        String key = environment.getOrDefault("AWS_ACCESS_KEY_ID", "local");
        String secret = environment.getOrDefault("AWS_SECRET_ACCESS_KEY", "local");
        // A function's own credentials are a session's: without its token they are nobody's.
        String session = environment.getOrDefault("AWS_SESSION_TOKEN", "");
        return StaticCredentialsProvider.create(
                session.isEmpty()
                        ? AwsBasicCredentials.create(key, secret)
                        : AwsSessionCredentials.create(key, secret, session));
    }

    public DynamoDbClient dynamoDb() {
        return dynamoDb.get();
    }

    public SqsClient sqs() {
        return sqs.get();
    }

    public SchedulerClient scheduler() {
        return scheduler.get();
    }

    public SfnClient states() {
        return states.get();
    }

    public EventBridgeClient events() {
        return events.get();
    }

    public SecretsManagerClient secrets() {
        return secrets.get();
    }

    /** For sending: only what SES says it did not take for its rate is tried again, for anything else could send twice. */
    public SesV2Client ses() {
        return ses.get();
    }

    /** For sending text messages, as {@link #ses} is for emails. */
    public PinpointSmsVoiceV2Client endUserMessaging() {
        return endUserMessaging.get();
    }

    /** For sending text messages, as {@link #ses} is for emails. */
    public SnsClient sns() {
        return sns.get();
    }

    @Override
    public void close() {
        for (Once<? extends SdkClient> client :
                List.of(dynamoDb, sqs, scheduler, states, events, secrets, ses, endUserMessaging, sns)) {
            client.close();
        }
        http.close();
    }

    private DynamoDbClient newDynamoDb() {
        return built(DynamoDbClient.builder(), AwsRetryStrategy.standardRetryStrategy());
    }

    private SqsClient newSqs() {
        return built(SqsClient.builder(), AwsRetryStrategy.standardRetryStrategy());
    }

    private SchedulerClient newScheduler() {
        return built(SchedulerClient.builder(), AwsRetryStrategy.standardRetryStrategy());
    }

    private SfnClient newStates() {
        return built(SfnClient.builder(), AwsRetryStrategy.standardRetryStrategy());
    }

    private EventBridgeClient newEvents() {
        return built(EventBridgeClient.builder(), AwsRetryStrategy.standardRetryStrategy());
    }

    private SecretsManagerClient newSecrets() {
        return built(SecretsManagerClient.builder(), AwsRetryStrategy.standardRetryStrategy());
    }

    private SesV2Client newSes() {
        return built(SesV2Client.builder(), onlyThrottling());
    }

    private PinpointSmsVoiceV2Client newEndUserMessaging() {
        return built(PinpointSmsVoiceV2Client.builder(), onlyThrottling());
    }

    private SnsClient newSns() {
        return built(SnsClient.builder(), onlyThrottling());
    }

    static RetryStrategy onlyThrottling() {
        BackoffStrategy backOff = BackoffStrategy.exponentialDelay(FIRST_BACK_OFF, LONGEST_BACK_OFF);
        return StandardRetryStrategy.builder()
                .useClientDefaults(false)
                .maxAttempts(MOST_ATTEMPTS_TO_SEND)
                .retryOnException(AwsClients::throttled)
                .treatAsThrottling(AwsClients::throttled)
                .backoffStrategy(backOff)
                .throttlingBackoffStrategy(backOff)
                .circuitBreakerEnabled(false)
                .build();
    }

    private static boolean throttled(Throwable failure) {
        return failure instanceof SdkServiceException answered && answered.isThrottlingException();
    }

    private <B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>, C extends SdkClient> C built(
            B builder, RetryStrategy retries) {
        builder.region(region)
                .credentialsProvider(credentials)
                .httpClient(http)
                .overrideConfiguration(configuration -> configuration.retryStrategy(retries));
        if (endpoint != null) {
            builder.endpointOverride(endpoint);
        }
        return builder.build();
    }

    /** A client that is made once, by whoever asks first. */
    private static final class Once<C extends SdkClient> {
        interface Maker<C> {
            C make();
        }

        private final Maker<C> maker;
        private @Nullable C made;

        Once(Maker<C> maker) {
            this.maker = maker;
        }

        synchronized C get() {
            C client = made;
            if (client == null) {
                client = maker.make();
                made = client;
            }
            return client;
        }

        synchronized void close() {
            if (made != null) {
                made.close();
            }
        }
    }
}
