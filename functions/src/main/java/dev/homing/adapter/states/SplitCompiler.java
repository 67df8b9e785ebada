package dev.homing.adapter.states;

import dev.homing.asl.Choice;
import dev.homing.asl.State;
import dev.homing.domain.flow.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** A split is one Choice: which way a run goes is worked out when its execution is started, and stands in its input. */
final class SplitCompiler implements NodeCompiler {
    private final Node.Split split;
    private final StateNames names;

    SplitCompiler(Node.Split split, StateNames names) {
        this.split = split;
        this.names = names;
    }

    @Override
    public SequencedMap<String, State> states() {
        List<Node.Split.Arm> arms = split.arms();
        Choice.Builder choice = Choice.builder().comment(FlowWords.of(split, names));
        for (int i = 0; i < arms.size() - 1; i++) {
            choice.when(
                    "$states.context.Execution.Input.arms.`" + split.id() + "` = '"
                            + Node.Split.way(i).key() + "'",
                    names.of(arms.get(i).next()));
        }
        SequencedMap<String, State> states = new LinkedHashMap<>();
        states.put(
                names.of(split.id()), choice.otherwise(names.of(arms.getLast().next())));
        return states;
    }
}
