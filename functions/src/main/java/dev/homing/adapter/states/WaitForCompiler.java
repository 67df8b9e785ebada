package dev.homing.adapter.states;

import dev.homing.app.port.Journeys;
import dev.homing.asl.Catcher;
import dev.homing.asl.ErrorNames;
import dev.homing.asl.Quantity;
import dev.homing.asl.State;
import dev.homing.asl.Task;
import dev.homing.domain.flow.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * A wait for something is one state, and so one transition: it says that it waits, and is completed when what it waits for is so. Its own time
 * tells when that is over.
 */
final class WaitForCompiler implements NodeCompiler {
    private final Node.WaitFor wait;
    private final StateNames names;
    private final Questions questions;

    WaitForCompiler(Node.WaitFor wait, StateNames names, Questions questions) {
        this.wait = wait;
        this.names = names;
        this.questions = questions;
    }

    @Override
    public SequencedMap<String, State> states() {
        Task.Builder task = questions
                .announce(wait.id())
                .comment(FlowWords.of(wait, names))
                .timeoutSeconds(Quantity.of(wait.atMost().toSeconds()))
                .catching(List.of(
                        Catcher.of(names.of(wait.otherwise()), ErrorNames.TIMEOUT),
                        Catcher.of(StateNames.EXITED, Journeys.EXIT)));
        SequencedMap<String, State> states = new LinkedHashMap<>();
        states.put(names.of(wait.id()), names.ends(wait.next()) ? task.end() : task.next(names.of(wait.next())));
        return states;
    }
}
