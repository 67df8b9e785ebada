package dev.homing.adapter.states;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.app.port.Journeys;
import dev.homing.asl.AslWriter;
import dev.homing.asl.Catcher;
import dev.homing.asl.ErrorNames;
import dev.homing.asl.Quantity;
import dev.homing.asl.Retrier;
import dev.homing.asl.StateMachine;
import dev.homing.asl.Succeed;
import dev.homing.asl.Task;
import dev.homing.asl.Wait;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.flow.Flow;
import dev.homing.domain.flow.Node;
import dev.homing.domain.flow.StatusBranch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Compiles a campaign's flow into a state machine that a person can read: one state per message, which puts the message on its channel's
 * queue and waits until its token is completed. The execution's input is {@code {"run": "<run id>", "generation": 1}}; all else a handler reads by it.
 *
 * <p>How a message's state is left:
 *
 * <ul>
 *   <li>completed: without a branch, the message was sent; with one, a status came that the branch waits for;
 *   <li>{@link Journeys#SKIPPED}, {@link Journeys#SEND_FAILED}: the flow goes on;
 *   <li>{@link Journeys#EXIT}: the run is over;
 *   <li>{@link Journeys#PAUSED}: a companion state holds the run until the campaign is resumed, then the same message is tried again;
 *   <li>{@link Journeys#QUIET_HOURS}: a companion state waits until they are over, then the same message is tried again; marketing only;
 *   <li>out of time: with a branch, its window closed; without, the message lay in its queue for too long.
 * </ul>
 *
 * <p>The window of a branch is {@code HeartbeatSeconds}. Step Functions starts that clock when the state is entered and anew with every
 * SendTaskHeartbeat, so it counts from the sending if the handler sends a heartbeat right before it calls the provider. A handler that puts
 * a message off for longer (its provider throttles) has to send a heartbeat then, too; {@code TimeoutSeconds}, which heartbeats do not move,
 * bounds both together.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/connect-sqs.html">AWS, calling SQS from Step Functions</a>
 */
public final class FlowCompiler {
    private static final String SEND_AND_WAIT = "arn:aws:states:::sqs:sendMessage.waitForTaskToken";
    private static final String DONE = "Done";
    private static final String EXITED = "Exited";
    private static final String HELD = " held";
    private static final String LATER = " later";

    /** A campaign can be paused for this long before the runs that it holds are let go. */
    private static final Duration HELD_AT_MOST = Duration.ofDays(180);

    /** The longest that an execution may take on AWS: a year. */
    private static final Duration LONGEST_EXECUTION = Duration.ofDays(365);

    /** States.StateName: at most 80 characters. */
    private static final int LONGEST_NAME = 80;

    private final Map<Channel, String> queueUrls;
    private final String outcomesQueueUrl;

    /**
     * @param queueUrls of the channels' queues
     * @param outcomesQueueUrl of the queue that is told of runs to be held
     */
    public FlowCompiler(Map<Channel, String> queueUrls, String outcomesQueueUrl) {
        this.queueUrls = Map.copyOf(queueUrls);
        this.outcomesQueueUrl = outcomesQueueUrl;
    }

    /**
     * The machine's definition as JSON, the same text for the same flow.
     *
     * @throws IllegalArgumentException where the flow has problems, or uses a channel that has no queue
     */
    public String compile(Campaign.Version version) {
        return AslWriter.write(machine(version));
    }

    /** The machine; see {@link #compile}. */
    public StateMachine machine(Campaign.Version version) {
        List<String> problems = version.flow().problems();
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("The flow of campaign " + version.campaign() + " cannot be compiled: "
                    + String.join("; ", problems));
        }
        return new Compilation(version).machine();
    }

    private String queueUrl(Channel channel) {
        String url = queueUrls.get(channel);
        if (url == null) {
            throw new IllegalArgumentException("Channel " + channel.key() + " has no queue");
        }
        return url;
    }

    /** One flow being compiled. */
    private final class Compilation {
        private final Campaign.Version version;
        private final Flow flow;
        private final Map<String, String> names;
        private boolean done;

        Compilation(Campaign.Version version) {
            this.version = version;
            this.flow = version.flow();
            this.names = stateNames(flow);
        }

        StateMachine machine() {
            StateMachine.Builder machine = StateMachine.builder()
                    .comment(version.name()
                            + ". Homing writes this machine whenever the campaign is saved: one state per message."
                            + " Its input names the run; everything else is read when a message is sent.")
                    .startAt(name(flow.start()))
                    .timeoutSeconds(timeout().toSeconds());
            for (Node.Message message : flow.messages()) {
                machine.state(name(message.id()), message(message));
                machine.state(held(message), held(message, name(message.id())));
                if (!version.transactional()) {
                    machine.state(later(message), later(name(message.id())));
                }
            }
            if (done) {
                machine.state(DONE, new Succeed("The flow came to its end.", null));
            }
            machine.state(
                    EXITED,
                    new Succeed("The run was ended before its flow: an order, an opt-out, an emptied cart.", null));
            return machine.build();
        }

        /** All ways, a pause, and a day for what Step Functions itself takes. */
        private Duration timeout() {
            Duration timeout = flow.longest().plus(HELD_AT_MOST).plusDays(1);
            return timeout.compareTo(LONGEST_EXECUTION) > 0 ? LONGEST_EXECUTION : timeout;
        }

        private Task message(Node.Message message) {
            StatusBranch branch = message.branch();
            Duration timeout = message.longest();
            ObjectNode body = JsonNodeFactory.instance.objectNode();
            addressed(body, message);
            List<Catcher> catching = new ArrayList<>();
            catching.add(goesOn(message));
            catching.add(Catcher.of(EXITED, Journeys.EXIT));
            catching.add(Catcher.of(held(message), Journeys.PAUSED));
            if (!version.transactional()) {
                catching.add(Catcher.of(later(message), Journeys.QUIET_HOURS)
                        .withOutput(JsonNodeFactory.instance.textNode("{% $states.errorOutput.Cause %}")));
            }
            Task.Builder task = Task.builder(SEND_AND_WAIT)
                    .comment(inWords(message))
                    .arguments(sends(queueUrl(message.channel()), body))
                    .timeoutSeconds(Quantity.of(timeout.toSeconds()))
                    .heartbeatSeconds(
                            branch == null ? null : Quantity.of(branch.within().toSeconds()))
                    .retry(List.of(throttled()))
                    .catching(catching);
            String completed = branch == null ? message.next() : branch.to();
            return flow.node(completed) instanceof Node.End ? task.end() : task.next(name(completed));
        }

        /** How the flow goes on when no awaited status came, or the message was not sent at all. */
        private Catcher goesOn(Node.Message message) {
            List<String> errors = new ArrayList<>();
            if (message.branch() != null) {
                errors.add(ErrorNames.HEARTBEAT_TIMEOUT);
            }
            errors.addAll(List.of(ErrorNames.TIMEOUT, Journeys.SKIPPED, Journeys.SEND_FAILED));
            String next =
                    switch (flow.node(message.next())) {
                        case Node.Message later -> name(later.id());
                        case Node.End _ -> {
                            done = true;
                            yield DONE;
                        }
                    };
            return Catcher.of(next, errors.toArray(String[]::new));
        }

        private Task held(Node.Message message, String again) {
            ObjectNode hold = JsonNodeFactory.instance.objectNode();
            addressed(hold, message).put("campaign", version.campaign());
            ObjectNode body = JsonNodeFactory.instance.objectNode();
            body.set("hold", hold);
            return Task.builder(SEND_AND_WAIT)
                    .comment("The campaign is paused: waits until it is resumed, at most " + words(HELD_AT_MOST)
                            + ", then " + again + " again.")
                    .arguments(sends(outcomesQueueUrl, body))
                    .timeoutSeconds(Quantity.of(HELD_AT_MOST.toSeconds()))
                    .retry(List.of(throttled()))
                    .catching(List.of(Catcher.of(EXITED, ErrorNames.TIMEOUT, Journeys.EXIT)))
                    .next(again);
        }

        private Wait later(String again) {
            return Wait.until("{% $states.input %}")
                    .comment("Quiet hours: waits until they are over, then " + again + " again.")
                    .next(again);
        }

        private String inWords(Node.Message message) {
            StringBuilder words = new StringBuilder("Sends the ")
                    .append(channelInWords(message.channel()))
                    .append(" \"")
                    .append(message.template())
                    .append('"');
            StatusBranch branch = message.branch();
            if (branch == null) {
                words.append(", then ").append(wordsFor(message.next()));
                return words.append(", whether it was sent or not.").toString();
            }
            List<String> statuses = branch.on().stream()
                    .sorted()
                    .map(status -> status.key().replace('_', ' '))
                    .toList();
            words.append(" and waits for ")
                    .append(words(branch.within()))
                    .append(" from its sending. ")
                    .append(capitalised(String.join(" or ", statuses)))
                    .append(" in time: ")
                    .append(wordsFor(branch.to()));
            return words.append("; otherwise, or where it was not sent: ")
                    .append(wordsFor(message.next()))
                    .append('.')
                    .toString();
        }

        private String wordsFor(String node) {
            return switch (flow.node(node)) {
                case Node.Message message -> name(message.id());
                case Node.End _ -> "the end";
            };
        }

        private String name(String node) {
            String name = names.get(node);
            return name == null ? node : name;
        }

        private String held(Node.Message message) {
            return name(message.id()) + HELD;
        }

        private String later(Node.Message message) {
            return name(message.id()) + LATER;
        }
    }

    /** The same fields in the same order as a job in a channel's queue. */
    private static ObjectNode addressed(ObjectNode body, Node.Message message) {
        return body.put("run", "{% $states.context.Execution.Input.run %}")
                .put("generation", "{% $states.context.Execution.Input.generation %}")
                .put("node", message.id())
                .put("turn", 1)
                .put("channel", message.channel().key())
                .put("token", "{% $states.context.Task.Token %}");
    }

    private static ObjectNode sends(String queueUrl, ObjectNode body) {
        ObjectNode arguments = JsonNodeFactory.instance.objectNode();
        arguments.put("QueueUrl", queueUrl);
        arguments.set("MessageBody", body);
        return arguments;
    }

    /**
     * The names under which Step Functions reports what SQS refused and what did not reach it; all other errors are told by the handlers
     * and are not to be retried. Should the first try have reached the queue after all, its token is void and no second message is sent.
     */
    private static Retrier throttled() {
        return Retrier.on("SQS.AmazonSQSException", "SQS.SdkClientException")
                .withInterval(2, 3.0)
                .withMaxAttempts(6)
                .withMaxDelaySeconds(300)
                .withJitter(Retrier.JitterStrategy.FULL);
    }

    /** The messages' own names where no other message is called the same and they are short enough; ids otherwise. */
    private static Map<String, String> stateNames(Flow flow) {
        Map<String, String> names = new LinkedHashMap<>();
        for (Node.Message message : flow.messages()) {
            String name = message.name();
            boolean fits = !name.isBlank() && name.length() + LATER.length() <= LONGEST_NAME;
            boolean ours = !name.equals(DONE) && !name.equals(EXITED) && !name.endsWith(HELD) && !name.endsWith(LATER);
            boolean unique = flow.messages().stream()
                    .allMatch(other -> other.id().equals(message.id())
                            || (!other.name().equals(name) && !other.id().equals(name)));
            names.put(message.id(), fits && ours && unique ? name : message.id());
        }
        return names;
    }

    private static String channelInWords(Channel channel) {
        return switch (channel) {
            case EMAIL -> "email";
            case WHATSAPP -> "WhatsApp message";
        };
    }

    private static String capitalised(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    private static String words(Duration duration) {
        long seconds = duration.toSeconds();
        return seconds % 86_400 == 0
                ? count(seconds / 86_400, "day")
                : seconds % 3_600 == 0
                        ? count(seconds / 3_600, "hour")
                        : seconds % 60 == 0 ? count(seconds / 60, "minute") : count(seconds, "second");
    }

    private static String count(long count, String unit) {
        return count + " " + unit + (count == 1 ? "" : "s");
    }
}
