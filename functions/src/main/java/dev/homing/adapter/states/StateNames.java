package dev.homing.adapter.states;

import dev.homing.domain.flow.Flow;
import dev.homing.domain.flow.Node;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The names of a machine's states, each given once. A node's own name is taken where it is short enough and nobody else's; else its id.
 * States beside it are called by it and what they do.
 */
final class StateNames {
    static final String DONE = "Done";
    static final String EXITED = "Exited";
    static final String HELD = "Held";

    private static final String LATER = " later";
    private static final String TIME_OVER = " time over";
    private static final String REACTION = " reaction";
    private static final String UNTIL = " until then";

    /** States.StateName: at most 80 characters. */
    private static final int LONGEST = 80;

    private final Flow flow;
    private final Map<String, String> names = new HashMap<>();
    private final Set<String> used = new HashSet<>();

    StateNames(Flow flow) {
        this.flow = flow;
        for (Node node : flow.nodes().values()) {
            names.put(node.id(), fits(node) ? node.name() : node.id());
        }
    }

    private boolean fits(Node node) {
        String name = node.name();
        boolean ours = Set.of(DONE, EXITED, HELD).contains(name)
                || name.endsWith(LATER)
                || name.endsWith(TIME_OVER)
                || name.endsWith(REACTION)
                || name.endsWith(UNTIL);
        boolean unique = flow.nodes().values().stream()
                .allMatch(other -> other.id().equals(node.id())
                        || (!other.name().equals(name) && !other.id().equals(name)));
        return !name.isBlank() && !ours && unique && name.length() + UNTIL.length() <= LONGEST;
    }

    /** Where a way to a node leads: to the node's first state, or, for an end, to the shared one. */
    String of(String node) {
        if (ends(node)) {
            used.add(DONE);
            return DONE;
        }
        String name = names.get(node);
        if (name == null) {
            throw new IllegalArgumentException("No node \"" + node + "\" in this flow: it has " + names.keySet());
        }
        return name;
    }

    /** Whether a node is an end, which has no state of its own. */
    boolean ends(String node) {
        return flow.node(node) instanceof Node.End;
    }

    /** The state that waits until a message may be tried again. */
    String later(String node) {
        return of(node) + LATER;
    }

    /** The state that asks which way to take when the time for reactions is over. */
    String timeOver(String node) {
        return of(node) + TIME_OVER;
    }

    /** The state that chooses the way by what the customer did. */
    String reaction(String node) {
        return of(node) + REACTION;
    }

    /** The state that waits until the moment that the node's first one asked for. */
    String until(String node) {
        return of(node) + UNTIL;
    }

    /** Whether some way leads to a shared state. */
    boolean used(String shared) {
        return used.contains(shared);
    }
}
