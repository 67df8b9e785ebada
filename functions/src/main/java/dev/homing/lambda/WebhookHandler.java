package dev.homing.lambda;

import dev.homing.adapter.json.inbound.StepJobCodec;
import dev.homing.app.SideBySide;
import dev.homing.app.call.CallWebhook;
import dev.homing.app.port.StepJob;
import dev.homing.lambda.wiring.Wiring;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/** Queue {@code webhooks}: calls of other systems. */
public final class WebhookHandler implements JsonHandler {
    private final CallWebhook callWebhook;
    private final SendHandler.Visibility visibility;
    private final SideBySide sideBySide;
    private final Supplier<Instant> clock;

    public WebhookHandler() {
        this(
                Wiring.ofLambda().callWebhook(),
                Wiring.ofLambda().webhookVisibility(),
                Wiring.ofLambda().sideBySide(),
                Instant::now);
    }

    public WebhookHandler(
            CallWebhook callWebhook,
            SendHandler.Visibility visibility,
            SideBySide sideBySide,
            Supplier<Instant> clock) {
        this.callWebhook = callWebhook;
        this.visibility = visibility;
        this.sideBySide = sideBySide;
        this.clock = clock;
    }

    @Override
    public byte[] handle(byte[] event) {
        return SqsBatch.read(event).each(sideBySide, record -> {
            StepJob job = StepJobCodec.read(record.body());
            return new SqsBatch.Job(job.visit().run().customer(), () -> call(job, record));
        });
    }

    private void call(StepJob job, SqsBatch.Delivered record) {
        switch (callWebhook.call(job, clock.get())) {
            case CallWebhook.Result.Done() -> {}
            case CallWebhook.Result.Later(Duration delay, String why) -> {
                visibility.change(record.receiptHandle(), delay);
                throw new SqsBatch.Again(why);
            }
        }
    }
}
