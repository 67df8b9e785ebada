package dev.homing.adapter.states;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.asl.Task;

/** What steps ask that are no messages: their questions go into one queue, and name the step. */
record Questions(String queueUrl) {
    /** @param otherwise name of the state that follows where nobody answers */
    Task.Builder ask(String node, String otherwise) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.set("step", QueueTask.withToken(QueueTask.visit(node)));
        return QueueTask.ask(queueUrl, body, otherwise);
    }
}
