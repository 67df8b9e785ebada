package dev.homing.lambda;

import dev.homing.adapter.json.inbound.StepJobCodec;
import dev.homing.adapter.json.inbound.TellJobCodec;
import dev.homing.app.SideBySide;
import dev.homing.app.audience.TellDestination;
import dev.homing.app.call.CallWebhook;
import dev.homing.app.port.StepJob;
import dev.homing.app.port.TellQueue.TellJob;
import dev.homing.domain.Facts;
import dev.homing.lambda.wiring.Wiring;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/** Queue {@code webhooks}: calls of other systems, and what destinations of audiences are told. */
public final class WebhookHandler implements JsonHandler {
    private final CallWebhook callWebhook;
    private final TellDestination tellDestination;
    private final SendHandler.Visibility visibility;
    private final SideBySide sideBySide;
    private final Supplier<Instant> clock;

    public WebhookHandler() {
        this(
                Wiring.ofLambda().callWebhook(),
                Wiring.ofLambda().tellDestination(),
                Wiring.ofLambda().webhookVisibility(),
                Wiring.ofLambda().sideBySide(),
                Instant::now);
    }

    public WebhookHandler(
            CallWebhook callWebhook,
            TellDestination tellDestination,
            SendHandler.Visibility visibility,
            SideBySide sideBySide,
            Supplier<Instant> clock) {
        this.callWebhook = callWebhook;
        this.tellDestination = tellDestination;
        this.visibility = visibility;
        this.sideBySide = sideBySide;
        this.clock = clock;
    }

    @Override
    public byte[] handle(byte[] event) {
        return SqsBatch.read(event).each(sideBySide, record -> {
            Facts json = record.json();
            if (json.get(TellJobCodec.FIELD) != null) {
                TellJob job = TellJobCodec.read(json.map(TellJobCodec.FIELD));
                return new SqsBatch.Job(job.customer(), () -> tell(job, record));
            }
            StepJob job = StepJobCodec.read(json);
            return new SqsBatch.Job(job.visit().run().customer(), () -> call(job, record));
        });
    }

    private void tell(TellJob job, SqsBatch.Delivered record) {
        switch (tellDestination.tell(job, clock.get())) {
            case TellDestination.Result.Done() -> {}
            case TellDestination.Result.Later(Duration delay, String why) -> later(record, delay, why);
        }
    }

    private void later(SqsBatch.Delivered record, Duration delay, String why) {
        visibility.change(record.receiptHandle(), delay);
        throw new SqsBatch.Again(why);
    }

    private void call(StepJob job, SqsBatch.Delivered record) {
        switch (callWebhook.call(job, clock.get())) {
            case CallWebhook.Result.Done() -> {}
            case CallWebhook.Result.Later(Duration delay, String why) -> later(record, delay, why);
        }
    }
}
