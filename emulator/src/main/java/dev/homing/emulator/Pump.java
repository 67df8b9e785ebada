package dev.homing.emulator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does all that happens by itself: in the background as time goes by, and in the caller's thread while time is advanced. HTTP calls are answered
 * meanwhile; they never take the pump's lock. Where it may, it does what is due at one instant side by side, each thing by one thread at a time; while
 * time is put forward it does one thing after the other, in order.
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
    /** Null: one thing after the other. */
    private final @Nullable ExecutorService hands;

    private volatile boolean closed;

    /** One thing after the other. */
    Pump(VirtualClock clock, Functions functions, int stepLimit) {
        this(clock, functions, stepLimit, false);
    }

    /** @param sideBySide whether what is due now may be done by several threads */
    Pump(VirtualClock clock, Functions functions, int stepLimit, boolean sideBySide) {
        this.clock = clock;
        this.functions = functions;
        this.stepLimit = stepLimit;
        this.hands = sideBySide ? Executors.newVirtualThreadPerTaskExecutor() : null;
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
            drain(by.isZero());
            if (by.isZero()) {
                return;
            }
            Optional<Instant> next = nextAfter(clock.now());
            while (next.isPresent() && !next.get().isAfter(target)) {
                moveTo(next.get());
                drain(false);
                next = nextAfter(clock.now());
            }
            moveTo(target);
            drain(false);
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
    private void drain(boolean beside) {
        int rounds = 0;
        while (round(beside)) {
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

    private boolean round(boolean beside) {
        if (beside && hands != null) {
            return roundBeside(hands);
        }
        boolean did = false;
        for (Timed one : timed) {
            did |= one.runDue(clock.now());
        }
        return did;
    }

    private boolean roundBeside(ExecutorService hands) {
        Instant now = clock.now();
        List<Future<Boolean>> begun = new ArrayList<>();
        for (Timed one : timed) {
            if (one.nextDue().filter(due -> !due.isAfter(now)).isPresent()) {
                begun.add(hands.submit(() -> one.runDue(now)));
            }
        }
        boolean did = false;
        RuntimeException failed = null;
        for (Future<Boolean> one : begun) {
            try {
                did |= one.get();
            } catch (ExecutionException broken) {
                failed = new IllegalStateException(broken.getCause());
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                failed = new IllegalStateException("Stopped while work was being done", stopped);
            }
        }
        if (failed != null) {
            throw failed;
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
                did = !closed && round(true);
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
        if (hands != null) {
            hands.shutdownNow();
        }
        wake();
        try {
            if (worker.isAlive()) {
                worker.join(Duration.ofSeconds(1));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
