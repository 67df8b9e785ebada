package dev.homing.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homing.emulator.StreamMapping.Shards;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TablesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Emulator emulator = Emulator.start(EmulatorOptions.defaults());
    private final DynamoDbClient dynamo = Sdk.client(DynamoDbClient.builder(), emulator.endpoint());
    private final AtomicInteger names = new AtomicInteger();

    @AfterAll
    void close() {
        dynamo.close();
        emulator.close();
    }

    private String table() {
        String name = "table" + names.incrementAndGet();
        dynamo.createTable(r -> r.tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(
                        AttributeDefinition.builder()
                                .attributeName("pk")
                                .attributeType(ScalarAttributeType.S)
                                .build(),
                        AttributeDefinition.builder()
                                .attributeName("sk")
                                .attributeType(ScalarAttributeType.N)
                                .build())
                .keySchema(
                        KeySchemaElement.builder()
                                .attributeName("pk")
                                .keyType(KeyType.HASH)
                                .build(),
                        KeySchemaElement.builder()
                                .attributeName("sk")
                                .keyType(KeyType.RANGE)
                                .build())
                .streamSpecification(s -> s.streamEnabled(true).streamViewType(StreamViewType.NEW_AND_OLD_IMAGES)));
        return name;
    }

    private static Map<String, AttributeValue> item(String pk, int sk, String v) {
        return Map.of(
                "pk", AttributeValue.fromS(pk), "sk", AttributeValue.fromN("" + sk), "v", AttributeValue.fromS(v));
    }

    private void put(String table, String pk, int sk, String v) {
        dynamo.putItem(r -> r.tableName(table).item(item(pk, sk, v)));
    }

    private List<JsonNode> recording(String table, int batchSize, LambdaFunction answer) {
        List<JsonNode> events = Collections.synchronizedList(new ArrayList<>());
        emulator.function("fn-" + table, event -> {
            events.add(JSON.readTree(event));
            return answer.invoke(event);
        });
        emulator.mapStream(table, "fn-" + table, new StreamMapping(batchSize));
        return events;
    }

    private static List<String> values(List<JsonNode> events) {
        return events.stream()
                .flatMap(event -> event.path("Records").valueStream())
                .map(one -> one.path("dynamodb")
                        .path("NewImage")
                        .path("v")
                        .path("S")
                        .asText())
                .toList();
    }

    @Test
    void onlyWhatTheFilterNamesReachesTheFunction() {
        String table = table();
        List<JsonNode> events = Collections.synchronizedList(new ArrayList<>());
        emulator.function("filtered-" + table, event -> {
            events.add(JSON.readTree(event));
            return new byte[0];
        });
        String filter = "{\"dynamodb\":{\"NewImage\":{\"v\":{\"S\":[\"wanted\"]}}}}";
        emulator.mapStream(table, "filtered-" + table, new StreamMapping(10, filter));
        put(table, "a", 1, "other");
        put(table, "a", 2, "wanted");
        put(table, "a", 3, "other");
        emulator.settle();
        assertThat(values(events)).containsExactly("wanted");
        assertThatThrownBy(() -> new StreamMapping(10, "{\"v\":1}")).hasMessageContaining("no event pattern");
    }

    @Test
    void severalShardsDeliverEachItemsRecordsInOrder_alsoFromOneShardToTheNext() {
        String table = table();
        List<JsonNode> events = Collections.synchronizedList(new ArrayList<>());
        emulator.function("sharded-" + table, event -> {
            JsonNode read = JSON.readTree(event);
            // The first deliveries of each shard fail, while the shards after them could go on.
            boolean again =
                    events.stream().noneMatch(earlier -> earlier.path("shardId").equals(read.path("shardId")));
            events.add(read);
            if (again) {
                throw new IOException("come again");
            }
            return new byte[0];
        });
        Shards shards = new Shards(4, Duration.ofHours(4));
        emulator.mapStream(table, "sharded-" + table, new StreamMapping(3, null, shards));
        for (int round = 0; round < 3; round++) {
            for (int pk = 0; pk < 20; pk++) {
                put(table, "pk" + pk, 1, pk + "/" + round);
            }
            emulator.advance(Duration.ofHours(4));
        }

        assertThat(events.stream().map(event -> event.path("shardId").asText()).distinct())
                .hasSize(12);
        for (int pk = 0; pk < 20; pk++) {
            String item = pk + "/";
            assertThat(values(events).stream().filter(v -> v.startsWith(item)).distinct())
                    .containsExactly(item + 0, item + 1, item + 2);
        }
    }

    @Test
    void itemsAreStored_andTheTableIsEmptyAtFirst() {
        String table = table();
        assertThat(dynamo.scan(r -> r.tableName(table)).items()).isEmpty();
        put(table, "a", 1, "x");
        assertThat(dynamo.getItem(r -> r.tableName(table)
                                .key(Map.of("pk", AttributeValue.fromS("a"), "sk", AttributeValue.fromN("1"))))
                        .item())
                .containsEntry("v", AttributeValue.fromS("x"));
        assertThat(dynamo.query(r -> r.tableName(table)
                                .keyConditionExpression("pk = :p AND sk BETWEEN :a AND :b")
                                .expressionAttributeValues(Map.of(
                                        ":p", AttributeValue.fromS("a"),
                                        ":a", AttributeValue.fromN("0"),
                                        ":b", AttributeValue.fromN("9"))))
                        .count())
                .isEqualTo(1);
    }

    @Test
    void arnsCarryOurRegion() {
        String table = table();
        var description = dynamo.describeTable(r -> r.tableName(table)).table();
        assertThat(description.tableArn()).isEqualTo("arn:aws:dynamodb:us-east-1:000000000000:table/" + table);
        assertThat(description.latestStreamArn()).startsWith(description.tableArn() + "/stream/");
    }

    @Test
    void refusalsAreTheSdksExceptions() {
        String table = table();
        put(table, "a", 1, "x");
        assertThatThrownBy(() -> dynamo.putItem(r -> r.tableName(table)
                        .item(item("a", 1, "y"))
                        .conditionExpression("attribute_not_exists(pk)")
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)))
                .isInstanceOfSatisfying(ConditionalCheckFailedException.class, e -> assertThat(e.item())
                        .containsEntry("v", AttributeValue.fromS("x")));
        assertThatThrownBy(() -> dynamo.getItem(r -> r.tableName("none").key(Map.of("pk", AttributeValue.fromS("a")))))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> dynamo.transactWriteItems(r -> r.transactItems(TransactWriteItem.builder()
                        .put(p -> p.tableName(table)
                                .item(item("a", 1, "y"))
                                .conditionExpression("attribute_not_exists(pk)"))
                        .build())))
                .isInstanceOfSatisfying(TransactionCanceledException.class, e -> assertThat(e.cancellationReasons())
                        .extracting(CancellationReason::code)
                        .containsExactly("ConditionalCheckFailed"));
    }

    @Test
    void streamFeedsTheFunction_asAwsShapesIt() {
        String table = table();
        List<JsonNode> events = recording(table, 10, event -> new byte[0]);
        put(table, "a", 1, "x");
        put(table, "a", 1, "y");
        dynamo.deleteItem(
                r -> r.tableName(table).key(Map.of("pk", AttributeValue.fromS("a"), "sk", AttributeValue.fromN("1"))));
        emulator.settle();
        List<JsonNode> records = events.stream()
                .flatMap(event -> event.path("Records").valueStream())
                .toList();
        assertThat(records)
                .extracting(one -> one.path("eventName").asText())
                .containsExactly("INSERT", "MODIFY", "REMOVE");
        JsonNode modified = records.get(1);
        assertThat(modified.path("dynamodb")
                        .path("OldImage")
                        .path("v")
                        .path("S")
                        .asText())
                .isEqualTo("x");
        assertThat(modified.path("dynamodb")
                        .path("NewImage")
                        .path("v")
                        .path("S")
                        .asText())
                .isEqualTo("y");
        assertThat(modified.path("dynamodb").path("Keys").path("sk").path("N").asText())
                .isEqualTo("1");
        assertThat(modified.path("dynamodb").path("SequenceNumber").isTextual()).isTrue();
        assertThat(modified.path("dynamodb").path("StreamViewType").asText()).isEqualTo("NEW_AND_OLD_IMAGES");
        assertThat(modified.path("dynamodb").path("ApproximateCreationDateTime").isNumber())
                .isTrue();
        assertThat(modified.path("eventID").isTextual()).isTrue();
        assertThat(modified.path("eventSource").asText()).isEqualTo("aws:dynamodb");
        assertThat(modified.path("awsRegion").asText()).isEqualTo("us-east-1");
        assertThat(modified.path("eventSourceARN").asText())
                .startsWith("arn:aws:dynamodb:us-east-1:000000000000:table/" + table + "/stream/");
        JsonNode event = events.getFirst();
        assertThat(event.path("shardId").asText()).startsWith("shardId-");
        assertThat(event.path("window").path("start").isTextual()).isTrue();
        assertThat(event.path("state").isObject()).isTrue();
        assertThat(event.path("isFinalInvokeForWindow").isBoolean()).isTrue();
        assertThat(event.path("isWindowTerminatedEarly").asBoolean(true)).isFalse();
    }

    @Test
    void windowEndsWithOneMoreInvocation_thatGetsTheState() {
        String table = table();
        List<JsonNode> events = recording(table, 10, event -> "{\"state\":{\"n\":7}}".getBytes(StandardCharsets.UTF_8));
        put(table, "a", 1, "x");
        emulator.settle();
        emulator.advance(Duration.ofDays(1));
        assertThat(events.getLast().path("isFinalInvokeForWindow").asBoolean()).isTrue();
        assertThat(events.getLast().path("Records").isEmpty()).isTrue();
        assertThat(events.getLast().path("state").path("n").asInt()).isEqualTo(7);
        assertThat(events.stream()
                        .filter(event -> event.path("isFinalInvokeForWindow").asBoolean()))
                .hasSize(1);
    }

    @Test
    void sameRecordsComeAgain_untilTheyAreTaken() {
        String table = table();
        AtomicInteger invocations = new AtomicInteger();
        List<JsonNode> events = recording(table, 10, event -> {
            if (invocations.incrementAndGet() <= 3) {
                throw new IllegalStateException("expected by this test");
            }
            return new byte[0];
        });
        put(table, "a", 1, "x");
        emulator.advance(Duration.ofSeconds(10));
        assertThat(values(events)).containsExactly("x", "x", "x", "x");
        assertThat(events.stream().flatMap(event -> event.path("Records").valueStream()))
                .extracting(one -> one.path("eventID").asText())
                .containsOnly(
                        events.getFirst().path("Records").get(0).path("eventID").asText());
    }

    @Test
    void batchIsRetriedFromItsFirstFailedRecord() {
        String table = table();
        AtomicInteger invocations = new AtomicInteger();
        put(table, "a", 1, "one");
        put(table, "a", 2, "two");
        put(table, "a", 3, "three");
        List<JsonNode> events = recording(table, 10, event -> {
            if (invocations.incrementAndGet() > 1) {
                return new byte[0];
            }
            JsonNode second =
                    JSON.readTree(event).path("Records").get(1).path("dynamodb").path("SequenceNumber");
            return ("{\"batchItemFailures\":[{\"itemIdentifier\":" + second + "}]}").getBytes(StandardCharsets.UTF_8);
        });
        emulator.settle();
        assertThat(values(events)).containsExactly("one", "two", "three", "two", "three");
    }

    @Test
    void streamMayBeReadByAnyone_withoutThePrimer() {
        String table = table();
        put(table, "a", 1, "x");
        try (DynamoDbStreamsClient streams = Sdk.client(DynamoDbStreamsClient.builder(), emulator.endpoint())) {
            String arn = dynamo.describeTable(r -> r.tableName(table)).table().latestStreamArn();
            String shard = streams.describeStream(r -> r.streamArn(arn))
                    .streamDescription()
                    .shards()
                    .getFirst()
                    .shardId();
            String iterator = streams.getShardIterator(
                            r -> r.streamArn(arn).shardId(shard).shardIteratorType("TRIM_HORIZON"))
                    .shardIterator();
            assertThat(streams.getRecords(r -> r.shardIterator(iterator)).records())
                    .singleElement()
                    .satisfies(
                            one -> assertThat(one.dynamodb().newImage()).containsEntry("v", AttributeValue.fromS("x")));
        }
    }

    @Test
    void meterCountsCallsAndUnits_andShowsThemOnlyToWhoAsks() {
        String table = table();
        emulator.meter().reset();
        assertThat(dynamo.putItem(r -> r.tableName(table).item(item("a", 1, "x".repeat(1500))))
                        .consumedCapacity())
                .isNull();
        assertThat(dynamo.putItem(r -> r.tableName(table)
                                .item(item("a", 2, "x"))
                                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL))
                        .consumedCapacity()
                        .capacityUnits())
                .isEqualTo(1.0);
        dynamo.batchWriteItem(r -> r.requestItems(Map.of(
                table,
                List.of(WriteRequest.builder()
                        .putRequest(PutRequest.builder().item(item("b", 1, "x")).build())
                        .build()))));
        dynamo.getItem(r -> r.tableName(table)
                .key(Map.of("pk", AttributeValue.fromS("a"), "sk", AttributeValue.fromN("2")))
                .consistentRead(true));
        assertThat(emulator.meter().calls("dynamodb.PutItem")).isEqualTo(2);
        assertThat(emulator.meter().writeUnits().get(table)).isEqualByComparingTo(BigDecimal.valueOf(4));
        assertThat(emulator.meter().readUnits().get(table)).isEqualByComparingTo(BigDecimal.ONE);
    }

    @Test
    void whatExpired_isRemovedWithinAnHourOfOurClock_andTheStreamSaysByWhom() {
        String table = table();
        dynamo.updateTimeToLive(r ->
                r.tableName(table).timeToLiveSpecification(t -> t.enabled(true).attributeName("ttl")));
        var description = dynamo.describeTimeToLive(r -> r.tableName(table)).timeToLiveDescription();
        assertThat(description.timeToLiveStatus()).isEqualTo(TimeToLiveStatus.ENABLED);
        assertThat(description.attributeName()).isEqualTo("ttl");
        List<JsonNode> events = recording(table, 10, event -> new byte[0]);
        long tomorrow = emulator.clock().now().plus(Duration.ofDays(1)).getEpochSecond();
        for (int sk = 1; sk <= 2; sk++) {
            Map<String, AttributeValue> expiring = new HashMap<>(item("a", sk, "x"));
            expiring.put("ttl", AttributeValue.fromN(Long.toString(tomorrow + (sk - 1) * 86_400L)));
            dynamo.putItem(r -> r.tableName(table).item(expiring));
        }
        put(table, "a", 3, "stays");

        emulator.advance(Duration.ofHours(23));
        assertThat(dynamo.scan(r -> r.tableName(table)).count()).isEqualTo(3);
        emulator.advance(Duration.ofHours(3));
        assertThat(dynamo.scan(r -> r.tableName(table)).items())
                .extracting(
                        one -> one.getOrDefault("sk", AttributeValue.fromN("0")).n())
                .containsExactlyInAnyOrder("2", "3");
        assertThat(events.stream().flatMap(event -> event.path("Records").valueStream()))
                .filteredOn(one -> one.path("eventName").asText().equals("REMOVE"))
                .singleElement()
                .satisfies(one -> assertThat(
                                one.path("userIdentity").path("PrincipalId").asText())
                        .isEqualTo("dynamodb.amazonaws.com"));
    }
}
