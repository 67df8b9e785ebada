package dev.homing.emulator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** The wall clock plus what it was advanced by. It never stands still and never goes back by itself. Safe for any thread. */
public final class VirtualClock implements InstantSource {
    private final InstantSource wall;
    private final AtomicReference<Duration> offset = new AtomicReference<>(Duration.ZERO);

    VirtualClock(InstantSource wall) {
        this.wall = wall;
    }

    @Override
    public Instant instant() {
        return wall.instant().plus(offset());
    }

    public Instant now() {
        return instant();
    }

    /** What it was advanced by so far. */
    public Duration offset() {
        return offset.get();
    }

    /** Moves the clock so that it shows at least {@code then}; no effect when it is later already. */
    void atLeast(Instant then) {
        offset.updateAndGet(old -> {
            Duration lacking = Duration.between(wall.instant().plus(old), then);
            return lacking.isPositive() ? old.plus(lacking) : old;
        });
    }
}
