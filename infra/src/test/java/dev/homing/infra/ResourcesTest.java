package dev.homing.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What the templates must say about data, queues, sources, functions and alarms. */
class ResourcesTest {
    private static final Template DATA = Synthesised.production().data();
    private static final Template APP = Synthesised.production().app();

    @Test
    void everythingInTheDataStackIsKept_whenItIsDestroyed() {
        assertThat(DATA.all()).hasSizeGreaterThan(8);
        DATA.all().forEach((id, resource) -> {
            // The sign-in's address holds nothing, and its name would stand in the way of making it again.
            if (!resource.get("Type").asText().equals("AWS::Cognito::UserPoolDomain")) {
                assertThat(resource.path("DeletionPolicy").asText()).as(id).isEqualTo("Retain");
                assertThat(resource.path("UpdateReplacePolicy").asText()).as(id).isEqualTo("Retain");
            }
        });
    }

    @Test
    void nothingInTheAppStackIsKept() {
        APP.all().forEach((id, resource) -> assertThat(
                        resource.path("DeletionPolicy").asText("Delete"))
                .as(id)
                .isEqualTo("Delete"));
    }

    @Test
    void tablesAreOnDemand_protected_andRecoverableWhereTheyCannotBeMadeAgain() {
        Map<String, JsonNode> tables = new TreeMap<>();
        DATA.ofType("AWS::DynamoDB::Table").forEach((id, table) -> tables.put(DATA.path(id), table.get("Properties")));
        assertThat(tables).containsOnlyKeys("Config", "Customers", "Activity", "Analytics");
        tables.forEach((name, table) -> {
            assertThat(table.at("/BillingMode").asText()).as(name).isEqualTo("PAY_PER_REQUEST");
            assertThat(table.at("/DeletionProtectionEnabled").asBoolean())
                    .as(name)
                    .isTrue();
            assertThat(table.at("/KeySchema/0/AttributeName").asText()).as(name).isEqualTo("pk");
            assertThat(table.at("/KeySchema/1/AttributeName").asText()).as(name).isEqualTo("sk");
            assertThat(table.at("/PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled")
                            .asBoolean())
                    .as(name)
                    .isEqualTo(Set.of("Config", "Customers").contains(name));
            assertThat(table.has("StreamSpecification")).as(name).isEqualTo(name.equals("Activity"));
            assertThat(table.at("/TimeToLiveSpecification/AttributeName").asText())
                    .as(name)
                    .isEqualTo("expiresAtEpochSeconds");
            assertThat(table.has("GlobalSecondaryIndexes"))
                    .as(name)
                    .isEqualTo(Set.of("Activity", "Customers").contains(name));
        });
        JsonNode activity = DATA.at("Activity").get("Properties");
        assertThat(activity.at("/StreamSpecification/StreamViewType").asText()).isEqualTo("NEW_AND_OLD_IMAGES");
    }

    @Test
    void peopleAreInvited_withASecondFactor_intoFourGroups() {
        JsonNode pool = DATA.at("Staff/Pool").get("Properties");
        assertThat(pool.at("/AdminCreateUserConfig/AllowAdminCreateUserOnly").asBoolean())
                .isTrue();
        assertThat(pool.at("/MfaConfiguration").asText()).isEqualTo("ON");
        assertThat(pool.at("/DeletionProtection").asText()).isEqualTo("ACTIVE");
        assertThat(DATA.ofType("AWS::Cognito::UserPoolGroup").values())
                .extracting(group -> group.at("/Properties/GroupName").asText())
                .containsExactlyInAnyOrder("viewer", "editor", "approver", "admin");
    }

    @Test
    void everyQueueIsEncrypted_overTlsOnly_andGivesUpIntoAQueueKeptForTwoWeeks() {
        Map<String, String> deadLetters = new TreeMap<>();
        Map<String, Integer> kept = new TreeMap<>();
        APP.ofType("AWS::SQS::Queue").forEach((id, queue) -> {
            String path = APP.path(id);
            assertThat(queue.at("/Properties/SqsManagedSseEnabled").asBoolean())
                    .as(path)
                    .isTrue();
            if (path.endsWith("/DeadLetters")) {
                kept.put(path, queue.at("/Properties/MessageRetentionPeriod").asInt());
            } else {
                deadLetters.put(path, APP.name(queue.at("/Properties/RedrivePolicy/deadLetterTargetArn")));
            }
        });
        assertThat(deadLetters.keySet())
                .containsExactlyInAnyOrder(
                        "EventIntake/Events/Queue",
                        "EventIntake/Browser/Queue",
                        "Timers/Timers/Queue",
                        "Journeys/Outcomes/Queue",
                        "Sending/Email/Queue",
                        "Sending/WhatsApp/Queue",
                        "Sending/Sms/Queue",
                        "Sending/Push/Queue",
                        "Webhooks/Webhooks/Queue",
                        "Sending/Feedback/Queue");
        deadLetters.forEach((queue, put) -> assertThat(put).isEqualTo(queue.replaceFirst("/Queue$", "/DeadLetters")));
        assertThat(kept.keySet()).contains("Counting/DeadLetters").containsAll(deadLetters.values());
        assertThat(kept.values()).containsOnly(14 * 24 * 3600);

        Set<String> tlsOnly = new TreeSet<>();
        for (JsonNode policy : APP.ofType("AWS::SQS::QueuePolicy").values()) {
            for (JsonNode statement : policy.at("/Properties/PolicyDocument/Statement")) {
                if (statement.get("Effect").asText().equals("Deny")
                        && statement
                                .at("/Condition/Bool/aws:SecureTransport")
                                .asText()
                                .equals("false")) {
                    policy.at("/Properties/Queues").forEach(queue -> tlsOnly.add(APP.name(queue)));
                }
            }
        }
        assertThat(tlsOnly).containsAll(deadLetters.keySet()).containsAll(kept.keySet());
    }

    @Test
    void queuesAreHandledWithPartialFailures_inLimitedConcurrency_withinTheirVisibility() {
        Map<String, String> handlers = new TreeMap<>();
        APP.ofType("AWS::Lambda::EventSourceMapping").forEach((id, mapping) -> {
            JsonNode properties = mapping.get("Properties");
            assertThat(properties.at("/FunctionResponseTypes/0").asText())
                    .as(id)
                    .isEqualTo("ReportBatchItemFailures");
            String source = APP.name(properties.get("EventSourceArn"));
            String function = properties.at("/FunctionName/Ref").asText();
            handlers.put(source, APP.path(function).replaceFirst("/Function$", ""));
            if (!source.equals("Activity")) {
                assertThat(properties.at("/ScalingConfig/MaximumConcurrency").asInt())
                        .as(source)
                        .isBetween(2, 50);
                assertThat(APP.at(source).at("/Properties/VisibilityTimeout").asInt())
                        .as(source)
                        .isEqualTo(6
                                * APP.resource(function)
                                        .at("/Properties/Timeout")
                                        .asInt());
            }
        });
        assertThat(handlers)
                .isEqualTo(Map.ofEntries(
                        Map.entry("EventIntake/Events/Queue", "Deciding/EventHandler"),
                        Map.entry("EventIntake/Browser/Queue", "Deciding/EventHandler"),
                        Map.entry("Timers/Timers/Queue", "Deciding/TimerHandler"),
                        Map.entry("Journeys/Outcomes/Queue", "Deciding/OutcomeHandler"),
                        Map.entry("Sending/Email/Queue", "Sending/EmailSendHandler"),
                        Map.entry("Sending/WhatsApp/Queue", "Sending/WhatsAppSendHandler"),
                        Map.entry("Sending/Sms/Queue", "Sending/SmsSendHandler"),
                        Map.entry("Sending/Push/Queue", "Sending/PushSendHandler"),
                        Map.entry("Webhooks/Webhooks/Queue", "Webhooks/WebhookHandler"),
                        Map.entry("Sending/Feedback/Queue", "Sending/FeedbackHandler"),
                        Map.entry("Activity", "Counting/CountHandler")));
    }

    @Test
    void eventsComeInTensWithinFiveSeconds() {
        for (String queue : List.of("EventIntake/Events/Queue", "EventIntake/Browser/Queue")) {
            JsonNode mapping = mappingOf(queue);
            assertThat(mapping.get("BatchSize").asInt()).isEqualTo(10);
            assertThat(mapping.get("MaximumBatchingWindowInSeconds").asInt()).isEqualTo(5);
        }
    }

    @Test
    void countsComeWithTheirShard_areHalvedWhenTheyFail_andAreNamedWhenGivenUp() {
        JsonNode mapping = mappingOf("Activity");
        assertThat(mapping.get("BatchSize").asInt()).isEqualTo(100);
        assertThat(mapping.get("TumblingWindowInSeconds").asInt()).isEqualTo(60);
        assertThat(mapping.get("ParallelizationFactor").asInt()).isEqualTo(1);
        assertThat(mapping.get("BisectBatchOnFunctionError").asBoolean()).isTrue();
        assertThat(mapping.get("MaximumRetryAttempts").asInt()).isEqualTo(10);
        assertThat(mapping.get("StartingPosition").asText()).isEqualTo("TRIM_HORIZON");
        assertThat(APP.name(mapping.at("/DestinationConfig/OnFailure/Destination")))
                .isEqualTo("Counting/DeadLetters");
    }

    @Test
    void functionsAreJava25OnArm_eachWithALogThatEnds_startedFromASnapshotWhereSomeoneWaits() {
        Set<String> snapshots = new TreeSet<>();
        APP.functions().forEach((handler, id) -> {
            JsonNode function = APP.resource(id).get("Properties");
            assertThat(function.get("Runtime").asText()).as(handler).isEqualTo("java25");
            assertThat(function.get("Architectures"))
                    .as(handler)
                    .extracting(JsonNode::asText)
                    .containsExactly("arm64");
            assertThat(function.get("Handler").asText()).isEqualTo("dev.homing.lambda." + handler + "::handleRequest");
            assertThat(function.has("ReservedConcurrentExecutions")).as(handler).isFalse();
            assertThat(function.path("TracingConfig").path("Mode").asText("PassThrough"))
                    .as(handler)
                    .isEqualTo("PassThrough");
            JsonNode log =
                    APP.resource(function.at("/LoggingConfig/LogGroup/Ref").asText());
            assertThat(log.at("/Properties/RetentionInDays").asInt())
                    .as(handler)
                    .isEqualTo(30);
            if (function.at("/SnapStart/ApplyOn").asText().equals("PublishedVersions")) {
                snapshots.add(handler);
            }
        });
        assertThat(snapshots)
                .containsExactlyInAnyOrder("AdminHandler", "CollectHandler", "TrackHandler", "PageHandler");
        assertThat(APP.ofType("AWS::Lambda::Alias")).hasSize(snapshots.size());
    }

    @Test
    void everyDeadLetterQueueAlarms_atTheFirstMessage() {
        Set<String> watched = new TreeSet<>();
        alarms("ApproximateNumberOfMessagesVisible").forEach((queue, threshold) -> {
            watched.add(queue);
            assertThat(threshold).as(queue).isZero();
        });
        assertThat(watched)
                .isEqualTo(new TreeSet<>(APP.ofType("AWS::SQS::Queue").keySet().stream()
                        .map(APP::path)
                        .filter(path -> path.endsWith("/DeadLetters"))
                        .toList()));
        assertThat(watched).hasSize(11);
    }

    @Test
    void everyQueueAlarms_whenItsOldestMessageWaitsTooLong() {
        assertThat(alarms("ApproximateAgeOfOldestMessage").keySet())
                .isEqualTo(new TreeSet<>(APP.ofType("AWS::SQS::Queue").keySet().stream()
                        .map(APP::path)
                        .filter(path -> path.endsWith("/Queue"))
                        .toList()));
    }

    @Test
    void everyFunctionAlarms_whenItFails_andTheCountersWhenTheyAreBehind() {
        Set<String> functions =
                new TreeSet<>(APP.functions().values().stream().map(APP::path).toList());
        // Whoever deploys waits for this one's answer, and is told.
        functions.remove("Setup/SetupHandler/Function");
        assertThat(alarms("Errors").keySet()).isEqualTo(functions);
        assertThat(alarms("IteratorAge").keySet()).containsExactly("Counting/CountHandler/Function");
    }

    /** By the names under which the functions write them; {@code MetricsTest} in functions has the same. */
    @Test
    void theEnvironmentsOwnMetricsAlarm_whenMuchIsRejectedOrFails() {
        Set<String> watched = new TreeSet<>();
        APP.ofType("AWS::CloudWatch::Alarm").values().stream()
                .map(alarm -> alarm.get("Properties"))
                .filter(alarm -> alarm.path("Namespace").asText().equals("Homing/production"))
                .forEach(alarm -> watched.add(alarm.get("MetricName").asText()
                        + alarm.path("Dimensions").findValuesAsText("Value")));
        assertThat(watched)
                .containsExactly(
                        "EventsRejected[]",
                        "MessagesFailed[email]",
                        "MessagesFailed[push]",
                        "MessagesFailed[sms]",
                        "MessagesFailed[whatsapp]",
                        "WhatsAppWarnings[]");
        APP.functions().forEach((handler, id) -> assertThat(APP.resource(id)
                        .at("/Properties/Environment/Variables/METRICS_NAMESPACE")
                        .asText())
                .as(handler)
                .isEqualTo("Homing/production"));
    }

    @Test
    void queriesReadEveryFunctionsLog() {
        int logs = (int) APP.ofType("AWS::Logs::LogGroup").keySet().stream()
                .filter(id -> APP.path(id).endsWith("Handler/Log"))
                .count();
        assertThat(APP.ofType("AWS::Logs::QueryDefinition").values()).hasSize(2).allSatisfy(query -> {
            assertThat(query.at("/Properties/Name").asText()).startsWith("Homing/production/");
            // Whoever deploys is told of what goes wrong while it is set up.
            assertThat(query.at("/Properties/LogGroupNames")).hasSize(logs - 1);
        });
    }

    @Test
    void alarmsReachAPerson() {
        assertThat(APP.ofType("AWS::CloudWatch::Alarm")).isNotEmpty().allSatisfy((id, alarm) -> assertThat(
                        APP.name(alarm.at("/Properties/AlarmActions/0")))
                .isEqualTo("Watch/Alarms"));
        assertThat(APP.ofType("AWS::SNS::Subscription").values())
                .singleElement()
                .satisfies(subscription -> {
                    assertThat(subscription.at("/Properties/Protocol").asText()).isEqualTo("email");
                    assertThat(subscription.at("/Properties/Endpoint").asText()).isEqualTo("alerts@shop.example");
                });
        assertThat(APP.ofType("AWS::SNS::TopicPolicy").values()).singleElement().satisfies(policy -> assertThat(
                        policy.at("/Properties/PolicyDocument/Statement"))
                .anySatisfy(statement -> {
                    assertThat(statement.at("/Principal/Service").asText()).isEqualTo("cloudwatch.amazonaws.com");
                    assertThat(statement.get("Effect").asText()).isEqualTo("Allow");
                }));
    }

    @Test
    void rulesTakeWhatIsOurs_toItsQueue_andLoseNothingOnTheWay() {
        Map<String, String> patterns = new TreeMap<>();
        Set<String> feedback = new TreeSet<>();
        APP.ofType("AWS::Events::Rule").values().forEach(rule -> {
            JsonNode target = rule.at("/Properties/Targets/0");
            String queue = APP.name(target.get("Arn"));
            assertThat(APP.name(target.at("/DeadLetterConfig/Arn"))).isEqualTo(queue.replace("/Queue", "/DeadLetters"));
            String pattern = rule.at("/Properties/EventPattern").toString();
            if (queue.equals("Sending/Feedback/Queue")) {
                feedback.add(pattern);
            } else {
                patterns.put(queue, pattern);
            }
        });
        assertThat(patterns)
                .containsOnlyKeys("EventIntake/Events/Queue", "EventIntake/Browser/Queue", "Journeys/Outcomes/Queue");
        assertThat(patterns.get("EventIntake/Events/Queue"))
                .isEqualTo("{\"source\":[{\"anything-but\":[\"homing.collect.browser\"]}]}");
        assertThat(patterns.get("EventIntake/Browser/Queue")).isEqualTo("{\"source\":[\"homing.collect.browser\"]}");
        assertThat(patterns.get("Journeys/Outcomes/Queue"))
                .contains("stateMachine:homing-production-\"", "SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED");
        assertThat(feedback)
                .hasSize(2)
                .anySatisfy(pattern -> assertThat(pattern).contains("aws.ses", "ses:configuration-set"))
                .contains(
                        "{\"detail-type\":[\"Text Message Delivery Status Updated\"],\"source\":[\"aws.sms-voice\"]}");
    }

    @Test
    void emailEventsGoToTheDefaultBus_butNotOpensAndClicks() {
        assertThat(APP.ofType("AWS::SES::ConfigurationSetEventDestination").values())
                .singleElement()
                .satisfies(destination -> {
                    JsonNode properties = destination.at("/Properties/EventDestination");
                    assertThat(APP.name(properties.at("/EventBridgeDestination/EventBusArn")))
                            .endsWith(":event-bus/default");
                    assertThat(Template.texts(properties.get("MatchingEventTypes")))
                            .containsExactlyInAnyOrder(
                                    "send",
                                    "delivery",
                                    "bounce",
                                    "complaint",
                                    "reject",
                                    "renderingFailure",
                                    "deliveryDelay");
                });
    }

    @Test
    void nothingHasANameOfItsOwn_butWhatOthersCallItBy() {
        Set<String> named = new TreeSet<>();
        for (Template template : List.of(DATA, APP)) {
            template.all().forEach((id, resource) -> {
                String type = resource.get("Type").asText();
                for (String property : List.of(
                        "TableName",
                        "QueueName",
                        "FunctionName",
                        "RoleName",
                        "PolicyName",
                        "TopicName",
                        "AlarmName",
                        "LogGroupName",
                        "DashboardName",
                        "UserPoolName",
                        "BucketName")) {
                    JsonNode name = resource.at("/Properties/" + property);
                    // An inline policy's name lives in its role; mappings and aliases refer to a function.
                    if (name.isTextual() && !type.equals("AWS::IAM::Policy")) {
                        named.add(type + " " + name.asText());
                    }
                }
                if (resource.at("/Properties/Name").isTextual()) {
                    named.add(type + " " + resource.at("/Properties/Name").asText());
                }
            });
        }
        assertThat(named)
                .filteredOn(name -> !name.startsWith("AWS::ApiGatewayV2::Authorizer"))
                .containsExactlyInAnyOrder(
                        "AWS::ApiGatewayV2::Api Api",
                        "AWS::Events::EventBus homing",
                        "AWS::Lambda::Alias live",
                        "AWS::Logs::QueryDefinition Homing/production/Errors",
                        "AWS::Logs::QueryDefinition Homing/production/Follow an id",
                        "AWS::Scheduler::ScheduleGroup HomingProductionApp-Timers-Schedules-EA1596EC");
    }

    private static JsonNode mappingOf(String source) {
        return APP.ofType("AWS::Lambda::EventSourceMapping").values().stream()
                .map(mapping -> mapping.get("Properties"))
                .filter(mapping -> APP.name(mapping.get("EventSourceArn")).equals(source))
                .findFirst()
                .orElseThrow();
    }

    /** @return what is watched -> threshold */
    private static Map<String, Double> alarms(String metric) {
        Map<String, Double> alarms = new TreeMap<>();
        APP.ofType("AWS::CloudWatch::Alarm").values().forEach(alarm -> {
            JsonNode properties = alarm.get("Properties");
            if (properties.path("MetricName").asText().equals(metric)) {
                List<String> watched = new ArrayList<>();
                properties.get("Dimensions").forEach(dimension -> watched.add(APP.name(dimension.get("Value"))));
                assertThat(properties.get("ComparisonOperator").asText()).isEqualTo("GreaterThanThreshold");
                alarms.put(
                        String.join(" ", watched), properties.get("Threshold").asDouble());
            }
        });
        return alarms;
    }
}
