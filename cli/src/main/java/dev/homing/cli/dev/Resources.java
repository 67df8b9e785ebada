package dev.homing.cli.dev;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.ResourceAlreadyExistsException;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindowMode;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ResourceExistsException;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.AlreadyExistsException;
import software.amazon.awssdk.services.sesv2.model.EventType;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Creates what a {@link Deployment} names, by the AWS SDK, at one endpoint; what is there already stays. */
final class Resources implements AutoCloseable {
    private static final String ACCOUNT = "000000000000";

    private final SdkHttpClient http;
    private final AwsCredentialsProvider credentials;
    private final URI endpoint;
    private final Region region;
    private final Map<String, String> queueUrls = new HashMap<>();
    private final Map<String, String> queueArns = new HashMap<>();

    /** @param http leads to the endpoint; closed with this */
    Resources(SdkHttpClient http, URI endpoint, String region, String accessKey, String secretKey) {
        this.http = http;
        this.endpoint = endpoint;
        this.region = Region.of(region);
        this.credentials = StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey));
    }

    /** A client of this endpoint; the caller closes it, or not: it holds nothing but the shared HTTP client. */
    <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C client(B builder) {
        return builder.httpClient(http)
                .credentialsProvider(credentials)
                .region(region)
                .endpointOverride(endpoint)
                .build();
    }

    /**
     * @param sender the address that email comes from
     * @param secrets their values by their names, JSON
     */
    void create(Deployment deployment, String sender, Map<String, String> secrets) {
        // Side by side: tables and queues each take a second or two to come up.
        List<Thread> working = new ArrayList<>();
        List<Throwable> failures = new ArrayList<>();
        Consumer<Runnable> beside = work -> working.add(Thread.ofPlatform().start(() -> {
            try {
                work.run();
            } catch (RuntimeException | Error failed) {
                synchronized (failures) {
                    failures.add(failed);
                }
            }
        }));
        beside.accept(() -> tables(deployment.tables()));
        beside.accept(() -> {
            queues(deployment.queues());
            rules(deployment.rules());
        });
        beside.accept(() -> {
            scheduleGroup();
            mail(sender);
            secrets.forEach(this::secret);
        });
        try {
            for (Thread thread : working) {
                thread.join();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while AWS resources were being created", stopped);
        }
        if (failures.isEmpty()) {
            daily();
        } else {
            throw new IllegalStateException("AWS resources could not be created at " + endpoint, failures.getFirst());
        }
    }

    /** Known once {@link #create} is done. */
    String queueUrl(String queue) {
        return known(queueUrls, queue);
    }

    /** Known once {@link #create} is done. */
    String queueArn(String queue) {
        return known(queueArns, queue);
    }

    String region() {
        return region.id();
    }

    String roleArn(String role) {
        return "arn:aws:iam::" + ACCOUNT + ":role/" + role;
    }

    String logGroupArn(String group) {
        return "arn:aws:logs:" + region.id() + ":" + ACCOUNT + ":log-group:" + group + ":*";
    }

    @Override
    public void close() {
        http.close();
    }

    private static String known(Map<String, String> names, String queue) {
        synchronized (names) {
            String value = names.get(queue);
            if (value == null) {
                throw new IllegalArgumentException("There is no queue " + queue);
            }
            return value;
        }
    }

    private void tables(List<Deployment.Table> tables) {
        try (DynamoDbClient dynamoDb = client(DynamoDbClient.builder())) {
            for (Deployment.Table table : tables) {
                CreateTableRequest.Builder request = CreateTableRequest.builder()
                        .tableName(table.name())
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .attributeDefinitions(text("pk"), text("sk"))
                        .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE));
                if (table.index() != null) {
                    index(request, table.index());
                }
                if (table.streamed()) {
                    request.streamSpecification(StreamSpecification.builder()
                            .streamEnabled(true)
                            .streamViewType(StreamViewType.NEW_AND_OLD_IMAGES)
                            .build());
                }
                try {
                    // Nothing expires: the clock here can be ahead of the one that would expire it by months.
                    dynamoDb.createTable(request.build());
                } catch (ResourceInUseException there) {
                    // As wanted.
                }
            }
            for (Deployment.Table table : tables) {
                dynamoDb.waiter().waitUntilTableExists(describe -> describe.tableName(table.name()));
            }
        }
    }

    private static void index(CreateTableRequest.Builder request, Deployment.Index index) {
        request.attributeDefinitions(text("pk"), text("sk"), text(index.partitionKey()), text(index.sortKey()))
                .globalSecondaryIndexes(GlobalSecondaryIndex.builder()
                        .indexName(index.name())
                        .keySchema(key(index.partitionKey(), KeyType.HASH), key(index.sortKey(), KeyType.RANGE))
                        .projection(projection -> {
                            if (index.included().isEmpty()) {
                                projection.projectionType(ProjectionType.KEYS_ONLY);
                            } else {
                                projection
                                        .projectionType(ProjectionType.INCLUDE)
                                        .nonKeyAttributes(index.included());
                            }
                        })
                        .build());
    }

    private static AttributeDefinition text(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    private void queues(List<Deployment.Queue> queues) {
        try (SqsClient sqs = client(SqsClient.builder())) {
            for (Deployment.Queue queue : queues) {
                String deadLetters = create(
                        sqs,
                        queue.deadLetters(),
                        Map.of(
                                QueueAttributeName.MESSAGE_RETENTION_PERIOD,
                                Integer.toString(Deployment.DEAD_LETTERS_KEPT_SECONDS)));
                create(
                        sqs,
                        queue.name(),
                        Map.of(
                                QueueAttributeName.VISIBILITY_TIMEOUT,
                                Integer.toString(queue.visibilitySeconds()),
                                QueueAttributeName.REDRIVE_POLICY,
                                "{\"deadLetterTargetArn\":\"" + deadLetters + "\",\"maxReceiveCount\":\""
                                        + queue.attempts() + "\"}"));
            }
        }
    }

    /** @return the queue's ARN */
    private String create(SqsClient sqs, String name, Map<QueueAttributeName, String> attributes) {
        String url = sqs.createQueue(request -> request.queueName(name).attributes(attributes))
                .queueUrl();
        String arn = sqs.getQueueAttributes(
                        request -> request.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
        if (arn == null) {
            throw new IllegalStateException("The queue " + name + " at " + endpoint + " has no ARN");
        }
        synchronized (queueUrls) {
            queueUrls.put(name, url);
        }
        synchronized (queueArns) {
            queueArns.put(name, arn);
        }
        return arn;
    }

    private void rules(List<Deployment.Rule> rules) {
        try (EventBridgeClient events = client(EventBridgeClient.builder())) {
            try {
                events.createEventBus(request -> request.name(Deployment.BUS));
            } catch (ResourceAlreadyExistsException there) {
                // As wanted.
            }
            for (Deployment.Rule rule : rules) {
                events.putRule(request ->
                        request.name(rule.name()).eventBusName(rule.bus()).eventPattern(rule.pattern()));
                Target queue = Target.builder()
                        .id(rule.queue())
                        .arn(queueArn(rule.queue()))
                        .deadLetterConfig(config -> config.arn(queueArn(rule.queue() + "-dlq")))
                        .build();
                events.putTargets(request ->
                        request.rule(rule.name()).eventBusName(rule.bus()).targets(queue));
            }
        }
    }

    private void scheduleGroup() {
        try (SchedulerClient scheduler = client(SchedulerClient.builder())) {
            scheduler.createScheduleGroup(request -> request.name(Deployment.SCHEDULE_GROUP));
        } catch (software.amazon.awssdk.services.scheduler.model.ConflictException there) {
            // As wanted.
        }
    }

    private void daily() {
        try (SchedulerClient scheduler = client(SchedulerClient.builder())) {
            scheduler.createSchedule(request -> request.name("daily")
                    .groupName(Deployment.SCHEDULE_GROUP)
                    .scheduleExpression("rate(1 day)")
                    .flexibleTimeWindow(window -> window.mode(FlexibleTimeWindowMode.OFF))
                    .target(target -> target.arn(queueArn("outcomes"))
                            .roleArn(roleArn("scheduler"))
                            .input(Deployment.DAILY)
                            .deadLetterConfig(config -> config.arn(queueArn("outcomes-dlq")))));
        } catch (software.amazon.awssdk.services.scheduler.model.ConflictException there) {
            // As wanted.
        }
    }

    private void mail(String sender) {
        try (SesV2Client ses = client(SesV2Client.builder())) {
            try {
                ses.createEmailIdentity(request -> request.emailIdentity(sender));
            } catch (AlreadyExistsException there) {
                // As wanted.
            }
            try {
                ses.createConfigurationSet(request -> request.configurationSetName(Deployment.CONFIGURATION_SET));
                String defaultBus =
                        "arn:aws:events:" + region.id() + ":" + ACCOUNT + ":event-bus/" + Deployment.DEFAULT_BUS;
                ses.createConfigurationSetEventDestination(
                        request -> request.configurationSetName(Deployment.CONFIGURATION_SET)
                                .eventDestinationName("default-bus")
                                .eventDestination(destination -> destination
                                        .enabled(true)
                                        .matchingEventTypes(
                                                EventType.SEND,
                                                EventType.DELIVERY,
                                                EventType.BOUNCE,
                                                EventType.COMPLAINT,
                                                EventType.REJECT,
                                                EventType.RENDERING_FAILURE,
                                                EventType.DELIVERY_DELAY)
                                        .eventBridgeDestination(bus -> bus.eventBusArn(defaultBus))));
            } catch (AlreadyExistsException there) {
                // As wanted.
            }
        }
    }

    private void secret(String name, String value) {
        try (SecretsManagerClient secrets = client(SecretsManagerClient.builder())) {
            try {
                secrets.createSecret(request -> request.name(name).secretString(value));
            } catch (ResourceExistsException there) {
                secrets.putSecretValue(request -> request.secretId(name).secretString(value));
            }
        }
    }
}
