package dev.homing.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class PumpTest {
    private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");

    private final VirtualClock clock = new VirtualClock(Clock.fixed(START, ZoneOffset.UTC));
    private final Pump pump = new Pump(clock, new Functions(new Meter()), 100);
    private final List<String> log = new ArrayList<>();

    /** Says its name at the instants it was given. */
    private class Bell implements Timed {
        private final String name;
        private final PriorityQueue<Instant> at = new PriorityQueue<>();

        Bell(String name, int... minutes) {
            this.name = name;
            for (int minute : minutes) {
                at.add(START.plus(Duration.ofMinutes(minute)));
            }
        }

        @Override
        public Optional<Instant> nextDue() {
            return Optional.ofNullable(at.peek());
        }

        @Override
        public boolean runDue(Instant now) {
            boolean did = false;
            while (!at.isEmpty() && !at.peek().isAfter(now)) {
                at.remove();
                log.add(name + "@" + Duration.between(START, clock.now()).toMinutes());
                did = true;
            }
            return did;
        }

        @Override
        public String describe() {
            return "bell " + name;
        }
    }

    @Test
    void runsEverythingInTheOrderOfTime_eachAtItsTime() {
        pump.add(new Bell("a", 30, 5));
        pump.add(new Bell("b", 10, 31));
        pump.advance(Duration.ofMinutes(30));
        assertThat(log).containsExactly("a@5", "b@10", "a@30");
        assertThat(clock.now()).isEqualTo(START.plus(Duration.ofMinutes(30)));
        pump.advance(Duration.ofMinutes(1));
        assertThat(log).endsWith("b@31");
    }

    @Test
    void settleRunsWhatIsDueNow_andMovesNothing() {
        pump.add(new Bell("a", 0, 1));
        pump.advance(Duration.ZERO);
        assertThat(log).containsExactly("a@0");
        assertThat(clock.now()).isEqualTo(START);
    }

    @Test
    void workThatMakesWorkForAnother_isDoneBeforeTimeMoves() {
        Bell second = new Bell("second");
        pump.add(second);
        pump.add(new Bell("first", 5) {
            @Override
            public boolean runDue(Instant now) {
                boolean did = super.runDue(now);
                if (did) {
                    second.at.add(now);
                }
                return did;
            }
        });
        pump.advance(Duration.ofMinutes(60));
        assertThat(log).containsExactly("first@5", "second@5");
    }

    /** Comes to its end only where another one is at work at the same time. */
    private static final class Meeting implements Timed {
        private final CyclicBarrier barrier;
        private final AtomicBoolean due = new AtomicBoolean(true);
        private volatile boolean met;

        Meeting(CyclicBarrier barrier) {
            this.barrier = barrier;
        }

        @Override
        public Optional<Instant> nextDue() {
            return due.get() ? Optional.of(Instant.EPOCH) : Optional.empty();
        }

        @Override
        public boolean runDue(Instant now) {
            if (!due.getAndSet(false)) {
                return false;
            }
            try {
                barrier.await(10, TimeUnit.SECONDS);
                met = true;
            } catch (InterruptedException | BrokenBarrierException | TimeoutException alone) {
                met = false;
            }
            return true;
        }
    }

    @Test
    void whatIsDueNow_isDoneSideBySide_whereThatWasAskedFor() {
        CyclicBarrier barrier = new CyclicBarrier(2);
        List<Meeting> meetings = List.of(new Meeting(barrier), new Meeting(barrier));
        try (Pump beside = new Pump(clock, new Functions(new Meter()), 100, true)) {
            meetings.forEach(beside::add);
            beside.advance(Duration.ZERO);
        }
        assertThat(meetings).allMatch(meeting -> meeting.met);
    }

    @Test
    void whileTimeIsPutForward_theOrderIsKept_evenWhereSideBySideWasAskedFor() {
        try (Pump beside = new Pump(clock, new Functions(new Meter()), 100, true)) {
            beside.add(new Bell("a", 1, 2, 3));
            beside.add(new Bell("b", 1, 2, 3));
            beside.advance(Duration.ofMinutes(3));
        }
        assertThat(log).containsExactly("a@1", "b@1", "a@2", "b@2", "a@3", "b@3");
    }

    @Test
    void endlessWork_isNamed() {
        pump.add(new Bell("mad", 3) {
            @Override
            public Optional<Instant> nextDue() {
                return Optional.of(START.plus(Duration.ofMinutes(3)));
            }

            @Override
            public boolean runDue(Instant now) {
                return !now.isBefore(START.plus(Duration.ofMinutes(3)));
            }
        });
        assertThatThrownBy(() -> pump.advance(Duration.ofHours(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("bell mad");
    }

    @Test
    void timeDoesNotGoBack() {
        assertThatThrownBy(() -> pump.advance(Duration.ofSeconds(-1))).isInstanceOf(IllegalArgumentException.class);
    }
}
