package dev.homing.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homing.adapter.aws.AwsClients;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.iam.model.PolicyEvaluationDecisionType;
import software.amazon.awssdk.services.sts.model.Credentials;

/**
 * The roles as they were deployed, judged by an IAM of others: each may do all that is its own and nothing of another's. Passing roles is not
 * in it: the emulator does not ask for leave there.
 */
@OnAws
@Order(2)
class PermissionsIT {
    private static final List<String> TABLES = List.of("Config", "Customers", "Activity", "Analytics");

    /** Queues by what they are called below. */
    private static final Map<String, String> QUEUES = Map.of(
            "events", "EventIntakeEventsQueue",
            "browser", "EventIntakeBrowserQueue",
            "timers", "TimersQueue",
            "outcomes", "JourneysOutcomesQueue",
            "email", "SendingEmailQueue",
            "whatsapp", "SendingWhatsAppQueue",
            "sms", "SendingSmsQueue",
            "push", "SendingPushQueue",
            "webhooks", "WebhooksQueue",
            "feedback", "SendingFeedbackQueue");

    private static final String DECIDES = "read Config, write Customers, write Activity, send email, send whatsapp,"
            + " send sms, send push, send webhooks, send outcomes, arm timers, start journeys, answer steps";
    private static final String HEARS = "read Config, write Customers, write Activity, answer steps";

    /** @param may what, in the words of {@link #everything}; to write includes to read */
    record Function(String handler, String logicalId, String may) {
        Set<String> allowed() {
            return Arrays.stream(may.split(", ", -1))
                    .flatMap(what -> what.startsWith("write ")
                            ? Stream.of(what, what.replace("write", "read"))
                            : Stream.of(what))
                    .collect(Collectors.toCollection(TreeSet::new));
        }

        @Override
        public String toString() {
            return handler;
        }
    }

    static List<Function> functions() {
        return List.of(
                new Function("EventHandler", "Deciding", DECIDES + ", consume events, consume browser"),
                new Function("TimerHandler", "Deciding", DECIDES + ", consume timers"),
                new Function(
                        "OutcomeHandler",
                        "Deciding",
                        DECIDES
                                + ", consume outcomes, take timers away, stop journeys, publish journeys, read latest, put events"),
                new Function(
                        "EmailSendHandler",
                        "Sending",
                        HEARS + ", consume email, read secret, send mail, send outcomes"),
                new Function(
                        "WhatsAppSendHandler", "Sending", HEARS + ", consume whatsapp, read secret, send outcomes"),
                new Function("SmsSendHandler", "Sending", HEARS + ", consume sms, read secret, send outcomes"),
                new Function("PushSendHandler", "Sending", HEARS + ", consume push, read secret, send outcomes"),
                new Function(
                        "WebhookHandler",
                        "Webhooks", // The emulator asks for leave on all secrets where a policy names some.
                        HEARS + ", consume webhooks, send webhooks, read secret, send outcomes"),
                new Function(
                        "FeedbackHandler",
                        "Sending",
                        HEARS + ", consume feedback, put events, send outcomes, send webhooks"),
                new Function("CountHandler", "Counting", "write Analytics"),
                new Function(
                        "AdminHandler",
                        "Routes",
                        "write Config, write Customers, write Activity, scan Activity, read roster, read latest, write Analytics, send outcomes,"
                                + " send whatsapp, publish journeys, put events"),
                new Function("CollectHandler", "Routes", "read Config, put events"),
                new Function(
                        "TrackHandler", "Routes", HEARS + ", read secret, put events, send outcomes, send webhooks"),
                new Function(
                        "WhatsAppHookHandler",
                        "Routes",
                        HEARS + ", write Config, read secret, put events, send outcomes, send webhooks"),
                new Function(
                        "SetupHandler",
                        "Setup",
                        "write Config, publish journeys, delete journeys, read secret, change secret"),
                new Function("PageHandler", "Routes", ""));
    }

    /** An action on a resource that stands for a kind of work. */
    private record Work(String action, String resource) {}

    private static Map<String, Work> everything(Deployment deployment) {
        Map<String, Work> all = new TreeMap<>();
        for (String table : TABLES) {
            String arn = arn("dynamodb", "table/" + deployment.resource("Data", table));
            all.put("read " + table, new Work("dynamodb:GetItem", arn));
            all.put("write " + table, new Work("dynamodb:PutItem", arn));
            all.put("scan " + table, new Work("dynamodb:Scan", arn));
            all.put("delete " + table, new Work("dynamodb:DeleteTable", arn));
        }
        all.put(
                "read roster",
                new Work(
                        "dynamodb:Query",
                        arn("dynamodb", "table/" + deployment.resource("Data", "Activity") + "/index/roster")));
        all.put(
                "read latest",
                new Work(
                        "dynamodb:Query",
                        arn("dynamodb", "table/" + deployment.resource("Data", "Customers") + "/index/activity")));
        QUEUES.forEach((name, logicalId) -> {
            String arn = arn("sqs", queueName(deployment, logicalId));
            all.put("send " + name, new Work("sqs:SendMessage", arn));
            all.put("consume " + name, new Work("sqs:ReceiveMessage", arn));
            all.put("empty " + name, new Work("sqs:PurgeQueue", arn));
        });
        String group = deployment.resource("App", "TimersSchedules");
        all.put("arm timers", new Work("scheduler:CreateSchedule", arn("scheduler", "schedule/" + group + "/t")));
        all.put("take timers away", new Work("scheduler:DeleteSchedule", arn("scheduler", "schedule/" + group + "/t")));
        all.put("change timers", new Work("scheduler:UpdateSchedule", arn("scheduler", "schedule/" + group + "/t")));
        machines("journeys", "homing-test-cart-recovery", all);
        machines("other machines", "homing-production-cart-recovery", all);
        all.put(
                "answer steps",
                new Work("states:SendTaskSuccess", arn("states", "stateMachine:homing-test-cart-recovery")));
        all.put("read secret", new Work("secretsmanager:GetSecretValue", deployment.output("Data", "SecretArn")));
        all.put("change secret", new Work("secretsmanager:PutSecretValue", deployment.output("Data", "SecretArn")));
        all.put("send mail", new Work("ses:SendEmail", arn("ses", "identity/kiln-and-clay.internal")));
        all.put("send texts", new Work("sms-voice:SendTextMessage", arn("sms-voice", "pool/pool-1")));
        all.put("publish texts", new Work("sns:Publish", "*"));
        all.put("put events", new Work("events:PutEvents", deployment.output("App", "EventBusArn")));
        all.put("put events elsewhere", new Work("events:PutEvents", arn("events", "event-bus/default")));
        all.put("take any role", new Work("sts:AssumeRole", arn("iam", "role/any")));
        return all;
    }

    private static void machines(String name, String machine, Map<String, Work> all) {
        all.put("start " + name, new Work("states:StartExecution", arn("states", "stateMachine:" + machine + ":1")));
        all.put("publish " + name, new Work("states:CreateStateMachine", arn("states", "stateMachine:" + machine)));
        all.put("stop " + name, new Work("states:StopExecution", arn("states", "execution:" + machine + ":run")));
        all.put("delete " + name, new Work("states:DeleteStateMachine", arn("states", "stateMachine:" + machine)));
    }

    private static String queueName(Deployment deployment, String logicalId) {
        String url = deployment.resource("App", logicalId);
        return url.substring(url.lastIndexOf('/') + 1);
    }

    private static String arn(String service, String resource) {
        return "arn:aws:" + service + ":" + Deployment.REGION + ":000000000000:" + resource;
    }

    @ParameterizedTest
    @MethodSource("functions")
    void functionMayDoItsOwnWorkAndNoOther(Function function) {
        Deployment deployment = Deployment.running();
        String role = roleArn(deployment, function);
        Set<String> allowed = new TreeSet<>();
        everything(deployment).forEach((name, work) -> {
            PolicyEvaluationDecisionType decision = deployment
                    .sdk()
                    .iam()
                    .simulatePrincipalPolicy(request -> request.policySourceArn(role)
                            .actionNames(work.action)
                            .resourceArns(work.resource))
                    .evaluationResults()
                    .getFirst()
                    .evalDecision();
            if (decision == PolicyEvaluationDecisionType.ALLOWED) {
                allowed.add(name);
            }
        });
        allowed.remove("");
        assertThat(allowed).isEqualTo(function.may.isEmpty() ? Set.of() : function.allowed());
    }

    private static String roleArn(Deployment deployment, Function function) {
        return "arn:aws:iam::000000000000:role/"
                + deployment.resource("App", function.logicalId + function.handler + "Role");
    }

    /** The same by calls: with the role's own credentials, to the services. */
    @ParameterizedTest
    @CsvSource({
        "Deciding, EventHandler, write, Config",
        "Deciding, EventHandler, write, Analytics",
        "Deciding, TimerHandler, secret, ''",
        "Deciding, TimerHandler, events, ''",
        "Deciding, OutcomeHandler, write, Config",
        "Sending, EmailSendHandler, events, ''",
        "Sending, EmailSendHandler, send, whatsapp",
        "Sending, WhatsAppSendHandler, send, email",
        "Sending, SmsSendHandler, send, email",
        "Sending, PushSendHandler, send, email",
        "Sending, FeedbackHandler, secret, ''",
        "Counting, CountHandler, write, Customers",
        "Counting, CountHandler, read, Customers",
        "Routes, AdminHandler, send, email",
        "Routes, AdminHandler, secret, ''",
        "Routes, CollectHandler, write, Config",
        "Routes, CollectHandler, read, Customers",
        "Routes, TrackHandler, send, email",
        "Routes, WhatsAppHookHandler, send, email",
        "Routes, PageHandler, read, Config",
        "Setup, SetupHandler, read, Customers",
        "Setup, SetupHandler, send, email",
    })
    void callIsRefused(String construct, String handler, String what, String where) {
        Deployment deployment = Deployment.running();
        try (AwsClients clients = as(deployment, construct + handler + "Role")) {
            assertThatThrownBy(() -> call(deployment, clients, what, where))
                    .isInstanceOfSatisfying(AwsServiceException.class, refused -> assertThat(
                                    refused.awsErrorDetails().errorCode())
                            .contains("AccessDenied"));
        }
    }

    /** Roles trust their services alone; for this the account's root lets itself in. */
    private static AwsClients as(Deployment deployment, String logicalId) {
        String name = deployment.resource("App", logicalId);
        deployment.sdk().iam().updateAssumeRolePolicy(request -> request.roleName(name)
                .policyDocument("""
                        {"Version": "2012-10-17", "Statement": [
                          {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"},
                          {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::000000000000:root"}, "Action": "sts:AssumeRole"}]}
                        """));
        Credentials credentials = deployment
                .sdk()
                .sts()
                .assumeRole(request -> request.roleArn("arn:aws:iam::000000000000:role/" + name)
                        .roleSessionName("test"))
                .credentials();
        Map<String, String> environment = new HashMap<>();
        environment.put("AWS_REGION", Deployment.REGION);
        environment.put("AWS_ENDPOINT_URL", deployment.endpoint().toString());
        environment.put("AWS_ACCESS_KEY_ID", credentials.accessKeyId());
        environment.put("AWS_SECRET_ACCESS_KEY", credentials.secretAccessKey());
        environment.put("AWS_SESSION_TOKEN", credentials.sessionToken());
        return AwsClients.of(environment);
    }

    private static void call(Deployment deployment, AwsClients clients, String what, String where) {
        switch (what) {
            case "read" ->
                clients.dynamoDb().getItem(request -> request.tableName(deployment.resource("Data", where))
                        .key(key()));
            case "write" ->
                clients.dynamoDb().putItem(request -> request.tableName(deployment.resource("Data", where))
                        .item(key()));
            case "send" ->
                clients.sqs().sendMessage(request -> request.queueUrl(
                                deployment.resource("App", Objects.requireNonNull(QUEUES.get(where))))
                        .messageBody("{}"));
            case "secret" ->
                clients.secrets().getSecretValue(request -> request.secretId(deployment.output("Data", "SecretArn")));
            case "events" -> {
                PutEventsRequestEntry entry = PutEventsRequestEntry.builder()
                        .eventBusName(deployment.output("App", "EventBusName"))
                        .source("test")
                        .detailType("test")
                        .detail("{}")
                        .build();
                clients.events().putEvents(request -> request.entries(entry));
            }
            default -> throw new IllegalArgumentException(what);
        }
    }

    private static Map<String, AttributeValue> key() {
        return Map.of("pk", AttributeValue.fromS("permission"), "sk", AttributeValue.fromS("permission"));
    }
}
