package dev.homing.adapter.states;

import dev.homing.asl.Quantity;
import dev.homing.asl.State;
import dev.homing.asl.Wait;
import dev.homing.domain.flow.Node;
import dev.homing.domain.flow.Until;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * A wait of some time is one Wait state: it is entered when the message before it was sent, skipped or reacted to. Where the customer's clock
 * decides, a state before it asks until when that is.
 */
final class WaitCompiler implements NodeCompiler {
    private final Node.Wait wait;
    private final StateNames names;
    private final Questions questions;
    private final boolean legBegins;

    /** @param legBegins whether it is where a machine begins that is not the flow from its start: its runs may have waited before */
    WaitCompiler(Node.Wait wait, StateNames names, Questions questions, boolean legBegins) {
        this.legBegins = legBegins;
        this.wait = wait;
        this.names = names;
        this.questions = questions;
    }

    @Override
    public SequencedMap<String, State> states() {
        SequencedMap<String, State> states = new LinkedHashMap<>();
        String words = FlowWords.of(wait.until());
        switch (wait.until()) {
            case Until.After(var time) ->
                states.put(
                        names.of(wait.id()),
                        next(
                                legBegins
                                        ? Wait.until("{% $states.context.Execution.Input.until %}")
                                                .comment("Waits for what is left of " + words + ".")
                                        : Wait.seconds(Quantity.of(time.toSeconds()))
                                                .comment("Waits for " + words + ".")));
            case Until.TimeOfDay _, Until.Date _ -> {
                states.put(
                        names.of(wait.id()),
                        questions
                                .ask(wait.id(), names.of(wait.next()))
                                .comment("Asks when it is " + words + " where the customer is.")
                                .next(names.until(wait.id())));
                states.put(
                        names.until(wait.id()),
                        next(Wait.until("{% $states.input.until %}").comment("Waits until " + words + ".")));
            }
        }
        return states;
    }

    private State next(Wait.Builder state) {
        return names.ends(wait.next()) ? state.end() : state.next(names.of(wait.next()));
    }
}
