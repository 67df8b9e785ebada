package dev.homing.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.homing.cli.cost.Assumptions;
import dev.homing.cli.dev.Deployment;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What a shop gets on AWS is what was tried on one machine. Where the two differ, it is meant so, and said here why:
 *
 * <ul>
 *   <li>Names are CloudFormation's; the logical ones are compared, and those inside of patterns put right by {@link #NAMES}.
 *   <li>The activity table's stream has a queue for what was given up ({@code Counting/DeadLetters}); on one machine what cannot be
 *       counted is said on the console.
 *   <li>{@code SetupHandler} has no counterpart: it brings in what its shop has configured, the machine has a demo shop of its own.
 * </ul>
 */
class DeploymentTest {
    private static final Template DATA = Synthesised.production().data();
    private static final Template APP = Synthesised.production().app();
    private static final Deployment HOMING = Deployment.HOMING;

    /** As the template has them -> as on one machine. */
    private static final Map<String, String> NAMES = Map.of(
            // Of the account that it is deployed to, and of one environment among several.
            "arn:<Partition>:states:<Region>:<AccountId>:stateMachine:homing-production-",
            Deployment.MACHINE_ARNS,
            // Two environments have one each.
            "Sending/ConfigurationSet",
            Deployment.CONFIGURATION_SET);

    @Test
    void tablesHaveTheSameKeysStreamsExpiryAndRecovery() {
        List<Deployment.Table> tables = properties(DATA, "AWS::DynamoDB::Table", (path, table) -> {
            assertThat(table.get("KeySchema").toString())
                    .isEqualTo(
                            "[{\"AttributeName\":\"pk\",\"KeyType\":\"HASH\"},{\"AttributeName\":\"sk\",\"KeyType\":\"RANGE\"}]");
            table.get("AttributeDefinitions")
                    .forEach(attribute ->
                            assertThat(attribute.get("AttributeType").asText()).isEqualTo("S"));
            assertThat(table.get("BillingMode").asText()).isEqualTo("PAY_PER_REQUEST");
            return new Deployment.Table(
                    path.toLowerCase(Locale.ROOT),
                    table.at("/StreamSpecification/StreamViewType").asText().equals("NEW_AND_OLD_IMAGES"),
                    table.at("/TimeToLiveSpecification/AttributeName").asText(),
                    table.at("/PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled")
                            .asBoolean(),
                    index(table));
        });
        assertThat(tables).containsExactlyInAnyOrderElementsOf(HOMING.tables());
    }

    private static Deployment.@Nullable Index index(JsonNode table) {
        JsonNode indexes = table.path("GlobalSecondaryIndexes");
        if (indexes.isMissingNode()) {
            return null;
        }
        assertThat(indexes).hasSize(1);
        JsonNode index = indexes.get(0);
        Set<String> included = new HashSet<>();
        index.at("/Projection/NonKeyAttributes").forEach(name -> included.add(name.asText()));
        assertThat(index.at("/Projection/ProjectionType").asText())
                .isEqualTo(included.isEmpty() ? "KEYS_ONLY" : "INCLUDE");
        return new Deployment.Index(
                index.get("IndexName").asText(),
                index.at("/KeySchema/0/AttributeName").asText(),
                index.at("/KeySchema/1/AttributeName").asText(),
                included);
    }

    @Test
    void queuesHideMessagesForAsLong_andGiveThemUpAfterAsManyAttempts() {
        List<Deployment.Queue> queues = queues(
                path -> path.endsWith("/Queue"),
                (path, queue) -> new Deployment.Queue(
                        queueAt(path),
                        queue.get("VisibilityTimeout").asInt(),
                        queue.at("/RedrivePolicy/maxReceiveCount").asInt()));
        assertThat(queues).containsExactlyInAnyOrderElementsOf(HOMING.queues());
    }

    @Test
    void whatWasGivenUpIsKeptForAsLong() {
        List<Integer> kept =
                queues(path -> path.endsWith("/DeadLetters"), (path, queue) -> queue.get("MessageRetentionPeriod")
                        .asInt());
        assertThat(kept).hasSize(HOMING.queues().size() + 1).containsOnly(Deployment.DEAD_LETTERS_KEPT_SECONDS);
    }

    @Test
    void whatIsDoneOnceADayIsAskedForAlike() {
        assertThat(APP.ofType("AWS::Scheduler::Schedule").values())
                .singleElement()
                .satisfies(schedule -> {
                    assertThat(schedule.at("/Properties/ScheduleExpression").asText())
                            .isEqualTo("rate(1 day)");
                    assertThat(schedule.at("/Properties/Target/Input").asText()).isEqualTo(Deployment.DAILY);
                    assertThat(schedule.at("/Properties/Target/Arn").toString()).contains("Outcomes");
                });
    }

    @Test
    void rulesTakeTheSameEventsToTheSameQueues() throws IOException {
        Set<String> onOneMachine = new TreeSet<>();
        for (Deployment.Rule rule : HOMING.rules()) {
            onOneMachine.add(
                    rule.queue() + " " + rule.bus() + " " + sorted(new ObjectMapper().readTree(rule.pattern())));
        }
        Set<String> onAws = new TreeSet<>();
        for (JsonNode rule : APP.ofType("AWS::Events::Rule").values()) {
            JsonNode properties = rule.get("Properties");
            assertThat(properties.get("Targets")).hasSize(1);
            JsonNode bus = properties.path("EventBusName");
            onAws.add(queueAt(APP.name(properties.at("/Targets/0/Arn")))
                    + " "
                    + (bus.isMissingNode()
                            ? Deployment.DEFAULT_BUS
                            : APP.at(APP.name(bus)).at("/Properties/Name").asText())
                    + " " + sorted(resolved(properties.get("EventPattern"))));
        }
        assertThat(onAws).isEqualTo(onOneMachine);
    }

    @Test
    void queuesFeedTheSameFunctions_inBatchesAsLarge() {
        List<Deployment.QueueFeed> feeds = mappings(source -> source.endsWith("/Queue"))
                .map(mapping -> new Deployment.QueueFeed(
                        queueAt(APP.name(mapping.get("EventSourceArn"))),
                        functionOf(mapping),
                        mapping.get("BatchSize").asInt(),
                        mapping.path("MaximumBatchingWindowInSeconds").asInt(0)))
                .toList();
        assertThat(feeds).containsExactlyInAnyOrderElementsOf(HOMING.queueFeeds());
    }

    @Test
    void streamsFeedTheSameFunctions_inBatchesAsLarge() {
        List<Deployment.StreamFeed> feeds = mappings(source -> !source.endsWith("/Queue"))
                .map(mapping -> new Deployment.StreamFeed(
                        APP.name(mapping.get("EventSourceArn")).toLowerCase(Locale.ROOT),
                        functionOf(mapping),
                        mapping.get("BatchSize").asInt(),
                        mapping.path("TumblingWindowInSeconds").asInt(0),
                        mapping.at("/FilterCriteria/Filters/0/Pattern").asText()))
                .toList();
        assertThat(feeds).containsExactlyInAnyOrderElementsOf(HOMING.streamFeeds());
    }

    @Test
    void routesGoToTheSameFunctions_andTheSameOnesWantAToken() {
        List<Deployment.Route> routes = properties(APP, "AWS::ApiGatewayV2::Route", (path, route) -> {
            JsonNode integration =
                    APP.resource(route.at("/Target/Fn::Join/1/1/Ref").asText());
            return new Deployment.Route(
                    route.get("RouteKey").asText(),
                    handler(APP.name(integration.at("/Properties/IntegrationUri"))),
                    route.get("AuthorizationType").asText().equals("JWT"));
        });
        assertThat(routes).containsExactlyInAnyOrderElementsOf(HOMING.routes());
    }

    @Test
    void functionsAreTheSame_butForTheOneThatSetsUp() {
        Set<String> onOneMachine = new TreeSet<>();
        HOMING.queueFeeds().forEach(feed -> onOneMachine.add(feed.function()));
        HOMING.streamFeeds().forEach(feed -> onOneMachine.add(feed.function()));
        HOMING.routes().forEach(route -> onOneMachine.add(route.function()));
        onOneMachine.add("SetupHandler");
        assertThat(APP.functions().keySet()).isEqualTo(onOneMachine);
    }

    @Test
    void whatAMonthOfNothingCosts_isCountedAsItIs() {
        Assumptions.Idle idle = Assumptions.load().idle();
        assertThat(mappings(source -> source.endsWith("/Queue"))).hasSize(idle.queues());
        assertThat(alarms(DATA) + alarms(APP)).isEqualTo(idle.alarms());
        assertThat(DATA.ofType("AWS::SecretsManager::Secret").size()
                        + APP.ofType("AWS::SecretsManager::Secret").size())
                .isEqualTo(idle.secrets());
    }

    private static int alarms(Template template) {
        return template.ofType("AWS::CloudWatch::Alarm").size();
    }

    private interface Reading<T> {
        T of(String path, JsonNode properties);
    }

    private static <T> List<T> properties(Template template, String type, Reading<T> reading) {
        return template.ofType(type).entrySet().stream()
                .map(entry -> reading.of(
                        template.path(entry.getKey()), entry.getValue().get("Properties")))
                .toList();
    }

    private static <T> List<T> queues(Predicate<String> path, Reading<T> reading) {
        return APP.ofType("AWS::SQS::Queue").entrySet().stream()
                .filter(entry -> path.test(APP.path(entry.getKey())))
                .map(entry ->
                        reading.of(APP.path(entry.getKey()), entry.getValue().get("Properties")))
                .toList();
    }

    private static Stream<JsonNode> mappings(Predicate<String> source) {
        return APP.ofType("AWS::Lambda::EventSourceMapping").values().stream()
                .map(mapping -> mapping.get("Properties"))
                .filter(mapping -> source.test(APP.name(mapping.get("EventSourceArn"))));
    }

    /** {@code Sending/WhatsApp/Queue} is the queue {@code whatsapp}. */
    private static String queueAt(String path) {
        String[] parts = path.split("/", -1);
        return parts[parts.length - 2].toLowerCase(Locale.ROOT);
    }

    private static String functionOf(JsonNode mapping) {
        return handler(APP.path(mapping.at("/FunctionName/Ref").asText()));
    }

    /** {@code Routes/AdminHandler/Live} is the function {@code AdminHandler}. */
    private static String handler(String path) {
        String[] parts = path.split("/", -1);
        return parts[parts.length - 2];
    }

    /** References replaced by what they are on one machine. */
    private static JsonNode resolved(JsonNode node) {
        if (node.has("Ref") || node.has("Fn::Join")) {
            String name = APP.name(node);
            return TextNode.valueOf(NAMES.getOrDefault(name, name));
        }
        if (node instanceof ObjectNode object) {
            ObjectNode copy = object.objectNode();
            object.properties().forEach(entry -> copy.set(entry.getKey(), resolved(entry.getValue())));
            return copy;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = array.arrayNode();
            array.forEach(element -> copy.add(resolved(element)));
            return copy;
        }
        return node;
    }

    /** A pattern means the same in any order of its fields. */
    private static String sorted(JsonNode node) {
        if (node instanceof ObjectNode object) {
            Map<String, String> fields = new TreeMap<>();
            object.properties().forEach(entry -> fields.put(entry.getKey(), sorted(entry.getValue())));
            return fields.toString();
        }
        return node instanceof ArrayNode array
                ? array.valueStream()
                        .map(DeploymentTest::sorted)
                        .sorted()
                        .toList()
                        .toString()
                : node.toString();
    }
}
