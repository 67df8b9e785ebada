package dev.homing.infra;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.PrincipalWithConditions;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.scheduler.CfnSchedule;
import software.amazon.awscdk.services.scheduler.ScheduleGroup;
import software.constructs.Construct;

/** One-time schedules, made by functions and deleted after they fired, each a message to the {@code timers} queue. */
final class Timers extends Construct {
    private final WorkQueue queue;
    private final ScheduleGroup group;
    private final Role role;
    private final String schedules;

    Timers(Construct scope, String id, Duration handlerTimeout) {
        super(scope, id);
        queue = new WorkQueue(this, "Timers", handlerTimeout, 5, Duration.minutes(5));
        group = new ScheduleGroup(this, "Schedules");
        // Kept, it would fire into queues that are gone, and its name would stand in the way of deploying again.
        group.applyRemovalPolicy(RemovalPolicy.DESTROY);
        schedules = Stack.of(this)
                .formatArn(ArnComponents.builder()
                        .service("scheduler")
                        .resource("schedule")
                        .resourceName(group.getScheduleGroupName() + "/*")
                        .build());
        role = scheduler("SchedulerRole");
        for (var target : List.of(queue.queue(), queue.deadLetters())) {
            target.grant(role, "sqs:SendMessage");
        }
    }

    private Role scheduler(String id) {
        // Conditions against the confused deputy:
        // docs.aws.amazon.com/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html
        return Role.Builder.create(this, id)
                .assumedBy(new PrincipalWithConditions(
                        new ServicePrincipal("scheduler.amazonaws.com"),
                        Map.of(
                                "StringEquals",
                                InOrder.map(
                                        "aws:SourceAccount",
                                        Stack.of(this).getAccount(),
                                        "aws:SourceArn",
                                        group.getScheduleGroupArn()))))
                .build();
    }

    /** Has a job put into a queue once a day, within an hour of the time at which this was deployed. */
    void daily(WorkQueue jobs, String job) {
        // Not the role that functions may pass: what they schedule fills the queue of timers alone.
        Role daily = scheduler("DailyRole");
        jobs.queue().grant(daily, "sqs:SendMessage");
        jobs.deadLetters().grant(daily, "sqs:SendMessage");
        CfnSchedule.Builder.create(this, "Daily")
                .groupName(group.getScheduleGroupName())
                .scheduleExpression("rate(1 day)")
                .flexibleTimeWindow(CfnSchedule.FlexibleTimeWindowProperty.builder()
                        .mode("FLEXIBLE")
                        .maximumWindowInMinutes(60)
                        .build())
                .target(CfnSchedule.TargetProperty.builder()
                        .arn(jobs.queue().getQueueArn())
                        .roleArn(daily.getRoleArn())
                        .input(job)
                        .deadLetterConfig(CfnSchedule.DeadLetterConfigProperty.builder()
                                .arn(jobs.deadLetters().getQueueArn())
                                .build())
                        .build())
                .build();
    }

    WorkQueue queue() {
        return queue;
    }

    /** Lets a function that arms timers take them away as well, where nothing of their customer is to be left. */
    void disarmedBy(HomingFunction function) {
        allow(function, "scheduler:DeleteSchedule");
    }

    private void allow(HomingFunction function, String action) {
        function.role()
                .addToPolicy(PolicyStatement.Builder.create()
                        .actions(List.of(action))
                        .resources(List.of(schedules))
                        .build());
    }

    /** Lets the function arm timers. */
    void armedBy(HomingFunction function) {
        // Not the group's own grants: they also allow changing schedules, and a timer is never changed.
        allow(function, "scheduler:CreateSchedule");
        Accepted.wildcard(
                function.role(),
                "Schedules are named when timers are armed; the group holds nothing else.",
                "arn:.*:schedule\\/.*\\/\\*");
        function.mayPass(role, "scheduler.amazonaws.com");
        function.variable("SCHEDULE_GROUP", group.getScheduleGroupName());
        function.variable("SCHEDULER_ROLE_ARN", role.getRoleArn());
        function.variable("TIMERS_QUEUE_ARN", queue.queue().getQueueArn());
        function.variable("TIMERS_DLQ_ARN", queue.deadLetters().getQueueArn());
    }
}
