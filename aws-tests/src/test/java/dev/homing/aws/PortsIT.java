package dev.homing.aws;

import dev.homing.adapter.aws.AwsClients;
import dev.homing.adapter.aws.DynamoDbCampaigns;
import dev.homing.adapter.aws.DynamoDbCounters;
import dev.homing.adapter.aws.DynamoDbCustomerStates;
import dev.homing.adapter.aws.DynamoDbHeld;
import dev.homing.adapter.aws.DynamoDbMessages;
import dev.homing.adapter.aws.DynamoDbOrderBook;
import dev.homing.adapter.aws.DynamoDbOrders;
import dev.homing.adapter.aws.DynamoDbProfiles;
import dev.homing.adapter.aws.DynamoDbRejectedEvents;
import dev.homing.adapter.aws.DynamoDbRoster;
import dev.homing.adapter.aws.DynamoDbRuns;
import dev.homing.adapter.aws.DynamoDbTimeline;
import dev.homing.adapter.aws.SqsOutcomeQueue;
import dev.homing.adapter.aws.SqsSendQueue;
import dev.homing.adapter.json.inbound.OutcomeJobCodec;
import dev.homing.adapter.json.inbound.SendJobCodec;
import dev.homing.app.SideBySide;
import dev.homing.app.port.Campaigns;
import dev.homing.app.port.CampaignsContract;
import dev.homing.app.port.Counters;
import dev.homing.app.port.CountersContract;
import dev.homing.app.port.CustomerStates;
import dev.homing.app.port.CustomerStatesContract;
import dev.homing.app.port.Held;
import dev.homing.app.port.HeldContract;
import dev.homing.app.port.Messages;
import dev.homing.app.port.MessagesContract;
import dev.homing.app.port.OrderBook;
import dev.homing.app.port.OrderBookContract;
import dev.homing.app.port.Orders;
import dev.homing.app.port.OrdersContract;
import dev.homing.app.port.OutcomeQueue;
import dev.homing.app.port.OutcomeQueueContract;
import dev.homing.app.port.Profiles;
import dev.homing.app.port.ProfilesContract;
import dev.homing.app.port.RejectedEvents;
import dev.homing.app.port.RejectedEventsContract;
import dev.homing.app.port.Roster;
import dev.homing.app.port.RosterContract;
import dev.homing.app.port.Runs;
import dev.homing.app.port.RunsContract;
import dev.homing.app.port.SendJob;
import dev.homing.app.port.SendQueue;
import dev.homing.app.port.SendQueueContract;
import dev.homing.app.port.Timeline;
import dev.homing.app.port.TimelineContract;
import dev.homing.domain.channel.Channel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.sqs.model.Message;

/** The contracts that the adapters keep on our own emulator, on tables and queues of somebody else's. */
@OnAws
@Order(3)
class PortsIT {
    private static final String TABLE = "contracts";
    private static final List<String> QUEUES = List.of("email", "whatsapp", "sms", "push", "outcomes");

    @BeforeAll
    static void create() {
        AwsClients clients = Deployment.running().clients();
        clients.dynamoDb().createTable(request -> request.tableName(TABLE)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(text("pk"), text("sk"), text("lane"), text("place"))
                .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE))
                .globalSecondaryIndexes(
                        GlobalSecondaryIndex.builder()
                                .indexName("roster")
                                .keySchema(key("lane", KeyType.HASH), key("place", KeyType.RANGE))
                                .projection(projection -> projection
                                        .projectionType(ProjectionType.INCLUDE)
                                        .nonKeyAttributes("status", "version"))
                                .build(),
                        GlobalSecondaryIndex.builder()
                                .indexName("activity")
                                .keySchema(key("lane", KeyType.HASH), key("place", KeyType.RANGE))
                                .projection(projection -> projection.projectionType(ProjectionType.KEYS_ONLY))
                                .build()));
        for (String queue : QUEUES) {
            clients.sqs().createQueue(request -> request.queueName(TABLE + "-" + queue));
        }
    }

    /** What the deployment left is counted after it was destroyed. */
    @AfterAll
    static void delete() {
        AwsClients clients = Deployment.running().clients();
        clients.dynamoDb().deleteTable(request -> request.tableName(TABLE));
        for (String queue : QUEUES) {
            clients.sqs().deleteQueue(request -> request.queueUrl(queueUrl(queue)));
        }
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

    private static DynamoDbClient dynamoDb() {
        return Deployment.running().clients().dynamoDb();
    }

    private static String queueUrl(String queue) {
        return Deployment.running()
                .clients()
                .sqs()
                .getQueueUrl(request -> request.queueName(TABLE + "-" + queue))
                .queueUrl();
    }

    private static List<String> drain(String queue) {
        String url = queueUrl(queue);
        List<String> bodies = new ArrayList<>();
        while (true) {
            List<Message> messages = Deployment.running()
                    .clients()
                    .sqs()
                    .receiveMessage(request -> request.queueUrl(url).maxNumberOfMessages(10))
                    .messages();
            if (messages.isEmpty()) {
                return bodies;
            }
            messages.forEach(message -> bodies.add(message.body()));
        }
    }

    @Nested
    class OnDynamoDbCampaigns extends CampaignsContract {
        @Override
        protected Campaigns campaigns() {
            return new DynamoDbCampaigns(dynamoDb(), TABLE, Duration.ZERO);
        }
    }

    @Nested
    class OnDynamoDbCounters extends CountersContract {
        @Override
        protected Counters counters() {
            return new DynamoDbCounters(dynamoDb(), TABLE, Clock.systemUTC(), SideBySide.ONE_BY_ONE);
        }
    }

    @Nested
    class OnDynamoDbCustomerStates extends CustomerStatesContract {
        @Override
        protected CustomerStates states() {
            return new DynamoDbCustomerStates(dynamoDb(), TABLE);
        }
    }

    @Nested
    class OnDynamoDbHeld extends HeldContract {
        @Override
        protected Held held() {
            return new DynamoDbHeld(dynamoDb(), TABLE);
        }
    }

    @Nested
    class OnDynamoDbMessages extends MessagesContract {
        @Override
        protected Messages messages() {
            return new DynamoDbMessages(dynamoDb(), TABLE);
        }
    }

    @Nested
    class OnDynamoDbOrders extends OrdersContract {
        @Override
        protected Orders orders() {
            return new DynamoDbOrders(dynamoDb(), TABLE);
        }
    }

    @Nested
    class OnDynamoDbOrderBook extends OrderBookContract {
        @Override
        protected OrderBook book() {
            return new DynamoDbOrderBook(dynamoDb(), TABLE);
        }
    }

    @Nested
    class OnDynamoDbProfiles extends ProfilesContract {
        @Override
        protected Profiles profiles() {
            return new DynamoDbProfiles(dynamoDb(), TABLE, Instant::now);
        }
    }

    @Nested
    class OnDynamoDbRejectedEvents extends RejectedEventsContract {
        @Override
        protected RejectedEvents rejected() {
            return new DynamoDbRejectedEvents(dynamoDb(), TABLE);
        }
    }

    @Nested
    class OnDynamoDbRoster extends RosterContract {
        @Override
        protected Roster roster() {
            return new DynamoDbRoster(dynamoDb(), TABLE, SideBySide.ONE_BY_ONE);
        }

        @Override
        protected Runs runs() {
            return new DynamoDbRuns(dynamoDb(), TABLE);
        }
    }

    @Nested
    class OnDynamoDbRuns extends RunsContract {
        @Override
        protected Runs runs() {
            return new DynamoDbRuns(dynamoDb(), TABLE);
        }
    }

    @Nested
    class OnDynamoDbTimeline extends TimelineContract {
        @Override
        protected Timeline timeline() {
            return new DynamoDbTimeline(dynamoDb(), TABLE);
        }
    }

    @Nested
    class OnSqsOutcomeQueue extends OutcomeQueueContract {
        @Override
        protected OutcomeQueue queue() {
            return new SqsOutcomeQueue(Deployment.running().clients().sqs(), queueUrl("outcomes"));
        }

        @Override
        protected List<OutcomeQueue.Job> waiting() {
            return drain("outcomes").stream().map(OutcomeJobCodec::read).toList();
        }
    }

    @Nested
    class OnSqsSendQueue extends SendQueueContract {
        @Override
        protected SendQueue queue() {
            return new SqsSendQueue(
                    Deployment.running().clients().sqs(),
                    Map.of(
                            Channel.EMAIL,
                            queueUrl("email"),
                            Channel.WHATSAPP,
                            queueUrl("whatsapp"),
                            Channel.SMS,
                            queueUrl("sms"),
                            Channel.PUSH,
                            queueUrl("push")));
        }

        @Override
        protected List<SendJob> waiting(Channel channel) {
            return drain(channel.key()).stream().map(SendJobCodec::read).toList();
        }
    }
}
