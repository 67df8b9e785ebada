package dev.homing.adapter.states;

import dev.homing.asl.State;
import dev.homing.asl.Task;
import dev.homing.domain.flow.Node;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** A change is one state: it goes on when the change was told of. */
final class ChangeCompiler implements NodeCompiler {
    private final Node.Change change;
    private final StateNames names;
    private final Questions questions;

    ChangeCompiler(Node.Change change, StateNames names, Questions questions) {
        this.change = change;
        this.names = names;
        this.questions = questions;
    }

    @Override
    public SequencedMap<String, State> states() {
        String next = names.of(change.next());
        Task.Builder task = questions.ask(change.id(), next).comment(FlowWords.of(change.effect()));
        SequencedMap<String, State> states = new LinkedHashMap<>();
        states.put(names.of(change.id()), names.ends(change.next()) ? task.end() : task.next(next));
        return states;
    }
}
