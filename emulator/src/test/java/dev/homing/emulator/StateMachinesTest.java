package dev.homing.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.homing.emulator.wire.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;
import software.amazon.awssdk.services.sfn.model.InvalidDefinitionException;
import software.amazon.awssdk.services.sfn.model.InvalidOutputException;
import software.amazon.awssdk.services.sfn.model.InvalidTokenException;
import software.amazon.awssdk.services.sfn.model.StateMachineAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.StateMachineDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.StateMachineVersionListItem;
import software.amazon.awssdk.services.sfn.model.TaskTimedOutException;
import software.amazon.awssdk.services.sfn.model.ValidateStateMachineDefinitionResultCode;
import software.amazon.awssdk.services.sqs.SqsClient;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StateMachinesTest {
    private static final String ROLE = "arn:aws:iam::000000000000:role/r";

    private final Emulator emulator = Emulator.start(EmulatorOptions.defaults());
    private final SfnClient states = Sdk.client(SfnClient.builder(), emulator.endpoint());
    private final AtomicInteger names = new AtomicInteger();

    @AfterAll
    void close() {
        states.close();
        emulator.close();
    }

    private static String definition(String startAt, String states) {
        return "{\"QueryLanguage\":\"JSONata\",\"StartAt\":\"" + startAt + "\",\"States\":{" + states + "}}";
    }

    private static final String WAITS_AN_HOUR = definition("Wait", """
            "Wait":{"Type":"Wait","Seconds":3600,"Next":"Done"},
            "Done":{"Type":"Pass","Output":{"hello":"{% $states.context.Execution.Input.name %}"},"End":true}
            """);

    /** One message through a queue, whose token decides. */
    private static String sends(String queueUrl) {
        return definition("Send", """
                "Send":{"Type":"Task","Resource":"arn:aws:states:::sqs:sendMessage.waitForTaskToken",
                  "Arguments":{"QueueUrl":"%s","MessageBody":{"token":"{%% $states.context.Task.Token %%}"}},
                  "HeartbeatSeconds":60,"TimeoutSeconds":86400,
                  "Output":"{%% $states.result %%}",
                  "Catch":[{"ErrorEquals":["SendFailed"],"Next":"Failed"},
                           {"ErrorEquals":["States.HeartbeatTimeout"],"Next":"Silent"}],"Next":"Done"},
                "Done":{"Type":"Succeed"},
                "Silent":{"Type":"Pass","Output":{"silent":true},"End":true},
                "Failed":{"Type":"Fail","Error":"Ended","Cause":"{%% $states.input.Cause %%}"}
                """.formatted(queueUrl));
    }

    private String create(String definition) {
        String name = "machine" + names.incrementAndGet();
        return states.createStateMachine(
                        r -> r.name(name).definition(definition).roleArn(ROLE).publish(true))
                .stateMachineVersionArn();
    }

    private String start(String arn, String input) {
        return states.startExecution(r -> r.stateMachineArn(arn).input(input)).executionArn();
    }

    private DescribeExecutionResponse describe(String executionArn) {
        return states.describeExecution(r -> r.executionArn(executionArn));
    }

    @Test
    void forgetsAnExecution_ninetyDaysAfterItsEnd() {
        String arn = create(WAITS_AN_HOUR);
        String execution = start(arn, "{\"name\":\"Ann\"}");
        emulator.advance(Duration.ofDays(90));
        start(arn, "{\"name\":\"Ann\"}");
        assertThat(describe(execution).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        emulator.advance(Duration.ofHours(2));
        start(arn, "{\"name\":\"Ann\"}");
        assertThatThrownBy(() -> describe(execution)).isInstanceOf(ExecutionDoesNotExistException.class);
    }

    @Test
    void waitsInVirtualTime_andSucceeds() {
        String arn = create(WAITS_AN_HOUR);
        String execution = start(arn, "{\"name\":\"Ann\"}");
        emulator.advance(Duration.ofMinutes(59));
        assertThat(describe(execution).status()).isEqualTo(ExecutionStatus.RUNNING);
        emulator.advance(Duration.ofMinutes(2));
        DescribeExecutionResponse ended = describe(execution);
        assertThat(ended.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(ended.output()).isEqualTo("{\"hello\":\"Ann\"}");
        assertThat(ended.stateMachineVersionArn()).isEqualTo(arn);
        assertThat(ended.stateMachineArn()).isEqualTo(arn.substring(0, arn.lastIndexOf(':')));
        assertThat(Duration.between(ended.startDate(), ended.stopDate()))
                .isBetween(Duration.ofHours(1), Duration.ofSeconds(3601));
    }

    @Test
    void oneStartOfANameCounts() {
        String arn = create(WAITS_AN_HOUR);
        var first =
                states.startExecution(r -> r.stateMachineArn(arn).name("run").input("{\"name\":\"a\"}"));
        var again =
                states.startExecution(r -> r.stateMachineArn(arn).name("run").input("{\"name\":\"a\"}"));
        assertThat(again.executionArn()).isEqualTo(first.executionArn());
        assertThat(again.startDate()).isEqualTo(first.startDate());
        assertThatThrownBy(() -> states.startExecution(
                        r -> r.stateMachineArn(arn).name("run").input("{\"name\":\"b\"}")))
                .isInstanceOf(ExecutionAlreadyExistsException.class);
        emulator.advance(Duration.ofHours(2));
        assertThatThrownBy(() -> states.startExecution(
                        r -> r.stateMachineArn(arn).name("run").input("{\"name\":\"a\"}")))
                .isInstanceOf(ExecutionAlreadyExistsException.class);
        assertThat(states.listExecutions(r -> r.stateMachineArn(arn)).executions())
                .hasSize(1);
    }

    @Test
    void versionsAreNumbered_andStartedOnesKeepTheirs() {
        String first = create(WAITS_AN_HOUR);
        String machine = first.substring(0, first.lastIndexOf(':'));
        String execution = start(first, "{\"name\":\"old\"}");
        String second = states.updateStateMachine(r -> r.stateMachineArn(machine)
                        .definition(definition("Only", "\"Only\":{\"Type\":\"Pass\",\"Output\":2,\"End\":true}"))
                        .publish(true))
                .stateMachineVersionArn();
        assertThat(first).endsWith(":1");
        assertThat(second).endsWith(":2");
        assertThat(states.publishStateMachineVersion(r -> r.stateMachineArn(machine))
                        .stateMachineVersionArn())
                .as("nothing changed since")
                .isEqualTo(second);
        assertThat(states.listStateMachineVersions(r -> r.stateMachineArn(machine))
                        .stateMachineVersions())
                .extracting(StateMachineVersionListItem::stateMachineVersionArn)
                .containsExactly(second, first);
        String oldStart = start(first, "{\"name\":\"older\"}");
        String newStart = start(second, "{}");
        states.deleteStateMachineVersion(r -> r.stateMachineVersionArn(first));
        emulator.advance(Duration.ofHours(2));
        assertThat(describe(execution).output()).isEqualTo("{\"hello\":\"old\"}");
        assertThat(describe(oldStart).output()).isEqualTo("{\"hello\":\"older\"}");
        assertThat(describe(newStart).output()).isEqualTo("2");
        assertThatThrownBy(() -> start(first, "{}")).isInstanceOf(StateMachineDoesNotExistException.class);
        assertThat(states.describeStateMachine(r -> r.stateMachineArn(second)).definition())
                .contains("Only");
    }

    @Test
    void aCallbackThroughAQueueCompletesTheTask() {
        try (SqsClient sqs = Sdk.client(SqsClient.builder(), emulator.endpoint())) {
            String queueUrl = sqs.createQueue(r -> r.queueName("sends")).queueUrl();
            emulator.function("sender", event -> {
                for (JsonNode message :
                        Json.parse(new String(event, StandardCharsets.UTF_8)).path("Records")) {
                    String token = Json.parse(message.path("body").asText())
                            .path("token")
                            .asText();
                    states.sendTaskHeartbeat(r -> r.taskToken(token));
                    states.sendTaskSuccess(r -> r.taskToken(token).output("{\"status\":\"SENT\"}"));
                }
                return new byte[0];
            });
            emulator.mapQueue("sends", "sender", new QueueMapping(10));
            String execution = start(create(sends(queueUrl)), "{}");
            emulator.settle();
            assertThat(describe(execution).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
            assertThat(describe(execution).output()).isEqualTo("{\"status\":\"SENT\"}");
        }
    }

    private String tokenFrom(SqsClient sqs, String queueUrl) {
        emulator.settle();
        var message = sqs.receiveMessage(r -> r.queueUrl(queueUrl)).messages().getFirst();
        sqs.deleteMessage(r -> r.queueUrl(queueUrl).receiptHandle(message.receiptHandle()));
        try {
            return Json.parse(message.body()).path("token").asText();
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(message.body(), e);
        }
    }

    @Test
    void aTokenFailsItsTask_heartbeatsKeepItAlive_andSilenceEndsIt() {
        try (SqsClient sqs = Sdk.client(SqsClient.builder(), emulator.endpoint())) {
            String queueUrl = sqs.createQueue(r -> r.queueName("tokens")).queueUrl();
            String arn = create(sends(queueUrl));

            String failing = start(arn, "{}");
            String failingToken = tokenFrom(sqs, queueUrl);
            states.sendTaskFailure(
                    r -> r.taskToken(failingToken).error("SendFailed").cause("no such mailbox"));
            emulator.settle();
            assertThat(describe(failing).status()).isEqualTo(ExecutionStatus.FAILED);
            assertThat(describe(failing).error()).isEqualTo("Ended");
            assertThat(describe(failing).cause()).isEqualTo("no such mailbox");

            String silent = start(arn, "{}");
            String silentToken = tokenFrom(sqs, queueUrl);
            emulator.advance(Duration.ofSeconds(50));
            states.sendTaskHeartbeat(r -> r.taskToken(silentToken));
            emulator.advance(Duration.ofSeconds(50));
            assertThat(describe(silent).status()).isEqualTo(ExecutionStatus.RUNNING);
            emulator.advance(Duration.ofSeconds(20));
            assertThat(describe(silent).output()).isEqualTo("{\"silent\":true}");

            assertThatThrownBy(() ->
                            states.sendTaskSuccess(r -> r.taskToken(silentToken).output("{}")))
                    .isInstanceOf(TaskTimedOutException.class);
            assertThatThrownBy(() -> states.sendTaskHeartbeat(r -> r.taskToken(silentToken)))
                    .isInstanceOf(TaskTimedOutException.class);
            assertThatThrownBy(() ->
                            states.sendTaskSuccess(r -> r.taskToken("nobody's").output("{}")))
                    .isInstanceOf(InvalidTokenException.class);
            assertThatThrownBy(() ->
                            states.sendTaskSuccess(r -> r.taskToken(silentToken).output("{broken")))
                    .isInstanceOf(InvalidOutputException.class);
        }
    }

    @Test
    void stopping_abortsAndRefusesTheToken() {
        try (SqsClient sqs = Sdk.client(SqsClient.builder(), emulator.endpoint())) {
            String queueUrl = sqs.createQueue(r -> r.queueName("stopped")).queueUrl();
            String execution = start(create(sends(queueUrl)), "{}");
            String token = tokenFrom(sqs, queueUrl);
            states.stopExecution(r -> r.executionArn(execution).error("Exit").cause("ordered"));
            assertThat(describe(execution).status()).isEqualTo(ExecutionStatus.ABORTED);
            assertThat(describe(execution).error()).isEqualTo("Exit");
            assertThatThrownBy(
                            () -> states.sendTaskSuccess(r -> r.taskToken(token).output("{}")))
                    .isInstanceOf(TaskTimedOutException.class);
        }
    }

    @Test
    void invokesFunctions_whichMayCallBackMeanwhile_andTellsTheirErrorsByName() {
        String waiting = start(create(WAITS_AN_HOUR), "{\"name\":\"x\"}");
        emulator.function("asks", event -> {
            assertThat(describe(waiting).status()).isEqualTo(ExecutionStatus.RUNNING);
            if (new String(event, StandardCharsets.UTF_8).contains("fail")) {
                throw new IllegalStateException("as told");
            }
            return "{\"answer\":42}".getBytes(StandardCharsets.UTF_8);
        });
        String arn = create(definition("Ask", """
                "Ask":{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke",
                  "Arguments":{"FunctionName":"arn:aws:lambda:us-east-1:000000000000:function:asks",
                               "Payload":"{% $states.input %}"},
                  "Output":"{% $states.result.Payload.answer %}","End":true,
                  "Catch":[{"ErrorEquals":["java.lang.IllegalStateException"],"Output":"caught","Next":"Done"}]},
                "Done":{"Type":"Pass","End":true}
                """));
        String answered = start(arn, "{}");
        String failed = start(arn, "{\"please\":\"fail\"}");
        emulator.settle();
        assertThat(describe(answered).output()).isEqualTo("42");
        assertThat(describe(failed).output()).isEqualTo("\"caught\"");
    }

    @Test
    void readsAndWritesDynamoDb_andTellsItsErrorsByName() {
        try (DynamoDbClient tables = Sdk.client(DynamoDbClient.builder(), emulator.endpoint())) {
            tables.createTable(r -> r.tableName("things")
                    .billingMode(BillingMode.PAY_PER_REQUEST)
                    .attributeDefinitions(AttributeDefinition.builder()
                            .attributeName("pk")
                            .attributeType(ScalarAttributeType.S)
                            .build())
                    .keySchema(KeySchemaElement.builder()
                            .attributeName("pk")
                            .keyType(KeyType.HASH)
                            .build()));
            tables.putItem(r -> r.tableName("things")
                    .item(Map.of("pk", AttributeValue.fromS("a"), "n", AttributeValue.fromN("1"))));
            String arn = create(definition("Add", """
                    "Add":{"Type":"Task","Resource":"arn:aws:states:::aws-sdk:dynamodb:updateItem",
                      "Arguments":{"TableName":"things","Key":{"pk":{"S":"a"}},"UpdateExpression":"SET n = n + :one",
                        "ConditionExpression":"n < :two",
                        "ExpressionAttributeValues":{":one":{"N":"1"},":two":{"N":"2"}}},
                      "Catch":[{"ErrorEquals":["DynamoDb.ConditionalCheckFailedException"],"Next":"Read"}],"Next":"Add"},
                    "Read":{"Type":"Task","Resource":"arn:aws:states:::aws-sdk:dynamodb:getItem",
                      "Arguments":{"TableName":"things","Key":{"pk":{"S":"a"}}},
                      "Output":"{% $states.result.Item.n.N %}","End":true}
                    """));
            String execution = start(arn, "{}");
            emulator.settle();
            assertThat(describe(execution).output()).isEqualTo("\"2\"");
        }
    }

    @Test
    void tellsItsStatusOnTheDefaultBus() {
        Recorder told = new Recorder(emulator, "told");
        String arn = create(WAITS_AN_HOUR);
        String machine = arn.substring(0, arn.lastIndexOf(':'));
        try (EventBridgeClient events = Sdk.client(EventBridgeClient.builder(), emulator.endpoint())) {
            events.putRule(r -> r.name("states")
                    .eventPattern(
                            "{\"source\":[\"aws.states\"],\"detail\":{\"stateMachineArn\":[\"" + machine + "\"]}}"));
            events.putTargets(r -> r.rule("states")
                    .targets(Target.builder().id("t").arn(told.arn).build()));
        }
        String execution = start(arn, "{\"name\":\"Ann\"}");
        emulator.advance(Duration.ofHours(2));
        assertThat(told.events)
                .extracting(event -> event.path("detail").path("status").asText())
                .containsExactly("RUNNING", "SUCCEEDED");
        JsonNode last = told.events.getLast();
        assertThat(last.path("detail-type").asText()).isEqualTo("Step Functions Execution Status Change");
        assertThat(last.path("resources").path(0).asText()).isEqualTo(execution);
        assertThat(last.path("detail").path("executionArn").asText()).isEqualTo(execution);
        assertThat(last.path("detail").path("stateMachineVersionArn").asText()).isEqualTo(arn);
        assertThat(last.path("detail").path("output").asText()).isEqualTo("{\"hello\":\"Ann\"}");
        assertThat(last.path("detail").path("stopDate").asLong()
                        - last.path("detail").path("startDate").asLong())
                .isGreaterThanOrEqualTo(3_600_000);
    }

    @Test
    void historyReadsAsAws_andTransitionsAreMetered() {
        emulator.advance(Duration.ofDays(1));
        String execution = start(create(WAITS_AN_HOUR), "{\"name\":\"Ann\"}");
        long before = emulator.meter().transitions();
        emulator.advance(Duration.ofHours(2));
        assertThat(states.getExecutionHistory(r -> r.executionArn(execution)).events())
                .extracting(HistoryEvent::typeAsString)
                .containsExactly(
                        "ExecutionStarted",
                        "WaitStateEntered",
                        "WaitStateExited",
                        "PassStateEntered",
                        "PassStateExited",
                        "ExecutionSucceeded");
        assertThat(states.getExecutionHistory(r ->
                                r.executionArn(execution).reverseOrder(true).maxResults(1))
                        .events()
                        .getFirst()
                        .executionSucceededEventDetails()
                        .output())
                .isEqualTo("{\"hello\":\"Ann\"}");
        assertThat(emulator.meter().transitions() - before).isEqualTo(2);
    }

    @Test
    void listsExecutionsNewestFirst_byStatusAndInPages() {
        String arn = create(WAITS_AN_HOUR);
        String first = start(arn, "{\"name\":\"1\"}");
        emulator.advance(Duration.ofHours(2));
        String second = start(arn, "{\"name\":\"2\"}");
        assertThat(states.listExecutionsPaginator(r -> r.stateMachineArn(arn).maxResults(1))
                        .executions())
                .extracting(ExecutionListItem::executionArn)
                .containsExactly(second, first);
        assertThat(states.listExecutions(r -> r.stateMachineArn(arn).statusFilter(ExecutionStatus.SUCCEEDED))
                        .executions())
                .extracting(ExecutionListItem::executionArn)
                .isEqualTo(List.of(first));
    }

    @Test
    void refusesWhatIsNoMachineOrIsThereAlready() {
        String broken = definition("Nowhere", "\"A\":{\"Type\":\"Pass\",\"Next\":\"B\"}");
        assertThatThrownBy(() -> create(broken)).isInstanceOf(InvalidDefinitionException.class);
        var diagnosed = states.validateStateMachineDefinition(r -> r.definition(broken));
        assertThat(diagnosed.result()).isEqualTo(ValidateStateMachineDefinitionResultCode.FAIL);
        assertThat(diagnosed.diagnostics()).isNotEmpty();
        assertThat(states.validateStateMachineDefinition(r -> r.definition(WAITS_AN_HOUR))
                        .result())
                .isEqualTo(ValidateStateMachineDefinitionResultCode.OK);
        String arn = create(WAITS_AN_HOUR);
        String name = arn.split(":", -1)[6];
        assertThatThrownBy(() -> states.createStateMachine(r -> r.name(name)
                        .definition(definition("A", "\"A\":{\"Type\":\"Succeed\"}"))
                        .roleArn(ROLE)))
                .isInstanceOf(StateMachineAlreadyExistsException.class);
        assertThatThrownBy(() -> describe(arn.replace("stateMachine", "execution")))
                .isInstanceOf(ExecutionDoesNotExistException.class);
    }
}
