package dev.homing.adapter.states;

import dev.homing.asl.State;
import dev.homing.domain.flow.Node;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** An exit is one state, which has the run ended and is told so; an execution that only came to its end would be a run that is completed. */
final class ExitCompiler implements NodeCompiler {
    private final Node.Exit exit;
    private final StateNames names;
    private final Questions questions;

    ExitCompiler(Node.Exit exit, StateNames names, Questions questions) {
        this.exit = exit;
        this.names = names;
        this.questions = questions;
    }

    @Override
    public SequencedMap<String, State> states() {
        SequencedMap<String, State> states = new LinkedHashMap<>();
        states.put(
                names.of(exit.id()),
                questions
                        .ask(exit.id(), StateNames.EXITED)
                        .comment("Ends the run: " + exit.reason() + ".")
                        .next(StateNames.EXITED));
        return states;
    }
}
