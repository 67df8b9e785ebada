package dev.homing.adapter.states;

import dev.homing.app.port.Journeys;
import dev.homing.asl.Catcher;
import dev.homing.asl.ErrorNames;
import dev.homing.asl.State;
import dev.homing.asl.Task;
import dev.homing.domain.flow.Node;
import dev.homing.domain.flow.Way;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * A branch is one state, and so one transition: it asks which way to take, and is told so by an error that bears the way's name, which is caught;
 * where no case holds, it is completed. A Choice between the ways would cost another transition of every run.
 */
final class BranchCompiler implements NodeCompiler {
    private final Node.Branch branch;
    private final StateNames names;
    private final Questions questions;

    BranchCompiler(Node.Branch branch, StateNames names, Questions questions) {
        this.branch = branch;
        this.names = names;
        this.questions = questions;
    }

    @Override
    public SequencedMap<String, State> states() {
        SequencedMap<String, List<String>> byState = new LinkedHashMap<>();
        for (Map.Entry<Way, String> way : branch.ways().entrySet()) {
            // Whoever is told nothing in time goes on as if no case held.
            String told = way.getKey() == Way.Onward.OTHERWISE
                    ? ErrorNames.TIMEOUT
                    : way.getKey().key();
            byState.computeIfAbsent(names.of(way.getValue()), _ -> new ArrayList<>())
                    .add(told);
        }
        List<Catcher> catching = new ArrayList<>();
        byState.forEach((state, errors) -> catching.add(Catcher.of(state, errors.toArray(String[]::new))));
        catching.add(Catcher.of(StateNames.EXITED, Journeys.EXIT));
        Task.Builder ask =
                questions.ask(branch.id()).comment(FlowWords.of(branch, names)).catching(catching);
        SequencedMap<String, State> states = new LinkedHashMap<>();
        states.put(
                names.of(branch.id()),
                names.ends(branch.otherwise()) ? ask.end() : ask.next(names.of(branch.otherwise())));
        return states;
    }
}
