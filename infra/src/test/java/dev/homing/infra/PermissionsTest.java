package dev.homing.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each role may do exactly this: the whole policy is compared, so that a grant too many fails as well as one too few. */
class PermissionsTest {
    private static final String STATES = "arn:<Partition>:states:<Region>:<AccountId>:";
    private static final String MACHINES = STATES + "stateMachine:homing-production-*";
    private static final String EXECUTIONS = STATES + "execution:homing-production-*:*";
    private static final String SCHEDULES = "arn:<Partition>:scheduler:<Region>:<AccountId>:schedule/"
            + "HomingProductionApp-Timers-Schedules-EA1596EC/*";
    private static final String SES = "arn:<Partition>:ses:<Region>:<AccountId>:";

    private static final String WEBHOOK_SECRETS =
            "arn:<Partition>:secretsmanager:<Region>:<AccountId>:secret:homing/webhooks/*";

    private static final String READ = "dynamodb: BatchGetItem GetItem Query";
    private static final String WRITE = "dynamodb: BatchGetItem DeleteItem GetItem PutItem Query UpdateItem";
    private static final String WRITE_AND_SCAN =
            "dynamodb: BatchGetItem DeleteItem GetItem PutItem Query Scan UpdateItem";
    private static final String SEND = "sqs: SendMessage";
    private static final String CONSUME =
            "sqs: ChangeMessageVisibility DeleteMessage GetQueueAttributes GetQueueUrl ReceiveMessage";
    private static final String ANSWER = "states: SendTaskFailure SendTaskHeartbeat SendTaskSuccess";
    private static final String PUBLISH = "states: CreateStateMachine DeleteStateMachineVersion"
            + " ListStateMachineVersions PublishStateMachineVersion UpdateStateMachine";
    private static final String SECRET = "secretsmanager: DescribeSecret GetSecretValue";
    private static final String LOG = "logs: CreateLogStream PutLogEvents";

    private static final String WEBHOOKS = "Webhooks/Webhooks/Queue";

    private static final Map<String, String> DECIDES = with(
            Map.of(),
            "Config",
            READ,
            "Customers",
            WRITE,
            "Activity",
            WRITE,
            WEBHOOKS,
            SEND,
            "Sending/Email/Queue",
            SEND,
            "Sending/WhatsApp/Queue",
            SEND,
            "Sending/Sms/Queue",
            SEND,
            "Sending/Push/Queue",
            SEND,
            "Journeys/Outcomes/Queue",
            SEND,
            "Timers/SchedulerRole",
            "iam: PassRole",
            SCHEDULES,
            "scheduler: CreateSchedule",
            MACHINES,
            ANSWER + " StartExecution");
    private static final Set<String> DECIDES_BY = Set.of(
            "CONFIG_TABLE",
            "CUSTOMERS_TABLE",
            "ACTIVITY_TABLE",
            "EMAIL_QUEUE_URL",
            "WHATSAPP_QUEUE_URL",
            "SMS_QUEUE_URL",
            "PUSH_QUEUE_URL",
            "OUTCOMES_QUEUE_URL",
            "TIMERS_QUEUE_ARN",
            "TIMERS_DLQ_ARN",
            "SCHEDULE_GROUP",
            "SCHEDULER_ROLE_ARN",
            "WEBHOOKS_QUEUE_URL");
    private static final String PUT_EVENTS = "events: PutEvents";
    private static final Map<String, String> HEARS = Map.of(
            "Config", READ, "Customers", WRITE, "Activity", WRITE, MACHINES, ANSWER, "Journeys/Outcomes/Queue", SEND);
    private static final Set<String> HEARS_BY =
            Set.of("CONFIG_TABLE", "CUSTOMERS_TABLE", "ACTIVITY_TABLE", "OUTCOMES_QUEUE_URL");

    /** @param construct where in the tree the function is */
    record Expected(String handler, String construct, Map<String, String> permissions, Set<String> variables) {
        @Override
        public String toString() {
            return handler;
        }
    }

    static List<Expected> table() {
        return List.of(
                new Expected(
                        "EventHandler",
                        "Deciding",
                        with(DECIDES, "EventIntake/Events/Queue", CONSUME, "EventIntake/Browser/Queue", CONSUME),
                        DECIDES_BY),
                new Expected("TimerHandler", "Deciding", with(DECIDES, "Timers/Timers/Queue", CONSUME), DECIDES_BY),
                new Expected(
                        "OutcomeHandler",
                        "Deciding",
                        with(
                                DECIDES,
                                "Journeys/Outcomes/Queue",
                                CONSUME + " SendMessage",
                                SCHEDULES,
                                "scheduler: CreateSchedule DeleteSchedule",
                                EXECUTIONS,
                                "states: DescribeExecution StopExecution",
                                "Journeys/StatesRole",
                                "iam: PassRole",
                                MACHINES,
                                ANSWER + " CreateStateMachine StartExecution",
                                "Customers/index/activity",
                                "dynamodb: Query",
                                "*",
                                "ses: ListSuppressedDestinations",
                                "EventIntake/Bus",
                                PUT_EVENTS),
                        with(DECIDES_BY, "MACHINE_PREFIX", "STATES_ROLE_ARN", "STATES_LOG_GROUP_ARN", "EVENT_BUS")),
                new Expected(
                        "EmailSendHandler",
                        "Sending",
                        with(
                                HEARS,
                                "Secret",
                                SECRET,
                                "Sending/Email/Queue",
                                CONSUME,
                                SES + "identity/shop.example",
                                "ses: SendEmail",
                                SES + "configuration-set/Sending/ConfigurationSet",
                                "ses: SendEmail"),
                        with(HEARS_BY, "SECRET_ID", "PUBLIC_URL", "EMAIL_QUEUE_URL", "SES_CONFIGURATION_SET")),
                new Expected(
                        "WhatsAppSendHandler",
                        "Sending",
                        with(HEARS, "Secret", SECRET, "Sending/WhatsApp/Queue", CONSUME),
                        with(HEARS_BY, "SECRET_ID", "PUBLIC_URL", "WHATSAPP_QUEUE_URL", "WHATSAPP_URL")),
                new Expected(
                        "SmsSendHandler",
                        "Sending",
                        with(HEARS, "Secret", SECRET, "Sending/Sms/Queue", CONSUME),
                        with(HEARS_BY, "SECRET_ID", "PUBLIC_URL", "SMS_QUEUE_URL")),
                new Expected(
                        "PushSendHandler",
                        "Sending",
                        with(
                                HEARS,
                                "Secret",
                                SECRET,
                                "PushSecret",
                                SECRET,
                                "Sending/Push/Queue",
                                CONSUME,
                                "Journeys/Outcomes/Queue",
                                SEND),
                        with(
                                HEARS_BY,
                                "OUTCOMES_QUEUE_URL",
                                "SECRET_ID",
                                "PUSH_SECRET_ID",
                                "PUBLIC_URL",
                                "PUSH_QUEUE_URL")),
                new Expected(
                        "FeedbackHandler",
                        "Sending",
                        with(HEARS, "Sending/Feedback/Queue", CONSUME, "EventIntake/Bus", PUT_EVENTS, WEBHOOKS, SEND),
                        with(HEARS_BY, "EVENT_BUS", "WEBHOOKS_QUEUE_URL")),
                new Expected(
                        "WebhookHandler",
                        "Webhooks",
                        with(
                                HEARS,
                                WEBHOOK_SECRETS,
                                "secretsmanager: GetSecretValue",
                                WEBHOOKS,
                                CONSUME + " SendMessage",
                                "Journeys/Outcomes/Queue",
                                SEND),
                        with(HEARS_BY, "OUTCOMES_QUEUE_URL", "WEBHOOKS_QUEUE_URL")),
                new Expected(
                        "CountHandler",
                        "Counting",
                        Map.of(
                                "Analytics",
                                WRITE,
                                "Activity",
                                "dynamodb: DescribeStream GetRecords GetShardIterator ListStreams",
                                "Counting/DeadLetters",
                                "sqs: GetQueueAttributes GetQueueUrl SendMessage"),
                        Set.of("ANALYTICS_TABLE")),
                new Expected(
                        "AdminHandler",
                        "Routes",
                        with(
                                Map.of(),
                                "*",
                                "ses: DeleteSuppressedDestination",
                                "Config",
                                WRITE,
                                "Customers",
                                WRITE.replace("DeleteItem", "DeleteItem DescribeTable"),
                                "Activity",
                                WRITE_AND_SCAN,
                                "Activity/index/roster",
                                "dynamodb: Query",
                                "Customers/index/activity",
                                "dynamodb: Query",
                                "Analytics",
                                WRITE,
                                "Journeys/Outcomes/Queue",
                                SEND,
                                "EventIntake/Bus",
                                PUT_EVENTS,
                                "Journeys/StatesRole",
                                "iam: PassRole",
                                MACHINES,
                                PUBLISH,
                                "Sending/WhatsApp/Queue",
                                SEND),
                        Set.of(
                                "CONFIG_TABLE",
                                "CUSTOMERS_TABLE",
                                "ACTIVITY_TABLE",
                                "ANALYTICS_TABLE",
                                "OUTCOMES_QUEUE_URL",
                                "EMAIL_QUEUE_URL",
                                "WHATSAPP_QUEUE_URL",
                                "SMS_QUEUE_URL",
                                "PUSH_QUEUE_URL",
                                "WEBHOOKS_QUEUE_URL",
                                "EVENT_BUS",
                                "MACHINE_PREFIX",
                                "STATES_ROLE_ARN",
                                "STATES_LOG_GROUP_ARN",
                                "COGNITO_USER_POOL_URL",
                                "COGNITO_CLIENT_ID")),
                new Expected(
                        "CollectHandler",
                        "Routes",
                        Map.of("Config", READ, "EventIntake/Bus", PUT_EVENTS),
                        Set.of("CONFIG_TABLE", "EVENT_BUS", "BROWSER_LIMIT")),
                new Expected(
                        "TrackHandler",
                        "Routes",
                        with(HEARS, "Secret", SECRET, "EventIntake/Bus", PUT_EVENTS, WEBHOOKS, SEND),
                        with(HEARS_BY, "SECRET_ID", "PUBLIC_URL", "EVENT_BUS", "WEBHOOKS_QUEUE_URL")),
                new Expected(
                        "WhatsAppHookHandler",
                        "Routes",
                        with(HEARS, "Config", WRITE, "Secret", SECRET, "EventIntake/Bus", PUT_EVENTS, WEBHOOKS, SEND),
                        with(HEARS_BY, "SECRET_ID", "EVENT_BUS", "WEBHOOKS_QUEUE_URL")),
                new Expected(
                        "SetupHandler",
                        "Setup",
                        Map.of(
                                "Config",
                                WRITE,
                                "PushSecret",
                                SECRET + " PutSecretValue UpdateSecret UpdateSecretVersionStage",
                                "Journeys/StatesRole",
                                "iam: PassRole",
                                MACHINES,
                                "states: CreateStateMachine DeleteStateMachine DeleteStateMachineVersion"
                                        + " DescribeStateMachine ListStateMachineVersions"
                                        + " PublishStateMachineVersion UpdateStateMachine",
                                "*",
                                "states: ListStateMachines"),
                        Set.of(
                                "SHOP",
                                "PUSH_SECRET_ID",
                                "CONFIG_TABLE",
                                "OUTCOMES_QUEUE_URL",
                                "EMAIL_QUEUE_URL",
                                "WHATSAPP_QUEUE_URL",
                                "SMS_QUEUE_URL",
                                "PUSH_QUEUE_URL",
                                "WEBHOOKS_QUEUE_URL",
                                "MACHINE_PREFIX",
                                "STATES_ROLE_ARN",
                                "STATES_LOG_GROUP_ARN")),
                new Expected(
                        "PageHandler",
                        "Routes",
                        Map.of(),
                        Set.of("COGNITO_USER_POOL_URL", "COGNITO_CLIENT_ID", "PICTURE_ORIGINS")));
    }

    @Test
    void everyFunctionIsInTheTable() {
        assertThat(Synthesised.production().app().functions().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        table().stream().map(Expected::handler).toList());
    }

    @ParameterizedTest
    @MethodSource("table")
    void functionMayDoThisAndNothingElse(Expected expected) {
        Map<String, Set<String>> permissions = new TreeMap<>();
        with(expected.permissions, expected.construct + "/" + expected.handler + "/Log", LOG)
                .forEach((resource, actions) -> permissions.put(resource, actions(actions)));

        Template app = Synthesised.production().app();
        JsonNode function = app.function(expected.handler);
        assertThat(app.permissions(function.at("/Properties/Role/Fn::GetAtt/0").asText()))
                .isEqualTo(permissions);
    }

    @ParameterizedTest
    @MethodSource("table")
    void functionFindsThisInItsEnvironmentAndNothingElse(Expected expected) {
        Template app = Synthesised.production().app();
        Set<String> variables = new TreeSet<>();
        app.function(expected.handler)
                .at("/Properties/Environment/Variables")
                .fieldNames()
                .forEachRemaining(variables::add);
        Set<String> expectedVariables = new TreeSet<>(expected.variables);
        expectedVariables.add("METRICS_NAMESPACE");
        assertThat(variables).isEqualTo(expectedVariables);
    }

    @Test
    void noTwoFunctionsShareARole() {
        Template app = Synthesised.production().app();
        assertThat(app.ofType("AWS::Lambda::Function").values())
                .extracting(
                        function -> function.at("/Properties/Role/Fn::GetAtt/0").asText())
                .doesNotHaveDuplicates();
    }

    @Test
    void noRoleHasAManagedPolicy() {
        assertThat(Synthesised.production().app().ofType("AWS::IAM::Role").values())
                .isNotEmpty()
                .allSatisfy(role -> assertThat(
                                role.at("/Properties/ManagedPolicyArns").isMissingNode())
                        .isTrue());
    }

    @Test
    void flowsMayFillChannelQueuesAndOutcomes_andWriteTheirLog() {
        assertThat(role("Journeys/StatesRole"))
                .isEqualTo(Map.of(
                        "Sending/Email/Queue",
                        actions(SEND),
                        "Sending/WhatsApp/Queue",
                        actions(SEND),
                        "Sending/Sms/Queue",
                        actions(SEND),
                        "Sending/Push/Queue",
                        actions(SEND),
                        WEBHOOKS,
                        actions(SEND),
                        "Journeys/Outcomes/Queue",
                        actions(SEND),
                        "*",
                        actions("logs: CreateLogDelivery DeleteLogDelivery DescribeLogGroups"
                                + " DescribeResourcePolicies GetLogDelivery ListLogDeliveries PutResourcePolicy"
                                + " UpdateLogDelivery")));
    }

    @Test
    void schedulesMayFillTheTimersQueueAlone() {
        assertThat(role("Timers/SchedulerRole"))
                .isEqualTo(Map.of("Timers/Timers/Queue", actions(SEND), "Timers/Timers/DeadLetters", actions(SEND)));
    }

    @Test
    void whatIsDoneOnceADayFillsTheOutcomesQueueAlone() {
        assertThat(role("Timers/DailyRole"))
                .isEqualTo(Map.of(
                        "Journeys/Outcomes/Queue", actions(SEND), "Journeys/Outcomes/DeadLetters", actions(SEND)));
    }

    @Test
    void servicesTakeTheirRolesOnBehalfOfThisAccountOnly() {
        Template app = Synthesised.production().app();
        for (String path : Set.of("Journeys/StatesRole", "Timers/SchedulerRole", "Timers/DailyRole")) {
            JsonNode condition = app.at(path).at("/Properties/AssumeRolePolicyDocument/Statement/0/Condition");
            assertThat(condition.at("/StringEquals/aws:SourceAccount/Ref").asText())
                    .as(path)
                    .isEqualTo("AWS::AccountId");
            assertThat(condition.findValue("aws:SourceArn")).as(path).isNotNull();
        }
    }

    @Test
    void rolesArePassedToTheirServiceOnly() {
        Template app = Synthesised.production().app();
        Map<String, String> services = new TreeMap<>();
        for (JsonNode policy : app.ofType("AWS::IAM::Policy").values()) {
            for (JsonNode statement : policy.at("/Properties/PolicyDocument/Statement")) {
                if (Template.texts(statement.get("Action")).contains("iam:PassRole")) {
                    services.merge(
                            app.name(statement.get("Resource")),
                            statement
                                    .at("/Condition/StringEquals/iam:PassedToService")
                                    .asText(),
                            (one, other) -> one.equals(other) ? one : one + " and " + other);
                }
            }
        }
        assertThat(services)
                .isEqualTo(Map.of(
                        "Journeys/StatesRole", "states.amazonaws.com",
                        "Timers/SchedulerRole", "scheduler.amazonaws.com"));
    }

    private static Map<String, Set<String>> role(String path) {
        Template app = Synthesised.production().app();
        return app.permissions(app.idOf(path));
    }

    /** {@code "sqs: SendMessage GetQueueUrl"} as IAM spells it. */
    private static Set<String> actions(String shorthand) {
        String service = shorthand.substring(0, shorthand.indexOf(' '));
        Set<String> actions = new TreeSet<>();
        for (String action : shorthand.substring(service.length() + 1).split(" ", -1)) {
            actions.add(service + action);
        }
        return actions;
    }

    private static Map<String, String> with(Map<String, String> permissions, String... resourcesAndActions) {
        Map<String, String> more = new LinkedHashMap<>(permissions);
        for (int i = 0; i < resourcesAndActions.length; i += 2) {
            more.put(resourcesAndActions[i], resourcesAndActions[i + 1]);
        }
        return more;
    }

    private static Set<String> with(Set<String> variables, String... others) {
        Set<String> more = new TreeSet<>(variables);
        more.addAll(Arrays.asList(others));
        return more;
    }
}
