package dev.homing.lambda;

import dev.homing.adapter.json.inbound.TimerMessage;
import dev.homing.app.SideBySide;
import dev.homing.app.observe.FireTimer;
import dev.homing.app.port.OutcomeQueue;
import dev.homing.app.port.SendJob;
import dev.homing.app.port.SendQueue;
import dev.homing.lambda.telemetry.Journal;
import dev.homing.lambda.wiring.Wiring;
import java.time.Instant;
import java.util.function.Supplier;

/** Queue {@code timers}: delays that are over. */
public final class TimerHandler implements JsonHandler {
    private final FireTimer fireTimer;
    private final SendQueue sendQueue;
    private final OutcomeQueue outcomeQueue;
    private final SideBySide sideBySide;
    private final Supplier<Instant> clock;

    public TimerHandler() {
        this(
                Wiring.ofLambda().fireTimer(),
                Wiring.ofLambda().sendQueue(),
                Wiring.ofLambda().outcomeQueue(),
                Wiring.ofLambda().sideBySide(),
                Instant::now);
    }

    public TimerHandler(
            FireTimer fireTimer,
            SendQueue sendQueue,
            OutcomeQueue outcomeQueue,
            SideBySide sideBySide,
            Supplier<Instant> clock) {
        this.fireTimer = fireTimer;
        this.sendQueue = sendQueue;
        this.outcomeQueue = outcomeQueue;
        this.sideBySide = sideBySide;
        this.clock = clock;
    }

    private void fire(TimerMessage.Fired timer) {
        fireTimer.fire(timer.customer(), timer.timerId(), clock.get());
        Journal.note("fired", timer.timerId(), timer.customer());
    }

    @Override
    public byte[] handle(byte[] event) {
        return SqsBatch.read(event).each(sideBySide, record -> switch (TimerMessage.read(record.body())) {
            case TimerMessage.Fired timer -> new SqsBatch.Job(timer.customer(), () -> fire(timer));
            case TimerMessage.Send(SendJob job) -> new SqsBatch.Job(job.run().customer(), () -> sendQueue.enqueue(job));
            case TimerMessage.Broadcast(OutcomeQueue.Job.Broadcast job) ->
                new SqsBatch.Job(job.campaign(), () -> outcomeQueue.enqueue(job));
        });
    }
}
