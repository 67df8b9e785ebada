package dev.homing.emulator;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does all that happens by itself, one thing at a time: in the background as time goes by, and in the caller's thread while time
 * is advanced. HTTP calls are answered meanwhile; they never take the pump's lock.
 */
final class Pump implements AutoCloseable {
    /** Rounds at one instant before a loop is assumed: more than any backlog of a demo or a test needs. */
    static final int STEP_LIMIT = 50_000;

    private static final Logger LOG = LoggerFactory.getLogger(Pump.class);
    private static final Duration FALLBACK = Duration.ofMillis(500);
    private static final Duration SHORTEST_NAP = Duration.ofMillis(2);

    private final VirtualClock clock;
    private final Functions functions;
    private final int stepLimit;
    private final List<Timed> timed = new CopyOnWriteArrayList<>();
    private final ReentrantLock lock = new ReentrantLock(true);
    private final Semaphore wakeUps = new Semaphore(0);
    private final Thread worker =
            Thread.ofPlatform().daemon().name("emulator-pump").unstarted(this::work);
    private volatile boolean closed;

    Pump(VirtualClock clock, Functions functions, int stepLimit) {
        this.clock = clock;
        this.functions = functions;
        this.stepLimit = stepLimit;
    }

    void add(Timed one) {
        timed.add(one);
    }

    void start() {
        worker.start();
    }

    void wake() {
        wakeUps.release();
    }

    /** See {@link Emulator#advance}. */
    void advance(Duration by) {
        if (by.isNegative()) {
            throw new IllegalArgumentException("Time does not go back: " + by);
        }
        if (lock.isHeldByCurrentThread()) {
            throw new IllegalStateException("A function must not advance the clock: it is what the clock waits for");
        }
        lock.lock();
        try {
            Instant target = clock.now().plus(by);
            drain();
            Optional<Instant> next = nextAfter(clock.now());
            while (next.isPresent() && !next.get().isAfter(target)) {
                moveTo(next.get());
                drain();
                next = nextAfter(clock.now());
            }
            moveTo(target);
            drain();
        } finally {
            lock.unlock();
        }
    }

    /** See {@link Emulator#atOnce}. */
    void hold(Runnable work) {
        lock.lock();
        try {
            work.run();
        } finally {
            lock.unlock();
        }
    }

    private void moveTo(Instant then) {
        clock.atLeast(then);
        functions.timeMoved();
    }

    /** Runs until nothing is due. */
    private void drain() {
        int rounds = 0;
        while (round()) {
            if (++rounds >= stepLimit) {
                throw new IllegalStateException("No end after " + rounds + " rounds at " + clock.now() + ": "
                        + timed.stream()
                                .filter(one -> one.nextDue()
                                        .filter(due -> !due.isAfter(clock.now()))
                                        .isPresent())
                                .map(Timed::describe)
                                .toList()
                        + "; " + functions.busiest());
            }
        }
    }

    private boolean round() {
        boolean did = false;
        for (Timed one : timed) {
            did |= one.runDue(clock.now());
        }
        return did;
    }

    /** The earliest due instant after now. What is due already and was not done just now cannot be waited for. */
    private Optional<Instant> nextAfter(Instant now) {
        return timed.stream()
                .flatMap(one -> one.nextDue().stream())
                .filter(due -> due.isAfter(now))
                .min(Instant::compareTo);
    }

    private void work() {
        while (!closed) {
            boolean did = false;
            lock.lock();
            try {
                did = !closed && round();
            } catch (RuntimeException | LinkageError broken) {
                LOG.error("Background work failed; it is tried again", broken);
            } finally {
                lock.unlock();
            }
            if (!did) {
                nap();
            }
        }
    }

    private void nap() {
        Instant now = clock.now();
        Duration wait = nextAfter(now)
                .map(due -> Duration.between(now, due))
                .filter(left -> left.compareTo(FALLBACK) < 0)
                .orElse(FALLBACK);
        long millis = Math.max(wait.toMillis() + 1, SHORTEST_NAP.toMillis());
        try {
            wakeUps.tryAcquire(millis, TimeUnit.MILLISECONDS);
            wakeUps.drainPermits();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            closed = true;
        }
    }

    @Override
    public void close() {
        closed = true;
        wake();
        try {
            worker.join(Duration.ofSeconds(1));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
