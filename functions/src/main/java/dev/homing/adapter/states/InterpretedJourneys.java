package dev.homing.adapter.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.app.port.Journeys;
import dev.homing.asl.StateMachine;
import dev.homing.asl.interpreter.Execution;
import dev.homing.asl.interpreter.Interpreter;
import dev.homing.asl.interpreter.Limits;
import dev.homing.asl.interpreter.TaskCall;
import dev.homing.asl.interpreter.TaskOutcome;
import dev.homing.asl.interpreter.TokenResult;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.flow.Way;
import dev.homing.domain.id.RunId;
import dev.homing.domain.run.Leg;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * Journeys without Step Functions: the real compiled machines on the interpreter, on whatever clock they are given, for rehearsals and tests. What they
 * put on queues is kept here as JSON, until somebody takes it.
 */
public final class InterpretedJourneys implements Journeys {
    private static final String WEBHOOKS = "queue/webhooks";

    private final FlowCompiler compiler = new FlowCompiler(
            Map.of(
                    Channel.EMAIL,
                    "queue/email",
                    Channel.WHATSAPP,
                    "queue/whatsapp",
                    Channel.SMS,
                    "queue/sms",
                    Channel.PUSH,
                    "queue/push"),
            "queue/outcomes",
            WEBHOOKS);
    private final Map<String, StateMachine> machines = new HashMap<>();
    private final Deque<JsonNode> queued = new ArrayDeque<>();
    private final Deque<JsonNode> webhooks = new ArrayDeque<>();
    private final List<Execution> ended = new ArrayList<>();
    private final Interpreter interpreter;
    private final Supplier<Instant> clock;

    public InterpretedJourneys(Supplier<Instant> clock) {
        this.clock = clock;
        this.interpreter = new Interpreter(this::task, new SplittableRandom(7), Limits.aws(), this::changed);
    }

    private TaskOutcome task(TaskCall call) {
        String queue = call.arguments().get("QueueUrl").asText();
        (queue.equals(WEBHOOKS) ? webhooks : queued).add(call.arguments().get("MessageBody"));
        return new TaskOutcome.Succeeded(JsonNodeFactory.instance.objectNode());
    }

    private void changed(Execution execution) {
        if (execution.status() != Execution.Status.RUNNING) {
            ended.add(execution);
        }
    }

    /** Takes what executions put on queues. */
    public List<JsonNode> takeQueued() {
        List<JsonNode> taken = List.copyOf(queued);
        queued.clear();
        return taken;
    }

    /** Takes what executions put on the queue of calls of other systems. */
    public List<JsonNode> takeWebhooks() {
        List<JsonNode> taken = List.copyOf(webhooks);
        webhooks.clear();
        return taken;
    }

    /** Takes the executions that came to an end. */
    public List<Execution> takeEnded() {
        List<Execution> taken = List.copyOf(ended);
        ended.clear();
        return taken;
    }

    /** Does what is due.
     *
     * @return how many steps were taken
     */
    public int run(Instant now) {
        return interpreter.runDue(now);
    }

    /** When something is due next. */
    public Optional<Instant> nextDue() {
        return interpreter.nextDue();
    }

    @Override
    public String publish(Campaign.Version version) {
        String name = version.campaign() + ":" + version.number();
        machines.put(name, compiler.machine(version, null));
        return name;
    }

    @Override
    public boolean upToDate(Campaign.Version version) {
        return version.executable() != null && machines.containsKey(version.executable());
    }

    @Override
    public void prune(String campaign, Set<String> keep, Instant before) {
        // Machines are small here.
    }

    @Override
    public void remove(String campaign) {
        throw new UnsupportedOperationException("Nothing is undeployed here");
    }

    @Override
    public void start(Campaign.Version version, RunId run, Leg leg, Instant since) {
        String from = leg.from();
        StateMachine machine = from == null ? machines.get(version.whole()) : compiler.machine(version, from);
        if (machine == null) {
            throw new IllegalArgumentException("Nothing was published as " + version.whole());
        }
        String name = leg.execution(run);
        if (interpreter.execution(name).isEmpty()) {
            ObjectNode input = JsonNodeFactory.instance
                    .objectNode()
                    .put("run", run.toString())
                    .put("generation", leg.generation());
            SequencedMap<String, Way> arms = version.flow().arms(run);
            if (!arms.isEmpty()) {
                ObjectNode json = input.putObject("arms");
                arms.forEach((node, way) -> json.put(node, way.key()));
            }
            Instant until = Journeys.waitsUntil(version, leg, since);
            if (until != null) {
                input.put("until", until.toString());
            }
            interpreter.start(name, version.whole(), name, machine, input, clock.get());
        }
    }

    @Override
    public void stop(Campaign.Version version, RunId run, Leg leg, String reason) {
        String name = leg.execution(run);
        if (interpreter.execution(name).isPresent()) {
            interpreter.stop(name, "Stopped", reason, clock.get());
        }
    }

    @Override
    public boolean heartbeat(String token) {
        return interpreter.heartbeat(token, clock.get()) instanceof TokenResult.Accepted;
    }

    @Override
    public boolean complete(String token, Way way, Instant at) {
        return complete(token, JsonNodeFactory.instance.objectNode().put("way", way.key()));
    }

    @Override
    public boolean waitUntil(String token, Instant until) {
        return complete(token, JsonNodeFactory.instance.objectNode().put("until", until.toString()));
    }

    private boolean complete(String token, ObjectNode output) {
        return interpreter.taskSucceeded(token, output, clock.get()) instanceof TokenResult.Accepted;
    }

    @Override
    public boolean fail(String token, String error, String cause) {
        return interpreter.taskFailed(token, error, cause, clock.get()) instanceof TokenResult.Accepted;
    }
}
