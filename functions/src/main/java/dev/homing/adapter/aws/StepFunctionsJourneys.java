package dev.homing.adapter.aws;

import dev.homing.adapter.json.Fields;
import dev.homing.app.port.Journeys;
import dev.homing.app.port.Unavailable;
import dev.homing.domain.Hash;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.flow.Way;
import dev.homing.domain.id.RunId;
import dev.homing.domain.run.Leg;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.CloudWatchLogsLogGroup;
import software.amazon.awssdk.services.sfn.model.DescribeStateMachineResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionLimitExceededException;
import software.amazon.awssdk.services.sfn.model.InvalidTokenException;
import software.amazon.awssdk.services.sfn.model.ListStateMachineVersionsResponse;
import software.amazon.awssdk.services.sfn.model.LogDestination;
import software.amazon.awssdk.services.sfn.model.LogLevel;
import software.amazon.awssdk.services.sfn.model.LoggingConfiguration;
import software.amazon.awssdk.services.sfn.model.StateMachineAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.StateMachineDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.StateMachineListItem;
import software.amazon.awssdk.services.sfn.model.StateMachineType;
import software.amazon.awssdk.services.sfn.model.StateMachineVersionListItem;
import software.amazon.awssdk.services.sfn.model.TaskDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.TaskTimedOutException;

/**
 * Executions on Step Functions: one state machine a campaign, one published version a save, and a machine of its own for each tail of a flow
 * on which somebody was resumed or moved. An executable's name is the version's ARN, and an execution's the run's id and the generation of its leg.
 */
public final class StepFunctionsJourneys implements Journeys {
    /** What StopExecution takes. */
    private static final int LONGEST_ERROR = 256;

    private static final int LONGEST_CAUSE = 1_000;

    /** Of the 1,000 versions that a machine can have, with room for those that are needed. */
    private static final int MOST_UNNEEDED = 900;

    private static final int MOST_IN_PAGE = 1_000;
    /** Between a campaign's key, which has no capitals, and the version and node of a machine that begins in the middle of its flow. */
    private static final String TAIL = "-V";

    private static final int TAIL_HASH = 12;

    /** Makes definitions in Amazon States Language. */
    @FunctionalInterface
    public interface Compiler {
        /** @param from id of the node that it begins at; null: the flow's start */
        String compile(Campaign.Version version, @Nullable String from);
    }

    private final SfnClient client;
    private final Compiler compiler;
    private final String machinePrefix;
    private final String roleArn;
    private final String logGroupArn;

    /**
     * @param compiler makes definitions of versions and of their tails
     * @param machinePrefix begins every machine's name
     * @param roleArn that machines run under; its account is that of the machines
     * @param logGroupArn where failures are logged
     */
    public StepFunctionsJourneys(
            SfnClient client, Compiler compiler, String machinePrefix, String roleArn, String logGroupArn) {
        this.client = client;
        this.compiler = compiler;
        this.machinePrefix = machinePrefix;
        this.roleArn = roleArn;
        this.logGroupArn = logGroupArn;
    }

    @Override
    public String publish(Campaign.Version version) {
        String definition = compiler.compile(version, null);
        String name = machinePrefix + version.campaign();
        String description = "Campaign " + version.campaign() + " version " + version.number();
        return Calls.orUnavailable("Publishing " + name, () -> {
            try {
                return client.createStateMachine(request -> request.name(name)
                                .type(StateMachineType.STANDARD)
                                .definition(definition)
                                .roleArn(roleArn)
                                .loggingConfiguration(logging())
                                .publish(true)
                                .versionDescription(description))
                        .stateMachineVersionArn();
            } catch (StateMachineAlreadyExistsException another) {
                return client.updateStateMachine(request -> request.stateMachineArn(machineArn(name))
                                .definition(definition)
                                .roleArn(roleArn)
                                .loggingConfiguration(logging())
                                .publish(true)
                                .versionDescription(description))
                        .stateMachineVersionArn();
            }
        });
    }

    /** A machine whose role or queues are those of a deployment that is gone looks well until it is started. */
    @Override
    public boolean upToDate(Campaign.Version version) {
        String executable = version.executable();
        return executable != null
                && Calls.orUnavailable("Looking up " + executable, () -> {
                    try {
                        DescribeStateMachineResponse machine =
                                client.describeStateMachine(request -> request.stateMachineArn(executable));
                        return machine.definition().equals(compiler.compile(version, null))
                                && machine.roleArn().equals(roleArn);
                    } catch (StateMachineDoesNotExistException gone) {
                        return false;
                    }
                });
    }

    /**
     * Step Functions keeps 1,000 versions of a machine and refuses more. Deleting one does not touch its executions.
     *
     * @see <a href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_DeleteStateMachineVersion.html">Deleting a version</a>
     */
    @Override
    public void prune(String campaign, Set<String> keep, Instant before) {
        String name = machinePrefix + campaign;
        Calls.orUnavailable("Pruning versions of " + name, () -> {
            List<StateMachineVersionListItem> unneeded = new ArrayList<>();
            try {
                // Newest first.
                versions(name).stream()
                        .filter(version -> !keep.contains(version.stateMachineVersionArn()))
                        .forEach(unneeded::add);
            } catch (StateMachineDoesNotExistException firstOne) {
                return 0;
            }
            int pruned = 0;
            for (int i = 0; i < unneeded.size(); i++) {
                StateMachineVersionListItem version = unneeded.get(i);
                if (i >= MOST_UNNEEDED || version.creationDate().isBefore(before)) {
                    client.deleteStateMachineVersion(
                            request -> request.stateMachineVersionArn(version.stateMachineVersionArn()));
                    pruned++;
                }
            }
            return pruned;
        });
    }

    private List<StateMachineVersionListItem> versions(String machine) {
        List<StateMachineVersionListItem> versions = new ArrayList<>();
        String next = null;
        do {
            String token = next;
            ListStateMachineVersionsResponse page =
                    client.listStateMachineVersions(request -> request.stateMachineArn(machineArn(machine))
                            .maxResults(MOST_IN_PAGE)
                            .nextToken(token));
            versions.addAll(page.stateMachineVersions());
            next = page.nextToken();
        } while (next != null);
        return versions;
    }

    @Override
    public void remove(String campaign) {
        String name = machinePrefix + campaign;
        Calls.orUnavailable("Removing " + name, () -> {
            List<String> machines =
                    client.listStateMachinesPaginator(request -> request.maxResults(1_000)).stateMachines().stream()
                            .filter(machine -> machine.name().equals(name)
                                    || machine.name().startsWith(name + TAIL))
                            .map(StateMachineListItem::stateMachineArn)
                            .toList();
            machines.forEach(arn -> client.deleteStateMachine(request -> request.stateMachineArn(arn)));
            return machines.size();
        });
    }

    @Override
    public void start(Campaign.Version version, RunId run, Leg leg, Instant since) {
        Map<String, String> arms = new LinkedHashMap<>();
        version.flow().arms(run).forEach((node, way) -> arms.put(node, way.key()));
        String input = new Fields()
                .put("run", run.toString())
                .put("generation", leg.generation())
                .put("arms", arms.isEmpty() ? null : arms)
                .at("until", Journeys.waitsUntil(version, leg, since))
                .write();
        String executable = executable(version, leg);
        Calls.orUnavailable("Starting run " + run, () -> {
            try {
                return started(executable, leg.execution(run), input);
            } catch (StateMachineDoesNotExistException notYet) {
                String from = leg.from();
                if (from == null) {
                    throw notYet;
                }
                return started(publishTail(version, from), leg.execution(run), input);
            } catch (ExecutionLimitExceededException full) {
                throw new Unavailable("Too many executions are open to start run " + run, full);
            }
        });
    }

    private String started(String executable, String name, String input) {
        try {
            return client.startExecution(request ->
                            request.stateMachineArn(executable).name(name).input(input))
                    .executionArn();
        } catch (ExecutionAlreadyExistsException startedAndOver) {
            return "";
        }
    }

    /** Two that make the same machine at once make one: its definition is the same. */
    private String publishTail(Campaign.Version version, String from) {
        String name = tail(version, from);
        return client.createStateMachine(request -> request.name(name)
                        .type(StateMachineType.STANDARD)
                        .definition(compiler.compile(version, from))
                        .roleArn(roleArn)
                        .loggingConfiguration(logging()))
                .stateMachineArn();
    }

    @Override
    public void stop(Campaign.Version version, RunId run, Leg leg, String reason) {
        String execution = executionArn(executable(version, leg), leg.execution(run));
        Calls.orUnavailable("Stopping run " + run, () -> {
            try {
                client.stopExecution(
                        request -> request.executionArn(execution).error(EXIT).cause(shortened(reason, LONGEST_CAUSE)));
                return true;
            } catch (ExecutionDoesNotExistException neverStarted) {
                return false;
            }
        });
    }

    private String executable(Campaign.Version version, Leg leg) {
        String from = leg.from();
        return from == null ? version.whole() : machineArn(tail(version, from));
    }

    /** A node's id may be too long beside the campaign's. */
    private String tail(Campaign.Version version, String from) {
        return machinePrefix + version.campaign() + TAIL + version.number() + "-" + Hash.name(TAIL_HASH, from);
    }

    @Override
    public boolean heartbeat(String token) {
        return whileWaiting("Heartbeat", () -> client.sendTaskHeartbeat(request -> request.taskToken(token)));
    }

    @Override
    public boolean complete(String token, Way way, Instant at) {
        return complete(
                token,
                new Fields().put("way", way.key()).put("at", at.toString()).write());
    }

    @Override
    public boolean waitUntil(String token, Instant until) {
        return complete(token, new Fields().put("until", until.toString()).write());
    }

    private boolean complete(String token, String output) {
        return whileWaiting(
                "Completing a step",
                () -> client.sendTaskSuccess(request -> request.taskToken(token).output(output)));
    }

    @Override
    public boolean fail(String token, String error, String cause) {
        return whileWaiting(
                "Failing a step",
                () -> client.sendTaskFailure(request -> request.taskToken(token)
                        .error(shortened(error, LONGEST_ERROR))
                        .cause(shortened(cause, LONGEST_CAUSE))));
    }

    private static boolean whileWaiting(String what, Runnable call) {
        return Calls.orUnavailable(what, () -> {
            try {
                call.run();
                return true;
            } catch (TaskTimedOutException | TaskDoesNotExistException | InvalidTokenException over) {
                return false;
            }
        });
    }

    private LoggingConfiguration logging() {
        String destination = logGroupArn.endsWith(":*") ? logGroupArn : logGroupArn + ":*";
        return LoggingConfiguration.builder()
                .level(LogLevel.ERROR)
                .includeExecutionData(false)
                .destinations(LogDestination.builder()
                        .cloudWatchLogsLogGroup(CloudWatchLogsLogGroup.builder()
                                .logGroupArn(destination)
                                .build())
                        .build())
                .build();
    }

    private String machineArn(String name) {
        String[] role = roleArn.split(":", -1);
        String region = client.serviceClientConfiguration().region().id();
        return String.join(":", "arn", role[1], "states", region, role[4], "stateMachine", name);
    }

    /** {@code arn:..:stateMachine:<machine>:<version>} to {@code arn:..:execution:<machine>:<name>}: a name is taken across all versions. */
    private static String executionArn(String executable, String name) {
        String[] parts = executable.split(":", -1);
        return String.join(":", parts[0], parts[1], parts[2], parts[3], parts[4], "execution", parts[6], name);
    }

    private static String shortened(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest);
    }
}
