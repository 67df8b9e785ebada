package dev.homing.lambda;

import dev.homing.adapter.json.TimerMessage;
import dev.homing.app.FireTimer;
import java.time.Instant;
import java.util.function.Supplier;

/** Queue {@code timers}: delays that are over. */
public final class TimerHandler implements JsonHandler {
    private final FireTimer fireTimer;
    private final Supplier<Instant> clock;

    public TimerHandler() {
        this(Wiring.ofLambda().fireTimer(), Instant::now);
    }

    TimerHandler(FireTimer fireTimer, Supplier<Instant> clock) {
        this.fireTimer = fireTimer;
        this.clock = clock;
    }

    @Override
    public byte[] handle(byte[] event) {
        return SqsBatch.read(event).each(record -> {
            TimerMessage timer = TimerMessage.read(record.body());
            fireTimer.fire(timer.customer(), timer.timerId(), clock.get());
        });
    }
}
