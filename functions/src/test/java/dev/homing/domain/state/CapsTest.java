package dev.homing.domain.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.domain.channel.Channel;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.id.MessageId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CapsTest {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    private static MessageId message(int number) {
        return new MessageId(new CustomerId("c1"), "m" + number);
    }

    private static Caps full(int most) {
        Caps caps = Caps.NONE;
        for (int i = 0; i < most; i++) {
            caps = Objects.requireNonNull(caps.with(Channel.EMAIL, message(i), most, START.plusSeconds(i)));
        }
        return caps;
    }

    @Test
    void hasAPlaceForSoMany_onEachChannel() {
        Caps caps = full(5);
        assertThat(caps.with(Channel.EMAIL, message(9), 5, START.plusSeconds(9)))
                .isNull();
        assertThat(caps.with(Channel.WHATSAPP, message(9), 5, START.plusSeconds(9)))
                .isNotNull();
    }

    @Test
    void givesAMessageOnePlace_howeverOftenItAsks() {
        Caps caps = full(5);
        assertThat(caps.with(Channel.EMAIL, message(4), 5, START.plusSeconds(60)))
                .isEqualTo(caps);
    }

    @Test
    void takesAPlaceBack() {
        Caps caps = full(5).without(Channel.EMAIL, message(2));
        assertThat(caps.with(Channel.EMAIL, message(9), 5, START.plusSeconds(9)))
                .isNotNull();
        assertThat(caps.without(Channel.EMAIL, message(2))).isEqualTo(caps);
        assertThat(caps.without(Channel.WHATSAPP, message(3))).isEqualTo(caps);
    }

    /** As a direct count of what was sent says it, at any moment. */
    @Test
    void neverLetsMoreThroughWithinAnyDay_norFewer() {
        Random random = new Random(5);
        Caps caps = Caps.NONE;
        List<Instant> sent = new ArrayList<>();
        Instant now = START;
        for (int i = 0; i < 2_000; i++) {
            now = now.plusSeconds(random.nextInt(20_000));
            Instant dayBefore = now.minus(Duration.ofHours(24));
            long recent = sent.stream().filter(at -> at.isAfter(dayBefore)).count();
            Caps after = caps.with(Channel.EMAIL, message(i), 3, now);
            assertThat(after != null).isEqualTo(recent < 3);
            if (after != null) {
                caps = after;
                sent.add(now);
            }
            assertThat(caps.places().getOrDefault(Channel.EMAIL, List.of()).size())
                    .isLessThanOrEqualTo(3);
        }
    }

    @Test
    void countsBoth_whereTwoTurnOutToBeOne() {
        Caps other = Objects.requireNonNull(Caps.NONE.with(Channel.EMAIL, message(7), 5, START));
        Caps both = full(4).merged(other);
        assertThat(both.with(Channel.EMAIL, message(9), 5, START.plusSeconds(9)))
                .isNull();
        assertThat(both.merged(other)).isEqualTo(both);
    }
}
