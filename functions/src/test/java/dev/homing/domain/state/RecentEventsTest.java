package dev.homing.domain.state;

import static dev.homing.domain.Events.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.domain.Events;
import dev.homing.domain.Facts;
import dev.homing.domain.event.CustomerEvent;
import dev.homing.domain.event.CustomerEvent.Kind;
import dev.homing.domain.event.CustomerEvent.Origin;
import dev.homing.domain.state.RecentEvents.Known;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecentEventsTest {
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

    private static CustomerEvent event(String id, @Nullable Instant statedAt, Instant receivedAt) {
        return Events.event(id, Kind.TRACK, "X", statedAt, receivedAt, Origin.SERVER, Facts.NONE, Facts.NONE);
    }

    private static CustomerEvent at(String id, Instant at) {
        return event(id, at, at);
    }

    private static RecentEvents filled(int count, Instant from, Duration apart) {
        RecentEvents recent = RecentEvents.NONE;
        for (int i = 0; i < count; i++) {
            Instant at = from.plus(apart.multipliedBy(i));
            recent = recent.with(at("e" + i, at), at);
        }
        return recent;
    }

    @Test
    void knowsWhatItWasGiven_andNothingElse() {
        RecentEvents recent = filled(3, NOON, Duration.ofSeconds(1));
        assertThat(recent.knows(at("e1", NOON.plusSeconds(1)))).isEqualTo(Known.YES);
        assertThat(recent.knows(at("e1", NOON.plus(Duration.ofDays(3)))))
                .as("the id is what counts")
                .isEqualTo(Known.YES);
        assertThat(recent.knows(at("other", NOON))).isEqualTo(Known.NO);
        assertThat(recent.knows(event("other", null, NOON))).isEqualTo(Known.NO);
    }

    @Test
    void keepsAllOfTheLastTenMinutes() {
        RecentEvents recent = filled(24, NOON, Duration.ofSeconds(20));
        assertThat(recent.entries()).hasSize(24);
        assertThat(recent.evictedThrough()).isNull();
    }

    @Test
    void dropsWhatIsOlder_butKeepsAtLeastSixteen() {
        RecentEvents recent = filled(16, NOON, Duration.ofSeconds(1));
        Instant later = NOON.plus(TEN_MINUTES).plusSeconds(60);
        recent = recent.with(at("new", later), later);
        assertThat(recent.entries()).hasSize(16);
        assertThat(recent.evictedThrough()).isEqualTo(NOON);
        assertThat(recent.knows(at("e1", NOON.plusSeconds(1)))).isEqualTo(Known.YES);
    }

    @Test
    void keepsNoMoreThanTwentyFour() {
        RecentEvents recent = filled(300, NOON, Duration.ofMillis(10));
        assertThat(recent.entries()).hasSize(24);
        assertThat(recent.evictedThrough()).isEqualTo(NOON.plusMillis(2_750));
    }

    @Test
    void hasWhatMayHaveBeenDroppedLookedUp() {
        RecentEvents recent = filled(300, NOON, Duration.ofMillis(10));
        Instant evicted = NOON.plusMillis(2_750);
        assertThat(recent.knows(at("e275", evicted))).isEqualTo(Known.LOOK_UP);
        assertThat(recent.knows(at("unknown", evicted))).isEqualTo(Known.LOOK_UP);
        assertThat(recent.knows(at("unknown", evicted.plusMillis(1)))).isEqualTo(Known.NO);
        assertThat(recent.knows(event("unknown", null, evicted.plus(Duration.ofDays(1)))))
                .as("without a time of its own its age proves nothing")
                .isEqualTo(Known.LOOK_UP);
    }

    @Test
    void hasAnOldEventLookedUpTheSecondTime_whenItWasDroppedAtOnce() {
        RecentEvents recent = filled(20, NOON, Duration.ofSeconds(1));
        CustomerEvent old = at("old", NOON.minus(Duration.ofHours(12)));
        assertThat(recent.with(old, NOON.plusSeconds(20)).knows(old)).isEqualTo(Known.LOOK_UP);
    }

    @Property(tries = 200)
    void neverForgetsWithoutSayingSo(@ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
        Random dice = new Random(seed);
        RecentEvents recent = RecentEvents.NONE;
        RecentEvents other = RecentEvents.NONE;
        List<CustomerEvent> given = new ArrayList<>();
        Instant now = NOON;
        for (int i = 0; i < 60; i++) {
            now = now.plusSeconds(dice.nextInt(120));
            Instant stated = dice.nextInt(4) == 0 ? null : now.minusSeconds(dice.nextInt(1_000));
            CustomerEvent event = event("m" + i, stated, now);
            given.add(event);
            if (dice.nextInt(4) == 0) {
                other = other.with(event, now);
            } else {
                recent = recent.with(event, now);
            }
        }
        RecentEvents both = recent.union(other, now);
        Set<Long> kept = new HashSet<>();
        both.entries().forEach(entry -> kept.add(entry.idHash()));
        assertThat(kept).as("each is kept once").hasSameSizeAs(both.entries());
        for (CustomerEvent event : given) {
            assertThat(both.knows(event)).isNotEqualTo(Known.NO);
        }
    }

    @Test
    void becomesOne_andKnowsTheLaterEnd() {
        RecentEvents early = filled(300, NOON, Duration.ofMillis(10));
        RecentEvents late = filled(300, NOON.plusSeconds(60), Duration.ofMillis(10));
        Instant now = NOON.plusSeconds(70);
        assertThat(early.union(late, now)).isEqualTo(late.union(early, now));
        assertThat(early.union(late, now).evictedThrough())
                .isEqualTo(NOON.plusSeconds(60).plusMillis(2_750));
        assertThat(early.union(early, NOON.plusSeconds(3))).isEqualTo(early);
        assertThat(RecentEvents.NONE.union(early, NOON.plusSeconds(3)).evictedThrough())
                .isEqualTo(early.evictedThrough());
    }
}
