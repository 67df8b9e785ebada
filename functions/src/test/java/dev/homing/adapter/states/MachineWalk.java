package dev.homing.adapter.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.adapter.Starters;
import dev.homing.app.port.Journeys;
import dev.homing.asl.StateMachine;
import dev.homing.asl.interpreter.Execution;
import dev.homing.asl.interpreter.HistoryEvent;
import dev.homing.asl.interpreter.Interpreter;
import dev.homing.asl.interpreter.TaskCall;
import dev.homing.asl.interpreter.TaskOutcome;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.flow.Flow;
import dev.homing.domain.flow.Node;
import dev.homing.domain.flow.Way;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Random;

/** A flow's machine, walked on the interpreter with one fate. What the handlers would answer is answered here, and by nothing of theirs. */
final class MachineWalk {
    private static final FlowCompiler COMPILER = new FlowCompiler(
            Map.of(Channel.EMAIL, "queue/email", Channel.WHATSAPP, "queue/whatsapp"),
            "queue/outcomes",
            "queue/webhooks");
    private static final String ARN = "arn:aws:states:us-east-1:000000000000:execution:homing-x:c-1.1";
    private static final Campaign.Version CAMPAIGN = Starters.campaign("cart-recovery");

    private final Flow flow;
    private final Fate fate;
    private final List<TaskCall> calls = new ArrayList<>();
    private final Interpreter interpreter = new Interpreter(this::called, new Random(1));
    private final PriorityQueue<Event> events = new PriorityQueue<>(Comparator.comparing(Event::at));
    private final List<Fate.Came> came = new ArrayList<>();

    private record Event(Instant at, Runnable what) {}

    MachineWalk(Flow flow, Fate fate) {
        this.flow = flow;
        this.fate = fate;
    }

    static StateMachine machine(Flow flow) {
        return COMPILER.machine(version(flow), null);
    }

    static String written(Flow flow) {
        return COMPILER.compile(version(flow), null);
    }

    private static Campaign.Version version(Flow flow) {
        return new Campaign.Version(
                "x",
                1,
                "X",
                "",
                CAMPAIGN.kind(),
                CAMPAIGN.trigger(),
                flow,
                CAMPAIGN.attributionWindow(),
                CAMPAIGN.templates(),
                null,
                Fate.START);
    }

    private TaskOutcome called(TaskCall call) {
        calls.add(call);
        return new TaskOutcome.Succeeded(JsonNodeFactory.instance.objectNode());
    }

    Execution.Status status() {
        return interpreter.execution(ARN).orElseThrow().status();
    }

    Duration took() {
        return Duration.between(Fate.START, came.getLast().at());
    }

    long transitions() {
        return interpreter.history(ARN).stream()
                .map(HistoryEvent::type)
                .filter(type -> type.endsWith("StateEntered"))
                .count();
    }

    List<Fate.Came> walk() {
        interpreter.start(
                ARN,
                "arn:aws:states:us-east-1:000000000000:stateMachine:homing-x",
                "c-1.1",
                machine(flow),
                input(),
                Fate.START);
        Instant now = Fate.START;
        while (true) {
            interpreter.runDue(now);
            if (status() != Execution.Status.RUNNING) {
                came.add(new Fate.Came("end", now));
                return came;
            }
            for (TaskCall call : List.copyOf(calls)) {
                handle(call, now);
            }
            calls.clear();
            Instant due = interpreter.nextDue().orElse(Instant.MAX);
            Event next = events.peek();
            // An answer at the moment at which a time is over comes too late.
            if (next != null && next.at().isBefore(due)) {
                now = next.at();
                events.remove().what().run();
            } else {
                now = due.isAfter(now) ? due : now;
            }
        }
    }

    private ObjectNode input() {
        ObjectNode input = JsonNodeFactory.instance
                .objectNode()
                .put("run", Fate.RUN.toString())
                .put("generation", 1);
        ObjectNode arms = input.putObject("arms");
        flow.arms(Fate.RUN).forEach((node, way) -> arms.put(node, way.key()));
        return input;
    }

    private void handle(TaskCall call, Instant now) {
        String token = Objects.requireNonNull(call.token());
        JsonNode body = call.arguments().get("MessageBody");
        if (body.has("timeOver")) {
            Node.Message message = flow.message(body.get("timeOver").get("node").asText());
            Fate.Outcome.Sent sent = (Fate.Outcome.Sent) fate.of(message);
            complete(token, message.furthest(Fate.reached(message, sent)), now);
        } else if (body.has("step")) {
            answer(flow.node(body.get("step").get("node").asText()), token, now);
        } else {
            if (flow.node(body.get("node").asText()) instanceof Node.Webhook webhook) {
                came.add(new Fate.Came(webhook.id(), now));
                answer(webhook, token, now);
                return;
            }
            Node.Message message = flow.message(body.get("node").asText());
            came.add(new Fate.Came(message.id(), now));
            send(message, token, now);
        }
    }

    private void answer(Node node, String token, Instant now) {
        switch (node) {
            case Node.Wait wait ->
                interpreter.taskSucceeded(
                        token,
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("until", wait.until().end(now, fate.zone).toString()),
                        now);
            case Node.WaitFor wait -> {
                Instant comes = now.plus(fate.of(wait));
                events.add(new Event(comes, () -> complete(token, Way.Onward.NEXT, comes)));
            }
            case Node.Exit exit -> {
                came.add(new Fate.Came(exit.id(), now));
                interpreter.taskFailed(token, Journeys.EXIT, "because", now);
            }
            case Node.Branch branch -> {
                Way way = fate.of(branch);
                if (way == Way.Onward.OTHERWISE) {
                    complete(token, way, now);
                } else {
                    interpreter.taskFailed(token, way.key(), "because", now);
                }
            }
            case Node.Change change -> {
                came.add(new Fate.Came(change.id(), now));
                complete(token, Way.Onward.NEXT, now);
            }
            case Node.Message _, Node.Webhook _, Node.Split _, Node.End _ ->
                throw new AssertionError(node + " asks nothing");
        }
    }

    private void answer(Node.Webhook webhook, String token, Instant now) {
        Instant at = now.plus(fate.after(webhook));
        if (fate.of(webhook) == Way.Calling.FAILED) {
            fail(token, Journeys.SEND_FAILED, at);
        } else {
            events.add(new Event(at, () -> complete(token, Way.Calling.SUCCEEDED, at)));
        }
    }

    private void send(Node.Message message, String token, Instant now) {
        switch (fate.of(message)) {
            case Fate.Outcome.Skipped(Duration after) -> fail(token, Journeys.SKIPPED, now.plus(after));
            case Fate.Outcome.Failed(Duration after) -> fail(token, Journeys.SEND_FAILED, now.plus(after));
            case Fate.Outcome.Exit(Duration after) -> fail(token, Journeys.EXIT, now.plus(after));
            case Fate.Outcome.Sent sent -> {
                Instant at = now.plus(sent.after());
                events.add(new Event(at, () -> {
                    if (message.awaits() == null) {
                        complete(token, Way.Sending.SENT, at);
                    } else {
                        interpreter.heartbeat(token, at);
                    }
                }));
                Way decided = Fate.decided(message, sent);
                if (decided != null) {
                    Instant reacted = at.plus(sent.reaction());
                    events.add(new Event(reacted, () -> complete(token, decided, reacted)));
                }
            }
        }
    }

    private void fail(String token, String error, Instant at) {
        events.add(new Event(at, () -> interpreter.taskFailed(token, error, "because", at)));
    }

    private void complete(String token, Way way, Instant at) {
        interpreter.taskSucceeded(token, JsonNodeFactory.instance.objectNode().put("way", way.key()), at);
    }
}
