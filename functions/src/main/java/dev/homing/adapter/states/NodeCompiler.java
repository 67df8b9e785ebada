package dev.homing.adapter.states;

import dev.homing.asl.State;
import java.util.SequencedMap;

/** Makes the states of one node, under the names that {@link StateNames} gives; the first of them is where the node begins. */
interface NodeCompiler {
    SequencedMap<String, State> states();
}
