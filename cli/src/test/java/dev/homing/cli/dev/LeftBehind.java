package dev.homing.cli.dev;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.emulator.Channel;
import dev.homing.emulator.InboxMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.scheduler.model.ActionAfterCompletion;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindowMode;
import software.amazon.awssdk.services.scheduler.model.GetScheduleResponse;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.CreateStateMachineResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.HistoryEventType;
import software.amazon.awssdk.services.sfn.model.StateMachineType;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * What a version of Homing leaves behind on AWS at one moment: items, messages in queues, schedules, machines, executions in progress, emails
 * in people's inboxes. Taken from a development stack by AWS's APIs, kept as a file, and put into another stack, in which another version
 * then goes on. OutsideLinks of the stack stand as {@code ${url}} and {@code ${aws}} in the file.
 */
final class LeftBehind {
    private static final String FILE = "left-behind.json";
    private static final List<String> TABLES =
            Deployment.HOMING.tables().stream().map(Deployment.Table::name).toList();

    private final ObjectNode json;

    private LeftBehind(ObjectNode json) {
        this.json = json;
    }

    Instant at() {
        return Instant.parse(json.get("at").asText());
    }

    /** By which links in messages were signed. */
    String linkKey() {
        return json.get("linkKey").asText();
    }

    /** @param what such as {@code executions} */
    int count(String what) {
        return json.get(what).size();
    }

    /** Messages given up, in all queues. */
    int deadLetters() {
        return json.get("deadLetters").asInt();
    }

    static LeftBehind read(Path directory) throws IOException {
        return new LeftBehind(
                (ObjectNode) DevClient.JSON.readTree(directory.resolve(FILE).toFile()));
    }

    void write(Path directory) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(
                directory.resolve(FILE),
                DevClient.JSON.writer(SerializationFeature.INDENT_OUTPUT).writeValueAsString(json) + "\n");
    }

    /** @param gate kept what lies in queues, and knows the tokens of executions */
    static LeftBehind by(DevClient homing, Gate gate) {
        try (Aws aws = new Aws(homing.stack().awsEndpoint())) {
            ObjectNode json =
                    DevClient.JSON.createObjectNode().put("at", homing.now().toString());
            json.put("linkKey", aws.secret().path("linkKey").asText());
            json.set("tables", tables(aws));
            json.set("queues", DevClient.JSON.valueToTree(gate.takeKept()));
            json.put("deadLetters", aws.deadLetters());
            json.set("schedules", schedules(aws));
            machines(aws, gate, json.putArray("machines"), json.putArray("executions"));
            json.set("whatsAppTemplates", aws.whatsAppTemplates());
            json.set("inbox", homing.call("GET", "/dev/inbox", "").json());
            return new LeftBehind((ObjectNode) replaced(
                    json,
                    Map.of(
                            homing.stack().url().toString(),
                            "${url}",
                            homing.stack().awsEndpoint().toString(),
                            "${aws}")));
        }
    }

    static String whatsAppToken(URI awsEndpoint) {
        try (Aws aws = new Aws(awsEndpoint)) {
            return aws.secret().path("whatsappToken").asText();
        }
    }

    private static ObjectNode tables(Aws aws) {
        ObjectNode tables = DevClient.JSON.createObjectNode();
        for (String table : TABLES) {
            List<JsonNode> items = new ArrayList<>();
            aws.dynamoDb
                    .scanPaginator(request -> request.tableName(table))
                    .items()
                    .forEach(item -> items.add(json(item)));
            items.sort((one, other) -> (one.at("/pk/S").asText() + " "
                            + one.at("/sk/S").asText())
                    .compareTo(
                            other.at("/pk/S").asText() + " " + other.at("/sk/S").asText()));
            tables.putArray(table).addAll(items);
        }
        return tables;
    }

    private static ArrayNode schedules(Aws aws) {
        ArrayNode schedules = DevClient.JSON.createArrayNode();
        aws.scheduler.listSchedules(request -> request.groupName(Deployment.SCHEDULE_GROUP)).schedules().stream()
                // The deployment's own.
                .filter(schedule -> !schedule.name().equals("daily"))
                .forEach(listed -> {
                    GetScheduleResponse schedule = aws.scheduler.getSchedule(request ->
                            request.groupName(Deployment.SCHEDULE_GROUP).name(listed.name()));
                    schedules
                            .addObject()
                            .put("name", schedule.name())
                            .put("expression", schedule.scheduleExpression())
                            .put("target", schedule.target().arn())
                            .put("role", schedule.target().roleArn())
                            .put("input", schedule.target().input());
                });
        return schedules;
    }

    private static void machines(Aws aws, Gate gate, ArrayNode machines, ArrayNode executions) {
        aws.states.listStateMachines(request -> {}).stateMachines().forEach(machine -> {
            ObjectNode described = machines.addObject().put("name", machine.name());
            ArrayNode versions = described.putArray("versions");
            List<String> arns = new ArrayList<>();
            aws.states
                    .listStateMachineVersions(request -> request.stateMachineArn(machine.stateMachineArn()))
                    .stateMachineVersions()
                    .forEach(version -> arns.addFirst(version.stateMachineVersionArn()));
            arns.forEach(arn -> {
                var version = aws.states.describeStateMachine(request -> request.stateMachineArn(arn));
                described.put("role", version.roleArn());
                versions.addObject().put("arn", arn).put("definition", version.definition());
            });
            aws.states
                    .listExecutions(request ->
                            request.stateMachineArn(machine.stateMachineArn()).statusFilter(ExecutionStatus.RUNNING))
                    .executions()
                    .forEach(execution -> {
                        var running =
                                aws.states.describeExecution(request -> request.executionArn(execution.executionArn()));
                        ObjectNode recorded = executions
                                .addObject()
                                .put("version", running.stateMachineVersionArn())
                                .put("name", running.name())
                                .put("input", running.input())
                                .put("token", gate.token(running.name()));
                        ArrayNode entered = recorded.putArray("entered");
                        aws
                                .states
                                .getExecutionHistory(request -> request.executionArn(execution.executionArn()))
                                .events()
                                .stream()
                                .filter(event -> event.type() == HistoryEventType.TASK_STATE_ENTERED)
                                .forEach(event -> entered.add(
                                        event.stateEnteredEventDetails().name()));
                    });
        });
    }

    /** Puts it into a stack that was started empty, with this gate before its functions; all but what lay in queues. */
    void putInto(DevClient homing, Gate gate) {
        JsonNode here = here(homing);
        gate.stopCounters(true);
        gate.keep((_, _) -> true);
        try (Aws aws = new Aws(homing.stack().awsEndpoint())) {
            aws.approve(here.get("whatsAppTemplates"));
            here.get("tables").properties().forEach(table -> table.getValue()
                    .forEach(item -> aws.dynamoDb.putItem(
                            request -> request.tableName(table.getKey()).item(item(item)))));
            Map<String, JsonNode> definitions = putMachines(aws, here.get("machines"));
            here.get("executions").forEach(execution -> putExecution(homing, aws, gate, execution, definitions));
            homing.settle();
            here.get("schedules").forEach(schedule -> putSchedule(aws, schedule));
        }
        here.get("inbox").forEach(message -> homing.stack().emulator().inbox().add(message(message), _ -> false));
        gate.keepNothing();
        gate.takeKept();
        gate.stopCounters(false);
    }

    /** Has what lay in queues delivered. */
    void deliver(DevClient homing) {
        here(homing).get("queues").properties().forEach(queue -> queue.getValue()
                .forEach(body -> homing.putOnQueue(queue.getKey(), body.asText())));
        homing.settle();
    }

    private JsonNode here(DevClient homing) {
        return replaced(
                json,
                Map.of(
                        "${url}", homing.stack().url().toString(),
                        "${aws}", homing.stack().awsEndpoint().toString()));
    }

    /** @return version's ARN -> its definition */
    private static Map<String, JsonNode> putMachines(Aws aws, JsonNode machines) {
        Map<String, JsonNode> definitions = new HashMap<>();
        for (JsonNode machine : machines) {
            String arn = "";
            for (JsonNode version : machine.get("versions")) {
                String definition = version.get("definition").asText();
                if (arn.isEmpty()) {
                    CreateStateMachineResponse created = aws.states.createStateMachine(
                            request -> request.name(machine.get("name").asText())
                                    .type(StateMachineType.STANDARD)
                                    .definition(definition)
                                    .roleArn(machine.get("role").asText())
                                    .publish(true));
                    arn = created.stateMachineArn();
                } else {
                    String known = arn;
                    aws.states.updateStateMachine(request -> request.stateMachineArn(known)
                            .definition(definition)
                            .publish(true));
                }
                definitions.put(version.get("arn").asText(), read(definition));
            }
        }
        return definitions;
    }

    /** Starts it and leads it through the states that it had entered; its token stands for the one that was left behind. */
    private static void putExecution(
            DevClient homing, Aws aws, Gate gate, JsonNode execution, Map<String, JsonNode> definitions) {
        String name = execution.get("name").asText();
        String version = execution.get("version").asText();
        aws.states.startExecution(request -> request.stateMachineArn(version)
                .name(name)
                .input(execution.get("input").asText()));
        JsonNode states = Objects.requireNonNull(definitions.get(version)).get("States");
        JsonNode entered = execution.get("entered");
        for (int i = 0; i + 1 < entered.size(); i++) {
            homing.settle();
            leave(
                    aws,
                    gate.token(name),
                    states.get(entered.get(i).asText()),
                    entered.get(i + 1).asText());
        }
        homing.settle();
        String token = gate.token(name);
        AwsCallsOnTheWay.token(execution.get("token").asText(), token);
        aws.states.sendTaskHeartbeat(request -> request.taskToken(token));
    }

    /** By the first error that leads there; by success where none does. */
    private static void leave(Aws aws, String token, JsonNode state, String next) {
        for (JsonNode catcher : state.path("Catch")) {
            for (JsonNode error : catcher.get("ErrorEquals")) {
                if (catcher.get("Next").asText().equals(next) && !error.asText().startsWith("States.")) {
                    aws.states.sendTaskFailure(
                            request -> request.taskToken(token).error(error.asText()));
                    return;
                }
            }
        }
        aws.states.sendTaskSuccess(request -> request.taskToken(token).output("{}"));
    }

    private static void putSchedule(Aws aws, JsonNode schedule) {
        aws.scheduler.createSchedule(
                request -> request.name(schedule.get("name").asText())
                        .groupName(Deployment.SCHEDULE_GROUP)
                        .scheduleExpression(schedule.get("expression").asText())
                        .scheduleExpressionTimezone("UTC")
                        .flexibleTimeWindow(window -> window.mode(FlexibleTimeWindowMode.OFF))
                        .actionAfterCompletion(ActionAfterCompletion.DELETE)
                        .target(target -> target.arn(schedule.get("target").asText())
                                .roleArn(schedule.get("role").asText())
                                .input(schedule.get("input").asText())));
    }

    private static InboxMessage message(JsonNode json) {
        return new InboxMessage(
                json.get("messageId").asText(),
                Channel.valueOf(json.get("channel").asText().toUpperCase(Locale.ROOT)),
                json.get("to").asText(),
                json.path("from").textValue(),
                json.path("subject").textValue(),
                json.path("html").textValue(),
                json.path("text").textValue(),
                json.path("campaign").textValue(),
                json.path("step").textValue(),
                json.path("variant").textValue(),
                Instant.parse(json.get("at").asText()),
                texts(json.get("headers")),
                json.get("providerId").asText(),
                json.path("template").textValue(),
                texts(json.get("tags")),
                json.path("segments").asInt());
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new LinkedHashMap<>();
        object.properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        return texts;
    }

    private static JsonNode replaced(JsonNode json, Map<String, String> texts) {
        String text = json.toString();
        for (Map.Entry<String, String> replacement : texts.entrySet()) {
            text = text.replace(replacement.getKey(), replacement.getValue());
        }
        return read(text);
    }

    private static JsonNode read(String text) {
        try {
            return DevClient.JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode json(Map<String, AttributeValue> item) {
        ObjectNode json = DevClient.JSON.createObjectNode();
        item.forEach((name, value) -> json.set(name, json(value)));
        return json;
    }

    private static ObjectNode json(AttributeValue value) {
        ObjectNode json = DevClient.JSON.createObjectNode();
        switch (value.type()) {
            case S -> json.put("S", value.s());
            case N -> json.put("N", value.n());
            case BOOL -> json.put("BOOL", value.bool());
            case B -> json.put("B", value.b().asByteArray());
            case SS -> json.set("SS", DevClient.JSON.valueToTree(value.ss()));
            case M -> json.set("M", json(value.m()));
            case L -> {
                ArrayNode list = json.putArray("L");
                value.l().forEach(entry -> list.add(json(entry)));
            }
            case NS, BS, NUL, UNKNOWN_TO_SDK_VERSION ->
                throw new AssertionError("Homing stores none of " + value.type());
        }
        return json;
    }

    private static Map<String, AttributeValue> item(JsonNode json) {
        Map<String, AttributeValue> item = new HashMap<>();
        json.properties().forEach(entry -> item.put(entry.getKey(), value(entry.getValue())));
        return item;
    }

    private static AttributeValue value(JsonNode json) {
        Map.Entry<String, JsonNode> only = json.properties().iterator().next();
        JsonNode value = only.getValue();
        return switch (only.getKey()) {
            case "S" -> AttributeValue.fromS(value.asText());
            case "N" -> AttributeValue.fromN(value.asText());
            case "BOOL" -> AttributeValue.fromBool(value.asBoolean());
            case "B" -> {
                try {
                    yield AttributeValue.fromB(software.amazon.awssdk.core.SdkBytes.fromByteArray(value.binaryValue()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            case "SS" -> {
                List<String> texts = new ArrayList<>();
                value.forEach(text -> texts.add(text.asText()));
                yield AttributeValue.fromSs(texts);
            }
            case "M" -> AttributeValue.fromM(item(value));
            case "L" -> {
                List<AttributeValue> list = new ArrayList<>();
                value.forEach(entry -> list.add(value(entry)));
                yield AttributeValue.fromL(list);
            }
            default -> throw new AssertionError(json);
        };
    }

    /** The clients of one endpoint. */
    private static final class Aws implements AutoCloseable {
        private static final String GRAPH = "/v23.0/100000000000002/message_templates";

        final SdkHttpClient http = UrlConnectionHttpClient.create();
        final URI endpoint;
        final DynamoDbClient dynamoDb;
        final SchedulerClient scheduler;
        final SfnClient states;
        final SecretsManagerClient secrets;
        final SqsClient queues;

        Aws(URI endpoint) {
            this.endpoint = endpoint;
            dynamoDb = client(DynamoDbClient.builder());
            scheduler = client(SchedulerClient.builder());
            states = client(SfnClient.builder());
            secrets = client(SecretsManagerClient.builder());
            queues = client(SqsClient.builder());
        }

        private <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C client(B builder) {
            return builder.httpClient(http)
                    .endpointOverride(endpoint)
                    .region(Region.US_EAST_1)
                    .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
                    .build();
        }

        int deadLetters() {
            return Deployment.HOMING.queues().stream()
                    .mapToInt(queue -> Integer.parseInt(queues.getQueueAttributes(request -> request.queueUrl(
                                            queues.getQueueUrl(named -> named.queueName(queue.deadLetters()))
                                                    .queueUrl())
                                    .attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                            .attributes()
                            .get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)))
                    .sum();
        }

        JsonNode secret() {
            return read(secrets.getSecretValue(request -> request.secretId(Deployment.SECRET))
                    .secretString());
        }

        ArrayNode whatsAppTemplates() {
            return (ArrayNode) read(graph(HttpRequest.newBuilder().GET())).get("data");
        }

        void approve(JsonNode templates) {
            templates.forEach(template ->
                    graph(HttpRequest.newBuilder().POST(HttpRequest.BodyPublishers.ofString(template.toString()))));
        }

        private String graph(HttpRequest.Builder request) {
            HttpRequest authorised = request.uri(endpoint.resolve(GRAPH))
                    .header(
                            "Authorization",
                            "Bearer " + secret().path("whatsappToken").asText())
                    .header("Content-Type", "application/json")
                    .build();
            try (HttpClient client = HttpClient.newHttpClient()) {
                HttpResponse<String> response = client.send(authorised, HttpResponse.BodyHandlers.ofString());
                if (response.statusCode() != 200) {
                    throw new AssertionError(response.body());
                }
                return response.body();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() {
            http.close();
        }
    }
}
