package dev.homing.adapter.states;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.asl.Task;

/** What steps ask that are no messages: their questions go into one queue, and name the step. */
record Questions(String queueUrl) {
    /** @param otherwise name of the state that follows where nobody answers */
    Task.Builder ask(String node, String otherwise) {
        return QueueTask.ask(queueUrl, body(node), otherwise);
    }

    /** Where nobody answers, a timeout is to be caught. */
    Task.Builder ask(String node) {
        return QueueTask.ask(queueUrl, body(node));
    }

    /** Something is to be found so, at once or later: the one who answers is told since when. */
    Task.Builder announce(String node) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.set(
                "step",
                QueueTask.withToken(QueueTask.visit(node).put("since", "{% $states.context.State.EnteredTime %}")));
        return QueueTask.put(queueUrl, body);
    }

    private static ObjectNode body(String node) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.set("step", QueueTask.withToken(QueueTask.visit(node)));
        return body;
    }
}
