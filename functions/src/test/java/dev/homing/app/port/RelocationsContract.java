package dev.homing.app.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.domain.run.Relocation;
import dev.homing.domain.run.Relocation.Others;
import dev.homing.domain.run.Relocation.Stay;
import dev.homing.domain.run.Relocation.Tally;
import dev.homing.domain.run.Relocation.Target;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

/** What every {@link Relocations} does. */
public abstract class RelocationsContract {
    private static final Instant AT = Instant.parse("2026-11-22T10:00:00Z");

    protected abstract Relocations relocations();

    @Test
    void keepsTheLatest_andLetsNobodyWriteOverWhatTheyDidNotSee() {
        String campaign = Samples.unique("campaign");
        SequencedMap<String, Target> steps = new LinkedHashMap<>();
        steps.put("nudge", new Target.Step("email"));
        steps.put("offer", new Target.Out());
        Relocation asked = Relocation.asked(campaign, null, 1, 2, steps, Others.END, "ann", AT);
        assertThat(relocations().latest(campaign)).isNull();
        assertThat(relocations().save(asked, null)).isTrue();
        assertThat(relocations().save(asked, null)).isFalse();
        assertThat(relocations().latest(campaign)).isEqualTo(asked);
        Relocation further = asked.further(new Tally(2, 1, Map.of(Stay.MESSAGE_IS_OUT, 3L)), "2026-11-22T10:00:00Z#x");
        assertThat(relocations().save(further, asked)).isTrue();
        assertThat(relocations().save(further, asked)).isFalse();
        assertThat(relocations().latest(campaign)).isEqualTo(further);
        Relocation over = further.further(Tally.NONE, null);
        assertThat(relocations().save(over, further)).isTrue();
        Relocation undo = over.undo("bob", AT);
        assertThat(relocations().save(undo, over)).isTrue();
        assertThat(relocations().latest(campaign)).isEqualTo(undo);
    }
}
