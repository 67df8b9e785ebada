package dev.homing.infra;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.events.EventPattern;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.targets.SqsQueue;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.PrincipalWithConditions;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.stepfunctions.IStateMachine;
import software.amazon.awscdk.services.stepfunctions.StateMachine;
import software.constructs.Construct;

/**
 * What flows run as. The state machines themselves are made by AdminHandler and SetupHandler, one a campaign; here are the role that they
 * run with, their log, the queue of what happened to them, and who may do what with them.
 */
final class Journeys extends Construct {
    private final WorkQueue outcomes;
    private final Role role;
    private final LogGroup log;
    private final String prefix;
    private final IStateMachine machines;

    Journeys(Construct scope, String id, Config config, Duration handlerTimeout) {
        super(scope, id);
        prefix = config.machinePrefix();
        // Twenty attempts: what is here has been throttled elsewhere, and waits its turn.
        outcomes = new WorkQueue(this, "Outcomes", handlerTimeout, 20, Duration.minutes(30));
        log = LogGroup.Builder.create(this, "Log")
                .retention(config.logRetention())
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        String everyMachine = Stack.of(this)
                .formatArn(ArnComponents.builder()
                        .service("states")
                        .resource("stateMachine")
                        .arnFormat(ArnFormat.COLON_RESOURCE_NAME)
                        .resourceName(prefix + "*")
                        .build());
        // Stands for all of them: a policy's wildcard, never a machine that is there.
        machines = StateMachine.fromStateMachineArn(this, "Machines", everyMachine);
        role = Role.Builder.create(this, "StatesRole")
                .assumedBy(new PrincipalWithConditions(
                        new ServicePrincipal("states.amazonaws.com"),
                        InOrder.map(
                                "StringEquals",
                                        Map.of(
                                                "aws:SourceAccount",
                                                Stack.of(this).getAccount()),
                                "ArnLike", Map.of("aws:SourceArn", everyMachine))))
                .build();
        mayFill(outcomes);
        // The actions that have no resource: docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html
        role.addToPolicy(PolicyStatement.Builder.create()
                .actions(List.of(
                        "logs:CreateLogDelivery",
                        "logs:GetLogDelivery",
                        "logs:UpdateLogDelivery",
                        "logs:DeleteLogDelivery",
                        "logs:ListLogDeliveries",
                        "logs:PutResourcePolicy",
                        "logs:DescribeResourcePolicies",
                        "logs:DescribeLogGroups"))
                .resources(List.of("*"))
                .build());
        Accepted.wildcard(
                role, "Step Functions sets up the delivery of its logs with actions that take no resource.", "\\*");

        Rule.Builder.create(this, "Ended")
                .description("Executions of ours that ended, so that their runs end")
                .eventPattern(EventPattern.builder()
                        .source(List.of("aws.states"))
                        .detailType(List.of("Step Functions Execution Status Change"))
                        .detail(InOrder.map(
                                "status", List.of("SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED"),
                                "stateMachineArn", List.of(Map.of("prefix", machineArnPrefix()))))
                        .build())
                .targets(List.of(SqsQueue.Builder.create(outcomes.queue())
                        .deadLetterQueue(outcomes.deadLetters())
                        .build()))
                .build();
    }

    /** Lets flows put a message on a channel's queue. */
    void mayFill(WorkQueue queue) {
        queue.queue().grant(role, "sqs:SendMessage");
    }

    WorkQueue outcomes() {
        return outcomes;
    }

    /** @return what machines run with */
    Role role() {
        return role;
    }

    /** Starting names a version: the pattern covers {@code machine:7} as well. */
    void startedBy(HomingFunction function) {
        machines.grantStartExecution(function);
        accepted(function);
    }

    void stoppedBy(HomingFunction function) {
        machines.grantExecution(function, "states:StopExecution", "states:DescribeExecution");
        accepted(function);
    }

    /** Lets the function complete a task's token. */
    void answeredBy(HomingFunction function) {
        machines.grantTaskResponse(function);
        accepted(function);
    }

    /** Lets the function make and change state machines, and remove their old versions, that run with our role and log where ours do. */
    void publishedBy(HomingFunction function) {
        machines.grant(
                function,
                "states:CreateStateMachine",
                "states:UpdateStateMachine",
                "states:PublishStateMachineVersion",
                "states:ListStateMachineVersions",
                "states:DeleteStateMachineVersion");
        makes(function);
    }

    /** Lets the function make the machines of flows' tails, on which runs go on that were held or moved. */
    void tailsMadeBy(HomingFunction function) {
        machines.grant(function, "states:CreateStateMachine");
        makes(function);
    }

    private void makes(HomingFunction function) {
        accepted(function);
        function.mayPass(role, "states.amazonaws.com");
        function.variable("MACHINE_PREFIX", prefix);
        function.variable("STATES_ROLE_ARN", role.getRoleArn());
        function.variable("STATES_LOG_GROUP_ARN", log.getLogGroupArn());
    }

    /** Lets the function see whether machines are what it would make, and remove them with the stack. */
    void keptBy(HomingFunction function) {
        machines.grant(function, "states:DescribeStateMachine", "states:DeleteStateMachine");
        accepted(function);
        function.role()
                .addToPolicy(PolicyStatement.Builder.create()
                        .actions(List.of("states:ListStateMachines"))
                        .resources(List.of("*"))
                        .build());
        Accepted.wildcard(
                function.role(), "Listing state machines, to find those of flows' tails, takes no resource.", "\\*");
    }

    private String machineArnPrefix() {
        return Stack.of(this)
                .formatArn(ArnComponents.builder()
                        .service("states")
                        .resource("stateMachine")
                        .arnFormat(ArnFormat.COLON_RESOURCE_NAME)
                        .resourceName(prefix)
                        .build());
    }

    private void accepted(HomingFunction function) {
        Accepted.wildcard(
                function.role(),
                "State machines are made for campaigns at run time; all that begin with the environment's prefix are ours.",
                "arn:.*:states:.*:(stateMachine|execution):" + prefix + "\\*(:\\*)?");
    }
}
