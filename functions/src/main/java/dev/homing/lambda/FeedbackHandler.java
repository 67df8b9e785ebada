package dev.homing.lambda;

import dev.homing.adapter.json.inbound.SesEvent;
import dev.homing.app.SideBySide;
import dev.homing.app.react.RecordFeedback;
import dev.homing.domain.id.MessageId;
import dev.homing.domain.message.MessageStatus;
import dev.homing.lambda.telemetry.Journal;
import dev.homing.lambda.wiring.Wiring;
import java.time.Instant;
import java.util.function.Supplier;

/** Queue {@code feedback}: what SES says became of emails. */
public final class FeedbackHandler implements JsonHandler {
    private final RecordFeedback recordFeedback;
    private final SideBySide sideBySide;
    private final Supplier<Instant> clock;

    public FeedbackHandler() {
        this(Wiring.ofLambda().recordFeedback(), Wiring.ofLambda().sideBySide(), Instant::now);
    }

    public FeedbackHandler(RecordFeedback recordFeedback, SideBySide sideBySide, Supplier<Instant> clock) {
        this.recordFeedback = recordFeedback;
        this.sideBySide = sideBySide;
        this.clock = clock;
    }

    @Override
    public byte[] handle(byte[] event) {
        return SqsBatch.read(event).each(sideBySide, record -> {
            SesEvent said = SesEvent.read(record.json());
            MessageId message = said.message();
            MessageStatus status = said.status();
            return message == null || status == null
                    ? null
                    : new SqsBatch.Job(message.customer(), () -> {
                        recordFeedback.record(message, status, said.at(), said.reason(), clock.get());
                        Journal.note("feedback", message, status.key());
                    });
        });
    }
}
