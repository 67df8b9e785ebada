package dev.homing.adapter.states;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.app.port.Journeys;
import dev.homing.asl.Catcher;
import dev.homing.asl.ErrorNames;
import dev.homing.asl.Quantity;
import dev.homing.asl.State;
import dev.homing.asl.Task;
import dev.homing.domain.flow.Node;
import dev.homing.domain.flow.Way;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** A webhook is one state, as a message is: a call in a queue of its own, whose token is completed when it was answered well. */
final class WebhookCompiler implements NodeCompiler {
    private final Node.Webhook webhook;
    private final StateNames names;
    private final String queueUrl;

    WebhookCompiler(Node.Webhook webhook, StateNames names, String queueUrl) {
        this.webhook = webhook;
        this.names = names;
        this.queueUrl = queueUrl;
    }

    @Override
    public SequencedMap<String, State> states() {
        String failed = names.of(webhook.to(Way.Calling.FAILED));
        String succeeded = webhook.to(Way.Calling.SUCCEEDED);
        ObjectNode job = QueueTask.withToken(QueueTask.visit(webhook.id()));
        Task.Builder task = QueueTask.put(queueUrl, job)
                .comment(FlowWords.of(webhook, names))
                .timeoutSeconds(Quantity.of(Node.ASKED_WITHIN.toSeconds()))
                .catching(List.of(
                        Catcher.of(failed, ErrorNames.TIMEOUT, Journeys.SEND_FAILED),
                        Catcher.of(StateNames.EXITED, Journeys.EXIT),
                        Catcher.of(StateNames.HELD, Journeys.PAUSED)));
        SequencedMap<String, State> states = new LinkedHashMap<>();
        states.put(names.of(webhook.id()), names.ends(succeeded) ? task.end() : task.next(names.of(succeeded)));
        return states;
    }
}
