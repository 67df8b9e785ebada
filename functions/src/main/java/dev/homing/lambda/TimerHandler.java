package dev.homing.lambda;

import dev.homing.adapter.json.TimerMessage;
import dev.homing.app.FireTimer;
import dev.homing.app.SideBySide;
import java.time.Instant;
import java.util.function.Supplier;

/** Queue {@code timers}: delays that are over. */
public final class TimerHandler implements JsonHandler {
    private final FireTimer fireTimer;
    private final SideBySide sideBySide;
    private final Supplier<Instant> clock;

    public TimerHandler() {
        this(Wiring.ofLambda().fireTimer(), Wiring.ofLambda().sideBySide(), Instant::now);
    }

    TimerHandler(FireTimer fireTimer, SideBySide sideBySide, Supplier<Instant> clock) {
        this.fireTimer = fireTimer;
        this.sideBySide = sideBySide;
        this.clock = clock;
    }

    private void fire(TimerMessage timer) {
        fireTimer.fire(timer.customer(), timer.timerId(), clock.get());
        Journal.note("fired", timer.timerId(), timer.customer());
    }

    @Override
    public byte[] handle(byte[] event) {
        return SqsBatch.read(event).each(sideBySide, record -> {
            TimerMessage timer = TimerMessage.read(record.body());
            return new SqsBatch.Job(timer.customer(), () -> fire(timer));
        });
    }
}
