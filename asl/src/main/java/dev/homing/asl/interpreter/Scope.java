package dev.homing.asl.interpreter;

import com.fasterxml.jackson.databind.JsonNode;
import dev.homing.asl.StateMachine;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A walk through one machine: the execution's own, a branch's, or an iteration's; with the variables it has set. */
final class Scope {
    final Run run;
    /** The Parallel or Map it belongs to; null for the execution's own. */
    final @Nullable Visit owner;

    final StateMachine machine;
    final @Nullable MapItem ownItem;
    /** Its place among the owner's. */
    int index;

    long lastEventId;
    /** The state it is in; null before the first, between two and after the last. */
    @Nullable
    Visit visit;
    /** The entry that is due next; null while it is in a state. */
    @Nullable
    Due entry;

    private final Map<String, JsonNode> variables = new HashMap<>();

    Scope(Run run, @Nullable Visit owner, StateMachine machine, @Nullable MapItem ownItem) {
        this.run = run;
        this.owner = owner;
        this.machine = machine;
        this.ownItem = ownItem;
    }

    /** A variable as this scope sees it: its own, else an outer one; null when there is none. */
    @Nullable
    JsonNode variable(String name) {
        JsonNode own = variables.get(name);
        return own != null || owner == null ? own : owner.scope.variable(name);
    }

    void assign(Map<String, JsonNode> values) {
        variables.putAll(values);
    }

    /** The item of the innermost Map around it; null when there is none. */
    @Nullable
    MapItem item() {
        return ownItem != null || owner == null ? ownItem : owner.scope.item();
    }

    /** Takes everything out of the queue that belongs to this scope. */
    void cancel(DueQueue queue, Tokens tokens) {
        queue.cancel(entry);
        entry = null;
        if (visit != null) {
            visit.settle(queue, tokens);
            visit.children.forEach(child -> child.cancel(queue, tokens));
            visit.children.clear();
            visit = null;
        }
    }
}
