package dev.homing.adapter.memory;

import dev.homing.app.port.SendJob;
import dev.homing.app.port.Timers;
import dev.homing.app.port.TimersContract;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

class MemoryTimersTest extends TimersContract {
    private final MemoryTimers timers = new MemoryTimers();
    private Instant now = Instant.parse("2026-11-22T10:15:30.123Z");

    @Override
    protected Timers timers() {
        return timers;
    }

    @Override
    protected Instant now() {
        return now;
    }

    @Override
    protected List<String> firedAfter(Duration time) {
        now = now.plus(time);
        return timers.takeDue(now).stream().map(MemoryTimers.Armed::timerId).toList();
    }

    @Override
    protected List<SendJob> sentAfter(Duration time) {
        now = now.plus(time);
        return timers.takeSends(now);
    }
}
