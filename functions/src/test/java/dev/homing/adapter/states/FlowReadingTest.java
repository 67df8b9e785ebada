package dev.homing.adapter.states;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.asl.AslParser;
import dev.homing.asl.interpreter.Execution;
import dev.homing.domain.flow.Flow;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Whatever the flow, and whatever becomes of its messages: the machine does what the flow says, and comes to an end. */
class FlowReadingTest {
    @Property(tries = 600, shrinking = ShrinkingMode.OFF)
    void theMachineDoesWhatADirectReadingOfTheFlowSays(@ForAll long seed) {
        Flow flow = RandomFlow.of(new Random(seed));
        assertThat(flow.problems()).isEmpty();
        for (int life = 0; life < 4; life++) {
            Fate fate = new Fate(seed * 31 + life);
            List<Fate.Came> said = fate.read(flow);
            MachineWalk walk = new MachineWalk(flow, fate);
            assertThat(walk.walk()).as(flow.toString()).isEqualTo(said);
            assertThat(walk.status()).isEqualTo(Execution.Status.SUCCEEDED);
            assertThat(walk.took()).isLessThanOrEqualTo(flow.longest(Fate.START));
        }
    }

    @Property(tries = 100, shrinking = ShrinkingMode.OFF)
    void theMachineIsWritten_asTheParserReadsIt(@ForAll long seed) {
        Flow flow = RandomFlow.of(new Random(seed));
        assertThat(AslParser.parse(MachineWalk.written(flow))).isEqualTo(MachineWalk.machine(flow));
    }
}
