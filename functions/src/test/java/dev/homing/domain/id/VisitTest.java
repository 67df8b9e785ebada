package dev.homing.domain.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homing.domain.channel.Channel;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VisitTest {
    private static final RunId RUN = RunId.of(CustomerId.ofUser("ada"), "cart-recovery", "", Instant.EPOCH);
    private static final RunId OTHER =
            RunId.of(CustomerId.ofUser("ada"), "cart-recovery", "", Instant.ofEpochSecond(1));

    @Test
    void messageIdsNeverCollide_forARepeatedStep_anotherChannel_anotherStep_orARunThatWasMoved() {
        Set<MessageId> ids = new HashSet<>();
        int made = 0;
        for (RunId run : Set.of(RUN, OTHER)) {
            for (int generation : new int[] {1, 2, 11}) {
                for (String node : new String[] {"email", "1email", "email1"}) {
                    for (int turn : new int[] {1, 2, 11}) {
                        for (Channel channel : Channel.values()) {
                            ids.add(MessageId.of(new Visit(run, generation, node, turn), channel));
                            made++;
                        }
                    }
                }
            }
        }
        assertThat(ids).hasSize(made);
    }

    @Test
    void messageIdIsTheSame_wheneverItIsAskedFor() {
        assertThat(MessageId.of(Visit.first(RUN, "email"), Channel.EMAIL))
                .isEqualTo(MessageId.of(new Visit(RUN, 1, "email", 1), Channel.EMAIL));
    }

    @Test
    void countsFromOne_andNamesANode() {
        assertThatThrownBy(() -> new Visit(RUN, 0, "email", 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Visit(RUN, 1, "email", 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Visit(RUN, 1, " ", 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
