package dev.homing.infra;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.apigatewayv2.HttpStage;
import software.amazon.awscdk.services.budgets.CfnBudget;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.logs.CfnQueryDefinition;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

/** What tells a person that something needs them: alarms to one address, and a dashboard to look at then. */
final class Watch extends Construct {
    private static final Duration PERIOD = Duration.minutes(5);

    private static final List<String> CHANNELS = List.of("email", "whatsapp", "sms", "push");

    /** In five minutes; fewer are for whoever looks at the dashboard. */
    private static final double MANY = 10;

    /** An event's id finds the batch that it came in, with its customer; a customer's id finds timers, runs and messages. */
    private static final String FOLLOW = """
            fields @timestamp, function, messageId, run, campaign, step, channel, status, @message
            | filter @message like "PUT THE ID HERE"
            | sort @timestamp
            """;

    private static final String ERRORS = """
            fields @timestamp, function, message, error, stack
            | filter level = "ERROR"
            | sort @timestamp desc
            """;

    private final Topic topic;
    private final String namespace;

    Watch(
            Construct scope,
            String id,
            Config config,
            List<WorkQueue> queues,
            Counting counting,
            List<HomingFunction> functions,
            HttpStage stage) {
        super(scope, id);
        namespace = config.metricsNamespace();
        topic = topic(config);
        for (WorkQueue queue : queues) {
            String name = queue.getNode().getId();
            deadLetters(name, queue.deadLetters());
            alarm(
                    name + "Late",
                    "The oldest message of " + name + " waits too long: its handler is too slow, throttled or failing.",
                    queue.queue().metricApproximateAgeOfOldestMessage(over(PERIOD, "Maximum")),
                    queue.alarmAge().toSeconds().doubleValue());
        }
        deadLetters("Counts", counting.deadLetters());
        alarm(
                "CountsLate",
                "The counters are behind: reports show less than there is.",
                counting.function().function().metric("IteratorAge", over(PERIOD, "Maximum")),
                Duration.minutes(10).toMilliseconds().doubleValue());
        for (HomingFunction function : functions) {
            alarm(
                    function.getNode().getId() + "Errors",
                    function.getNode().getId() + " fails: its log says why.",
                    function.function().metricErrors(over(PERIOD, "Sum")),
                    3);
        }
        alarm(
                "EventsRejected",
                "Many events are none that Homing understands: the list of rejected events says why, and which.",
                own("EventsRejected", "", "Sum"),
                MANY);
        alarm(
                "WhatsAppWarnings",
                "WhatsApp paused, rejected or disabled a template, or warns of the number or the account: the log of"
                        + " WhatsAppHookHandler says which; see to it in WhatsApp Manager.",
                own("WhatsAppWarnings", "", "Sum"),
                0);
        for (String channel : CHANNELS) {
            alarm(
                    "MessagesFailed-" + channel,
                    "Many messages were refused or may not have left: the log says which, their timelines why.",
                    own("MessagesFailed", channel, "Sum"),
                    MANY);
        }
        alarm("ServerErrors", "The HTTP API answers with 5xx.", stage.metricServerError(over(PERIOD, "Sum")), 5);
        if (config.monthlyBudget() != null) {
            budget(config.monthlyBudget(), config.alarmAddress());
        }
        queries(config, functions);
        dashboard(queues, counting, functions, stage);
    }

    /**
     * Of the whole account: by a tag it could be the environment's own, but a tag counts only once somebody has activated it for billing, and a
     * budget that sees nothing says nothing.
     */
    private void budget(int dollars, String address) {
        CfnBudget.SubscriberProperty told = CfnBudget.SubscriberProperty.builder()
                .subscriptionType("EMAIL")
                .address(address)
                .build();
        CfnBudget.Builder.create(this, "Budget")
                .budget(CfnBudget.BudgetDataProperty.builder()
                        .budgetType("COST")
                        .timeUnit("MONTHLY")
                        .budgetLimit(CfnBudget.SpendProperty.builder()
                                .amount(dollars)
                                .unit("USD")
                                .build())
                        .build())
                .notificationsWithSubscribers(List.of(
                        notification("ACTUAL", 50, told),
                        notification("ACTUAL", 100, told),
                        notification("FORECASTED", 100, told)))
                .build();
    }

    private static CfnBudget.NotificationWithSubscribersProperty notification(
            String of, int percent, CfnBudget.SubscriberProperty told) {
        return CfnBudget.NotificationWithSubscribersProperty.builder()
                .notification(CfnBudget.NotificationProperty.builder()
                        .notificationType(of)
                        .comparisonOperator("GREATER_THAN")
                        .threshold(percent)
                        .thresholdType("PERCENTAGE")
                        .build())
                .subscribers(List.of(told))
                .build();
    }

    /** To be opened in CloudWatch's Logs Insights, with an id filled in. */
    private void queries(Config config, List<HomingFunction> functions) {
        List<String> logGroups = functions.stream()
                .map(function -> function.logGroup().getLogGroupName())
                .toList();
        String name = "Homing/" + config.environment() + "/";
        CfnQueryDefinition.Builder.create(this, "FollowQuery")
                .name(name + "Follow an id")
                .queryString(FOLLOW)
                .logGroupNames(logGroups)
                .build();
        CfnQueryDefinition.Builder.create(this, "ErrorsQuery")
                .name(name + "Errors")
                .queryString(ERRORS)
                .logGroupNames(logGroups)
                .build();
    }

    private void deadLetters(String name, IQueue queue) {
        alarm(
                name + "DeadLetters",
                "Messages of " + name + " were given up; they are kept for 14 days, to look at and to send again.",
                queue.metricApproximateNumberOfMessagesVisible(over(Duration.minutes(1), "Maximum")),
                0);
    }

    /** @param above the highest value that is still well */
    private void alarm(String id, String description, Metric metric, double above) {
        Alarm.Builder.create(this, id)
                .alarmDescription(description)
                .metric(metric)
                .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD)
                .threshold(above)
                .evaluationPeriods(1)
                .treatMissingData(TreatMissingData.NOT_BREACHING)
                .build()
                .addAlarmAction(new SnsAction(topic));
    }

    /** Encrypted it could not be for free: CloudWatch cannot publish to a topic under AWS's own SNS key. */
    private Topic topic(Config config) {
        Topic alarms = Topic.Builder.create(this, "Alarms")
                .displayName("Homing " + config.environment())
                .enforceSsl(true)
                .build();
        // A topic policy of one's own takes the place of the default one, by which CloudWatch might publish.
        alarms.addToResourcePolicy(PolicyStatement.Builder.create()
                .sid("Alarms")
                .principals(List.of(new ServicePrincipal("cloudwatch.amazonaws.com")))
                .actions(List.of("sns:Publish"))
                .resources(List.of(alarms.getTopicArn()))
                .conditions(Map.of(
                        "StringEquals",
                        Map.of("aws:SourceAccount", Stack.of(this).getAccount())))
                .build());
        alarms.addSubscription(new EmailSubscription(config.alarmAddress()));
        return alarms;
    }

    private void dashboard(List<WorkQueue> queues, Counting counting, List<HomingFunction> functions, HttpStage stage) {
        MetricOptions sum = over(PERIOD, "Sum");
        Dashboard dashboard = Dashboard.Builder.create(this, "Dashboard").build();
        dashboard.addWidgets(
                graph(
                        "Waiting",
                        queues.stream()
                                .map(queue -> (IMetric) queue.queue()
                                        .metricApproximateNumberOfMessagesVisible(
                                                labelled(queue.getNode().getId(), "Maximum")))
                                .toList()),
                graph(
                        "Oldest message (s)",
                        queues.stream()
                                .map(queue -> (IMetric) queue.queue()
                                        .metricApproximateAgeOfOldestMessage(
                                                labelled(queue.getNode().getId(), "Maximum")))
                                .toList()));
        dashboard.addWidgets(
                graph(
                        "Events",
                        List.of(
                                own("EventsReceived", "", "Sum"),
                                own("EventsRejected", "", "Sum"),
                                own("RunsStarted", "", "Sum"),
                                own("OutcomesDeferred", "", "Sum"))),
                graph("Messages", byChannel("Sum", "MessagesSent", "MessagesSkipped", "MessagesFailed", "SendsPutOff")),
                graph("From decision to sending, p95 (ms)", byChannel("p95", "SendDelay")));
        dashboard.addWidgets(
                graph(
                        "Given up",
                        queues.stream()
                                .map(queue -> (IMetric) queue.deadLetters()
                                        .metricApproximateNumberOfMessagesVisible(
                                                labelled(queue.getNode().getId(), "Maximum")))
                                .toList()),
                graph(
                        "Counters behind by (ms)",
                        List.of(counting.function().function().metric("IteratorAge", over(PERIOD, "Maximum")))));
        dashboard.addWidgets(
                graph(
                        "Errors",
                        functions.stream()
                                .map(function -> (IMetric) function.function()
                                        .metricErrors(
                                                labelled(function.getNode().getId(), "Sum")))
                                .toList()),
                graph(
                        "Duration, p95 (ms)",
                        functions.stream()
                                .map(function -> (IMetric) function.function()
                                        .metricDuration(
                                                labelled(function.getNode().getId(), "p95")))
                                .toList()));
        dashboard.addWidgets(
                graph(
                        "HTTP",
                        List.of(stage.metricCount(sum), stage.metricClientError(sum), stage.metricServerError(sum))),
                graph("HTTP latency, p95 (ms)", List.of(stage.metricLatency(over(PERIOD, "p95")))));
    }

    /** Those that the functions write into their logs. */
    private List<IMetric> byChannel(String statistic, String... names) {
        return Stream.of(names)
                .flatMap(name -> CHANNELS.stream().map(channel -> (IMetric) own(name, channel, statistic)
                        .with(MetricOptions.builder()
                                .label(name + " " + channel)
                                .build())))
                .toList();
    }

    /** @param channel empty where the metric is not kept by channel */
    private Metric own(String name, String channel, String statistic) {
        return Metric.Builder.create()
                .namespace(namespace)
                .metricName(name)
                .dimensionsMap(channel.isEmpty() ? Map.of() : Map.of("Channel", channel))
                .period(PERIOD)
                .statistic(statistic)
                .build();
    }

    private static GraphWidget graph(String title, List<? extends IMetric> metrics) {
        return GraphWidget.Builder.create()
                .title(title)
                .left(metrics)
                .width(12)
                .height(6)
                .build();
    }

    private static MetricOptions over(Duration period, String statistic) {
        return MetricOptions.builder().period(period).statistic(statistic).build();
    }

    private static MetricOptions labelled(String label, String statistic) {
        return MetricOptions.builder()
                .period(PERIOD)
                .statistic(statistic)
                .label(label)
                .build();
    }
}
