package dev.homing.adapter.states;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.app.port.Journeys;
import dev.homing.asl.Catcher;
import dev.homing.asl.Choice;
import dev.homing.asl.ErrorNames;
import dev.homing.asl.Quantity;
import dev.homing.asl.State;
import dev.homing.asl.Task;
import dev.homing.asl.Wait;
import dev.homing.domain.flow.Awaits;
import dev.homing.domain.flow.Flow;
import dev.homing.domain.flow.Node;
import dev.homing.domain.flow.Way;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A message is one state, which puts the message on its channel's queue and waits until its token is completed. How that state is left:
 *
 * <ul>
 *   <li>completed: the message was sent, or, where it waits, a status decided; {@code way} in the output says which one;
 *   <li>{@link Journeys#SKIPPED}, {@link Journeys#SEND_FAILED}: the flow goes that way;
 *   <li>{@link Journeys#EXIT}: the run is over;
 *   <li>{@link Journeys#PAUSED}: the execution is over, and the run goes on in another one when the campaign is resumed;
 *   <li>{@link Journeys#LATER}: a companion state waits until the time that is the error's cause, then the same message is tried again;
 *   <li>out of time: no status decided while it was waited for; or the message lay in its queue for too long.
 * </ul>
 *
 * <p>The time that is waited for a status is {@code HeartbeatSeconds}. Step Functions starts that clock when the state is entered and anew
 * with every SendTaskHeartbeat, so it counts from the sending if the handler sends a heartbeat right before it calls the provider. A handler
 * that puts a message off for longer (its provider throttles) has to send a heartbeat then, too; {@code TimeoutSeconds}, which heartbeats do
 * not move, bounds both together.
 *
 * <p>Two more states are made only where they are needed: one that chooses between statuses that lead to different nodes, and one that asks,
 * when the time is over, which of the statuses that decided nothing until then is the furthest.
 */
final class MessageCompiler implements NodeCompiler {
    private final Node.Message message;
    private final Flow flow;
    private final StateNames names;
    private final String queueUrl;
    private final String laterQueueUrl;
    private final boolean mayBePutOff;

    /** @param mayBePutOff whether it may have to wait for a better time, as marketing does in quiet hours */
    MessageCompiler(
            Node.Message message,
            Flow flow,
            StateNames names,
            String queueUrl,
            String laterQueueUrl,
            boolean mayBePutOff) {
        this.message = message;
        this.flow = flow;
        this.names = names;
        this.queueUrl = queueUrl;
        this.laterQueueUrl = laterQueueUrl;
        this.mayBePutOff = mayBePutOff;
    }

    @Override
    public SequencedMap<String, State> states() {
        SequencedMap<String, State> states = new LinkedHashMap<>();
        states.put(names.of(message.id()), send());
        if (mayBePutOff) {
            states.put(names.later(message.id()), later());
        }
        if (message.decidesAtTheEnd()) {
            states.put(names.timeOver(message.id()), timeOver());
        }
        if (chooses()) {
            states.put(names.reaction(message.id()), reaction());
        }
        return states;
    }

    private Task send() {
        Awaits awaits = message.awaits();
        Task.Builder task = QueueTask.put(queueUrl, job())
                .comment(FlowWords.of(message, flow, names))
                .timeoutSeconds(Quantity.of(message.longest().toSeconds()))
                .heartbeatSeconds(
                        awaits == null ? null : Quantity.of(awaits.within().toSeconds()))
                .catching(catching());
        return completed(task);
    }

    private List<Catcher> catching() {
        SequencedMap<String, List<String>> byState = new LinkedHashMap<>();
        if (message.awaits() != null) {
            String otherwise = message.decidesAtTheEnd()
                    ? names.timeOver(message.id())
                    : names.of(message.to(Way.Sending.OTHERWISE));
            byState.computeIfAbsent(otherwise, _ -> new ArrayList<>()).add(ErrorNames.HEARTBEAT_TIMEOUT);
        }
        // A message that nobody took in time did not go out: it failed.
        byState.computeIfAbsent(names.of(message.to(Way.Sending.FAILED)), _ -> new ArrayList<>())
                .addAll(List.of(ErrorNames.TIMEOUT, Journeys.SEND_FAILED));
        byState.computeIfAbsent(names.of(message.to(Way.Sending.SKIPPED)), _ -> new ArrayList<>())
                .add(Journeys.SKIPPED);
        List<Catcher> catching = new ArrayList<>();
        byState.forEach((state, errors) -> catching.add(Catcher.of(state, errors.toArray(String[]::new))));
        catching.add(Catcher.of(StateNames.EXITED, Journeys.EXIT));
        catching.add(Catcher.of(StateNames.HELD, Journeys.PAUSED));
        if (mayBePutOff) {
            catching.add(Catcher.of(names.later(message.id()), Journeys.LATER)
                    .withOutput(JsonNodeFactory.instance.textNode("{% $states.errorOutput.Cause %}")));
        }
        return catching;
    }

    /** Where a completed token leads: to the one node that is possible, or to the choice between several. */
    private Task completed(Task.Builder task) {
        if (chooses()) {
            return task.next(names.reaction(message.id()));
        }
        String target = message.awaits() == null
                ? message.to(Way.Sending.SENT)
                : message.on().firstEntry().getValue();
        return names.ends(target) ? task.end() : task.next(names.of(target));
    }

    /** Whether what completes the token does not say by itself where to. */
    private boolean chooses() {
        return message.decidesAtTheEnd() || new LinkedHashSet<>(message.on().values()).size() > 1;
    }

    private Wait later() {
        String again = names.of(message.id());
        return Wait.until("{% $states.input %}")
                .comment("Not now, in quiet hours say: waits until the time comes, then " + again + " again.")
                .next(again);
    }

    private Task timeOver() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.set("timeOver", job());
        // Who gets no answer goes on as if no status had come.
        return QueueTask.ask(laterQueueUrl, body, names.of(message.to(Way.Sending.OTHERWISE)))
                .comment("The time is over: asks which of the statuses that came is the furthest.")
                .next(names.reaction(message.id()));
    }

    private Choice reaction() {
        SequencedMap<String, Set<String>> byState = new LinkedHashMap<>();
        message.on().forEach((status, target) -> byState.computeIfAbsent(names.of(target), _ -> new LinkedHashSet<>())
                .add("'" + status.key() + "'"));
        Choice.Builder choice = Choice.builder().comment("Goes the way of what became of the message.");
        byState.forEach((state, statuses) -> choice.when(
                "$states.input.way in [" + statuses.stream().sorted().collect(Collectors.joining(", ")) + "]", state));
        return choice.otherwise(names.of(message.to(Way.Sending.OTHERWISE)));
    }

    /** The same fields in the same order as a job in a channel's queue. */
    private ObjectNode job() {
        return QueueTask.withToken(
                QueueTask.visit(message.id()).put("channel", message.channel().key()));
    }
}
