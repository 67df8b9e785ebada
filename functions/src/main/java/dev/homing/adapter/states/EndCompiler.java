package dev.homing.adapter.states;

import dev.homing.asl.State;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** An end needs no state of its own, and so no transition: what leads there ends the execution, or goes to the shared {@code Done}. */
final class EndCompiler implements NodeCompiler {
    @Override
    public SequencedMap<String, State> states() {
        return new LinkedHashMap<>();
    }
}
