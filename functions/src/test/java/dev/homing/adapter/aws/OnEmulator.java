package dev.homing.adapter.aws;

import dev.homing.emulator.Emulator;
import dev.homing.emulator.EmulatorOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * AWS on one machine for all tests of one JVM, with the tables, queues, bus, schedule group, configuration set and secret that the adapters
 * use. Tests tell their items apart by ids that no other test uses.
 */
public final class OnEmulator implements BeforeAllCallback {
    public static final String CONFIG = "config";
    public static final String CUSTOMERS = "customers";
    public static final String ACTIVITY = "activity";
    public static final String ANALYTICS = "analytics";
    public static final String BUS = "homing";
    public static final String SCHEDULES = "homing";
    public static final String CONFIGURATION_SET = "homing";
    public static final String SECRET = "homing";
    public static final String ROLE = "arn:aws:iam::" + Emulator.ACCOUNT + ":role/test";
    public static final String LOGS = "arn:aws:logs:us-east-1:" + Emulator.ACCOUNT + ":log-group:states:*";

    private static @Nullable Running running;

    @Override
    public void beforeAll(ExtensionContext context) {
        synchronized (OnEmulator.class) {
            if (running == null) {
                Running started = new Running();
                running = started;
                context.getRoot().getStore(ExtensionContext.Namespace.GLOBAL).put(Running.class, started);
            }
        }
    }

    public static AwsClients clients() {
        return running().clients;
    }

    public static Emulator emulator() {
        return running().emulator;
    }

    public static Instant now() {
        return running().emulator.clock().now();
    }

    /** @param queue one of email, whatsapp, outcomes, timers, timers-dlq, events */
    public static String queueUrl(String queue) {
        return Objects.requireNonNull(running().queueUrls.get(queue));
    }

    public static String queueArn(String queue) {
        return "arn:aws:sqs:us-east-1:" + Emulator.ACCOUNT + ":" + queue;
    }

    /** Takes everything out of a queue. */
    public static List<String> drain(String queue) {
        SqsClient sqs = clients().sqs();
        String url = queueUrl(queue);
        List<String> bodies = new ArrayList<>();
        while (true) {
            List<Message> messages = sqs.receiveMessage(
                            request -> request.queueUrl(url).maxNumberOfMessages(10))
                    .messages();
            if (messages.isEmpty()) {
                return bodies;
            }
            for (Message message : messages) {
                bodies.add(message.body());
                sqs.deleteMessage(request -> request.queueUrl(url).receiptHandle(message.receiptHandle()));
            }
        }
    }

    /** Lets time go on, and everything that falls due in it happen. */
    public static void advance(Duration time) {
        emulator().advance(time);
    }

    private static Running running() {
        return Objects.requireNonNull(running, "annotate the test with @ExtendWith(OnEmulator.class)");
    }

    private static final class Running implements AutoCloseable {
        private final Emulator emulator = Emulator.start(EmulatorOptions.defaults());
        private final AwsClients clients = AwsClients.of(Map.of(
                "AWS_REGION",
                "us-east-1",
                "AWS_ENDPOINT_URL",
                emulator.endpoint().toString()));
        private final Map<String, String> queueUrls = new HashMap<>();

        Running() {
            for (String table : List.of(CONFIG, CUSTOMERS, ANALYTICS, ACTIVITY)) {
                clients.dynamoDb().createTable(table(table));
            }
            for (String queue : List.of("email", "whatsapp", "outcomes", "timers", "timers-dlq", "events")) {
                queueUrls.put(
                        queue,
                        clients.sqs()
                                .createQueue(request -> request.queueName(queue)
                                        .attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "60")))
                                .queueUrl());
            }
            clients.events().createEventBus(request -> request.name(BUS));
            clients.events()
                    .putRule(request ->
                            request.name("all").eventBusName(BUS).eventPattern("{\"source\":[{\"prefix\":\"\"}]}"));
            clients.events().putTargets(request -> request.rule("all")
                    .eventBusName(BUS)
                    .targets(Target.builder()
                            .id("events")
                            .arn(queueArn("events"))
                            .build()));
            clients.scheduler().createScheduleGroup(request -> request.name(SCHEDULES));
            clients.ses().createEmailIdentity(request -> request.emailIdentity("shop@example.com"));
            clients.ses().createConfigurationSet(request -> request.configurationSetName(CONFIGURATION_SET));
            clients.secrets().createSecret(request -> request.name(SECRET)
                    .secretString("{\"linkKey\":\"0123456789abcdef\",\"whatsappToken\":\"token\"}"));
        }

        private static CreateTableRequest table(String name) {
            CreateTableRequest.Builder table = CreateTableRequest.builder()
                    .tableName(name)
                    .billingMode(BillingMode.PAY_PER_REQUEST)
                    .attributeDefinitions(text("pk"), text("sk"))
                    .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE));
            if (name.equals(CUSTOMERS)) {
                table.attributeDefinitions(text("pk"), text("sk"), text(ActivityIndex.LANE), text(ActivityIndex.PLACE))
                        .globalSecondaryIndexes(GlobalSecondaryIndex.builder()
                                .indexName(ActivityIndex.NAME)
                                .keySchema(
                                        key(ActivityIndex.LANE, KeyType.HASH), key(ActivityIndex.PLACE, KeyType.RANGE))
                                .projection(projection -> projection.projectionType(ProjectionType.KEYS_ONLY))
                                .build());
            }
            if (name.equals(ACTIVITY)) {
                table.attributeDefinitions(text("pk"), text("sk"), text(RosterIndex.LANE), text(RosterIndex.PLACE))
                        .globalSecondaryIndexes(GlobalSecondaryIndex.builder()
                                .indexName(RosterIndex.NAME)
                                .keySchema(key(RosterIndex.LANE, KeyType.HASH), key(RosterIndex.PLACE, KeyType.RANGE))
                                .projection(projection -> projection
                                        .projectionType(ProjectionType.INCLUDE)
                                        .nonKeyAttributes(RosterIndex.STATUS, RosterIndex.VERSION))
                                .build());
                table.streamSpecification(
                        stream -> stream.streamEnabled(true).streamViewType(StreamViewType.NEW_AND_OLD_IMAGES));
            }
            return table.build();
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

        @Override
        public void close() {
            clients.close();
            emulator.close();
        }
    }
}
