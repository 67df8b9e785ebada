package dev.homing.domain.id;

import dev.homing.domain.Hash;

/**
 * One coming of a run to one node of its flow. A flow that repeats comes to a node several times, and a run that was held or moved is
 * walked on in a further generation; each time it is another visit, so that nothing done in one is taken for something done in another.
 *
 * @param generation counts how often the run was set on its way: 1 from its start, one more whenever it is resumed or moved
 * @param node id of the node
 * @param turn counts the visits of this generation to this node, from 1
 */
public record Visit(RunId run, int generation, String node, int turn) {
    public Visit {
        if (generation < 1 || turn < 1 || node.isBlank()) {
            throw new IllegalArgumentException(
                    "Not a visit: generation " + generation + ", node \"" + node + "\", turn " + turn);
        }
    }

    private static final int HASH = 24;

    /** By which others know it, who are not told whose run it is. */
    public String hash() {
        return Hash.name(HASH, run.toString(), Integer.toString(generation), node, Integer.toString(turn));
    }

    /** The first coming of a run to a node, on the way that it was started on. */
    public static Visit first(RunId run, String node) {
        return new Visit(run, 1, node, 1);
    }
}
