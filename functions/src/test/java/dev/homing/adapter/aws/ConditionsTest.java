package dev.homing.adapter.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homing.app.SideBySide;
import dev.homing.app.port.Counters.Change;
import dev.homing.app.port.Samples;
import dev.homing.domain.analytics.Counter;
import dev.homing.domain.analytics.Cut;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.id.MessageId;
import dev.homing.domain.message.Message;
import dev.homing.domain.message.MessageStatus;
import dev.homing.domain.message.Messages;
import dev.homing.domain.run.Run;
import dev.homing.domain.state.CustomerState;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** What is asked of DynamoDB, to the letter: exactness under concurrency lies in these conditions. */
class ConditionsTest {
    private static final CustomerId ID = CustomerId.ofUser("u1");
    private static final Instant NOW = Instant.parse("2026-11-22T10:15:30Z");
    private static final int HOUR = (int) (NOW.getEpochSecond() / 3_600 % 65_536);
    private static final Instant EXPIRES = Instant.parse("2027-05-21T10:15:30.900Z");

    private final CapturingDynamoDb dynamoDb = new CapturingDynamoDb();
    private final DynamoDbCustomerStates states = new DynamoDbCustomerStates(dynamoDb, "customers");

    @Test
    void stateIsReadConsistently() {
        states.load(ID);

        assertThat(dynamoDb.last(GetItemRequest.class))
                .isEqualTo(GetItemRequest.builder()
                        .tableName("customers")
                        .key(Map.of(
                                "pk", AttributeValue.fromS("C#" + ID.value()),
                                "sk", AttributeValue.fromS("STATE")))
                        .consistentRead(true)
                        .build());
    }

    @Test
    void newStateIsPut_onlyWhereThereIsNone() {
        states.save(CustomerState.unknown(ID));

        PutItemRequest put = dynamoDb.last(PutItemRequest.class);
        assertThat(put.tableName()).isEqualTo("customers");
        assertThat(put.conditionExpression()).isEqualTo("attribute_not_exists(pk)");
        assertThat(put.hasExpressionAttributeValues()).isFalse();
        assertThat(put.returnValuesOnConditionCheckFailure()).isEqualTo(ReturnValuesOnConditionCheckFailure.ALL_OLD);
        assertThat(put.item().get("v")).isEqualTo(AttributeValue.fromN("1"));
        assertThat(put.item().get("s")).isEqualTo(AttributeValue.fromS("{}"));
        assertThat(put.item()).containsOnlyKeys("pk", "sk", "v", "s", "w");
    }

    @Test
    void changedStateIsPut_onlyOnTheRevisionItWasReadAt() {
        states.save(CustomerState.unknown(ID).withRevision(7));

        PutItemRequest put = dynamoDb.last(PutItemRequest.class);
        assertThat(put.conditionExpression()).isEqualTo("#v = :v");
        assertThat(put.expressionAttributeNames()).isEqualTo(Map.of("#v", "v"));
        assertThat(put.expressionAttributeValues()).isEqualTo(Map.of(":v", AttributeValue.fromN("7")));
        assertThat(put.item().get("v")).isEqualTo(AttributeValue.fromN("8"));
    }

    @Test
    void saveIsRefused_whenTheConditionFailsForAnothersWrite() {
        dynamoDb.failNextWrite(ConditionalCheckFailedException.builder()
                .item(Map.of("w", AttributeValue.fromS("another")))
                .build());

        assertThat(states.save(CustomerState.unknown(ID).withRevision(7))).isFalse();
    }

    @Test
    void saveIsDone_whenTheConditionFailsForItsOwnWrite() {
        // The SDK tries again where an answer is lost; then the first attempt's own item makes the second one's
        // condition fail.
        dynamoDb.loseNextAnswer();

        assertThat(states.save(CustomerState.unknown(ID).withRevision(7))).isTrue();
    }

    @Test
    void otherFailuresGoOn() {
        dynamoDb.failNextWrite(ProvisionedThroughputExceededException.builder().build());

        assertThatThrownBy(() -> states.save(CustomerState.unknown(ID)))
                .isInstanceOf(ProvisionedThroughputExceededException.class);
    }

    @Test
    void activityItemsBearKindAndExpiry() {
        Run run = new Samples(1).run(ID, 0);
        new DynamoDbRuns(dynamoDb, "activity").save(run, EXPIRES);

        PutItemRequest put = dynamoDb.last(PutItemRequest.class);
        assertThat(put.conditionExpression()).isEqualTo("attribute_not_exists(pk)");
        assertThat(put.item().get("pk")).isEqualTo(AttributeValue.fromS("C#" + ID.value()));
        assertThat(put.item().get("sk"))
                .isEqualTo(AttributeValue.fromS("R#" + run.id().hash()));
        assertThat(put.item().get("kind")).isEqualTo(AttributeValue.fromS("run"));
        assertThat(put.item().get("expiresAtEpochSeconds"))
                .isEqualTo(AttributeValue.fromN(Long.toString(EXPIRES.getEpochSecond())));
    }

    @Test
    void aMessageWakesTheCounters_onlyOnceItCounts() {
        Message claimed = Messages.claimed(MessageId.parse("c1-m1")).withRevision(0);
        assertThat(kind(claimed)).as("nothing is counted of a claim").isEqualTo("claim");
        assertThat(kind(claimed.with(MessageStatus.SKIPPED, NOW))).isEqualTo("message");
        assertThat(kind(claimed.sentAs("p", NOW).withRevision(1))).isEqualTo("message");
        assertThat(kind(claimed.with(MessageStatus.SKIPPED, NOW).revived().withRevision(1)))
                .as("what was counted is to be taken back")
                .isEqualTo("message");
    }

    private String kind(Message message) {
        new DynamoDbMessages(dynamoDb, "activity").save(message, EXPIRES);
        return new Item(dynamoDb.last(PutItemRequest.class).item()).text(Item.KIND);
    }

    @Test
    void timelineIsReadBackwards_beforeACursor() {
        new DynamoDbTimeline(dynamoDb, "activity").newest(ID, "2026-11-22T10:15:30.000Z#m1", 20);

        QueryRequest query = dynamoDb.last(QueryRequest.class);
        assertThat(query.keyConditionExpression()).isEqualTo("pk = :pk AND sk BETWEEN :prefix AND :before");
        assertThat(query.expressionAttributeValues())
                .isEqualTo(Map.of(
                        ":pk", AttributeValue.fromS("C#" + ID.value()),
                        ":prefix", AttributeValue.fromS("E#"),
                        ":before", AttributeValue.fromS("E#2026-11-22T10:15:30.000Z#m1")));
        assertThat(query.scanIndexForward()).isFalse();
        assertThat(query.limit()).isEqualTo(21);
    }

    @Test
    void counterIsAdded_onlyPastTheLastSequenceOfItsShard() {
        Counter triggered = new Counter(LocalDate.parse("2026-11-22"), "cart", Cut.of(Channel.EMAIL), "triggered");
        Counter recovered = new Counter(LocalDate.parse("2026-11-22"), "cart", Cut.of(Channel.EMAIL), "recovered:EUR");
        counters()
                .add(
                        "0",
                        "shardId-1",
                        List.of(
                                new Change("41", Map.of(triggered, 1L, recovered, 12_990L)),
                                new Change("42", Map.of(triggered, 2L))));

        UpdateItemRequest update = dynamoDb.last(UpdateItemRequest.class);
        assertThat(dynamoDb.requests()).hasSize(1);
        assertThat(update.key())
                .isEqualTo(Map.of(
                        "pk", AttributeValue.fromS("DAYS#0#" + Key.shard("cart", 8)),
                        "sk", AttributeValue.fromS("2026-11-22|cart")));
        assertThat(update.conditionExpression()).isEqualTo("attribute_not_exists(#shard) OR #shard < :first");
        assertThat(update.updateExpression()).isEqualTo("SET #shard = :last ADD #c0 :c0, #c1 :c1");
        assertThat(update.expressionAttributeNames())
                .containsEntry("#c0", "email/recovered:EUR")
                .containsEntry("#c1", "email/triggered")
                .hasEntrySatisfying("#shard", name -> assertThat(name).matches("@[a-z2-7]{8}"));
        assertThat(update.expressionAttributeValues())
                .isEqualTo(Map.of(
                        ":first", binary(1, 41),
                        ":last", binary(1, 42, HOUR >> 8 & 0xff, HOUR & 0xff),
                        ":c0", AttributeValue.fromN("12990"),
                        ":c1", AttributeValue.fromN("3")));
        assertThat(update.returnValues()).isEqualTo(ReturnValue.ALL_NEW);
        assertThat(update.returnValuesOnConditionCheckFailure()).isEqualTo(ReturnValuesOnConditionCheckFailure.ALL_OLD);
    }

    @Test
    void counterAddsWhatIsNotInItYet_whenSomeOfABatchIs() {
        Counter counter = new Counter(null, "cart", Cut.of(3), "active");
        CapturingDynamoDb first = new CapturingDynamoDb();
        new DynamoDbCounters(first, "analytics", () -> NOW, SideBySide.ONE_BY_ONE)
                .add("0", "shardId-1", List.of(new Change("1", Map.of(counter, 1L))));
        String shard =
                first.last(UpdateItemRequest.class).expressionAttributeNames().get("#shard");
        assertThat(shard).isNotNull();
        dynamoDb.failNextWrite(ConditionalCheckFailedException.builder()
                .item(Map.of(shard, binary(1, 42, 0, 1)))
                .build());

        counters()
                .add(
                        "0",
                        "shardId-1",
                        List.of(
                                new Change("41", Map.of(counter, 1L)),
                                new Change("42", Map.of(counter, 10L)),
                                new Change("43", Map.of(counter, 100L))));

        UpdateItemRequest update = dynamoDb.last(UpdateItemRequest.class);
        assertThat(update.expressionAttributeValues())
                .containsEntry(":first", binary(1, 43))
                .containsEntry(":c0", AttributeValue.fromN("100"));
    }

    private DynamoDbCounters counters() {
        return new DynamoDbCounters(dynamoDb, "analytics", () -> NOW, SideBySide.ONE_BY_ONE);
    }

    private static AttributeValue binary(int... bytes) {
        byte[] array = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            array[i] = (byte) bytes[i];
        }
        return AttributeValue.fromB(SdkBytes.fromByteArray(array));
    }
}
