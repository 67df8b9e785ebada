package dev.homing.app.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.app.port.MemberWalks.MemberWalk;
import dev.homing.app.port.MemberWalks.Purpose;
import dev.homing.domain.id.Group;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What every {@link MemberWalks} does. */
public abstract class MemberWalksContract {
    private static final Instant AT = Instant.parse("2026-11-22T10:00:00Z");

    protected abstract MemberWalks walks();

    @Test
    void keepsAWalk_andLetsNobodyWriteOverWhatTheyDidNotSee() {
        String name = MemberWalk.freezing(Samples.unique("list"));
        assertThat(walks().find(name)).isNull();
        MemberWalk begun = MemberWalk.begun(name, Group.audience("vip"), new Purpose.Freeze("list"), AT, null);
        assertThat(walks().save(begun, null)).isTrue();
        assertThat(walks().save(begun, null)).isFalse();
        MemberWalk further = begun.further(100, "3/x");
        assertThat(walks().save(further, begun)).isTrue();
        assertThat(walks().save(further, begun)).isFalse();
        assertThat(walks().find(name)).isEqualTo(further);
        MemberWalk after = further.then(new Purpose.Empty());
        assertThat(walks().save(after, further)).isTrue();
        assertThat(walks().save(after.ended(), after)).isTrue();
        assertThat(walks().find(name)).isEqualTo(after.ended());
        MemberWalk again = MemberWalk.begun(name, Group.list("vip"), new Purpose.Forget(), AT, after.ended());
        assertThat(walks().save(again, after.ended())).isTrue();
        assertThat(walks().find(name)).isEqualTo(again);
    }
}
