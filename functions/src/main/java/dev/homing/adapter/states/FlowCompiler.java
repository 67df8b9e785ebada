package dev.homing.adapter.states;

import dev.homing.app.port.Journeys;
import dev.homing.asl.AslWriter;
import dev.homing.asl.StateMachine;
import dev.homing.asl.Succeed;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.flow.Flow;
import dev.homing.domain.flow.Node;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Compiles a campaign's flow, or what is left of it from one node on, into a state machine that a person can read. Each kind of node has a
 * compiler of its own, which makes the node's states; {@link MessageCompiler} has the rules for a message. The execution's input is
 * {@code {"run": "<run id>", "generation": 1}}, which way the run goes at each split, and until when it waits where it begins at a wait; all
 * else a handler reads by it.
 *
 * <p>Every machine may end in one of three shared states: {@code Done}, {@code Exited} ({@link Journeys#EXIT}), and {@code Held}
 * ({@link Journeys#PAUSED}). A run that is held needs no execution while its campaign is paused: resuming starts another one, of the flow's
 * tail from the held node on, so that a pause may last as long as it likes.
 */
public final class FlowCompiler {
    /** The longest that an execution may take on AWS: a year. */
    private static final Duration LONGEST_EXECUTION = Duration.ofDays(365);

    /** What Step Functions itself takes, and what quiet hours add to each message. */
    private static final Duration ALLOWANCE = Duration.ofDays(1);

    private final Map<Channel, String> queueUrls;
    private final String laterQueueUrl;
    private final String webhooksQueueUrl;

    /**
     * @param queueUrls of the channels' queues
     * @param laterQueueUrl of the queue that is asked which way to take, and until when to wait
     * @param webhooksQueueUrl of the queue of calls of other systems
     */
    public FlowCompiler(Map<Channel, String> queueUrls, String laterQueueUrl, String webhooksQueueUrl) {
        this.queueUrls = Map.copyOf(queueUrls);
        this.laterQueueUrl = laterQueueUrl;
        this.webhooksQueueUrl = webhooksQueueUrl;
    }

    /**
     * The machine's definition as JSON, the same text for the same flow.
     *
     * @param from id of the node that it begins at; null: the flow's start
     * @throws IllegalArgumentException where the flow has problems, or uses a channel that has no queue
     */
    public String compile(Campaign.Version version, @Nullable String from) {
        return AslWriter.write(machine(version, from));
    }

    /** The machine; see {@link #compile}. */
    public StateMachine machine(Campaign.Version version, @Nullable String from) {
        List<String> problems = version.flow().problems();
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("The flow of campaign " + version.campaign() + " cannot be compiled: "
                    + String.join("; ", problems));
        }
        Flow flow = from == null ? version.flow() : version.flow().startingAt(from);
        StateNames names = new StateNames(flow);
        StateMachine.Builder machine = StateMachine.builder()
                .comment(version.name()
                        + (from == null
                                ? ". Homing writes this machine whenever the campaign is saved: one state per step."
                                : " from " + names.of(from) + " on, for runs that were held or moved there.")
                        + " Its input names the run; everything else is read when a message is sent.")
                .startAt(names.of(flow.start()))
                .timeoutSeconds(timeout(flow, version.publishedAt()).toSeconds());
        for (Node node : flow.nodes().values()) {
            compiler(node, flow, version, names, node.id().equals(from))
                    .states()
                    .forEach(machine::state);
        }
        if (names.used(StateNames.DONE)) {
            machine.state(StateNames.DONE, new Succeed("The flow came to its end.", null));
        }
        machine.state(
                StateNames.EXITED,
                new Succeed("The run was ended before its flow: an order, an opt-out, an emptied cart.", null));
        machine.state(
                StateNames.HELD,
                new Succeed(
                        "The campaign is paused: when it is resumed, the run goes on in an execution of its own.",
                        null));
        return machine.build();
    }

    /** The one place that tells the kinds of nodes apart. */
    private NodeCompiler compiler(Node node, Flow flow, Campaign.Version version, StateNames names, boolean legBegins) {
        return switch (node) {
            case Node.Message message ->
                new MessageCompiler(
                        message, flow, names, queueUrl(message.channel()), laterQueueUrl, !version.transactional());
            case Node.Wait wait -> new WaitCompiler(wait, names, new Questions(laterQueueUrl), legBegins);
            case Node.WaitFor wait -> new WaitForCompiler(wait, names, new Questions(laterQueueUrl));
            case Node.Webhook webhook -> new WebhookCompiler(webhook, names, webhooksQueueUrl);
            case Node.Exit exit -> new ExitCompiler(exit, names, new Questions(laterQueueUrl));
            case Node.Branch branch -> new BranchCompiler(branch, names, new Questions(laterQueueUrl));
            case Node.Split split -> new SplitCompiler(split, names);
            case Node.Change change -> new ChangeCompiler(change, names, new Questions(laterQueueUrl));
            case Node.End _ -> new EndCompiler();
        };
    }

    /** @param from no run starts before that */
    private static Duration timeout(Flow flow, Instant from) {
        Duration timeout = flow.longest(from)
                .plus(ALLOWANCE.multipliedBy(1 + flow.messages().size()));
        return timeout.compareTo(LONGEST_EXECUTION) > 0 ? LONGEST_EXECUTION : timeout;
    }

    private String queueUrl(Channel channel) {
        String url = queueUrls.get(channel);
        if (url == null) {
            throw new IllegalArgumentException("Channel " + channel.key() + " has no queue");
        }
        return url;
    }
}
