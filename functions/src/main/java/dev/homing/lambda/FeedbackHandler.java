package dev.homing.lambda;

import dev.homing.adapter.json.SesEvent;
import dev.homing.app.RecordFeedback;
import dev.homing.domain.message.MessageId;
import java.time.Instant;
import java.util.function.Supplier;

/** Queue {@code feedback}: what SES says became of emails. */
public final class FeedbackHandler implements JsonHandler {
    private final RecordFeedback recordFeedback;
    private final Supplier<Instant> clock;

    public FeedbackHandler() {
        this(Wiring.ofLambda().recordFeedback(), Instant::now);
    }

    FeedbackHandler(RecordFeedback recordFeedback, Supplier<Instant> clock) {
        this.recordFeedback = recordFeedback;
        this.clock = clock;
    }

    @Override
    public byte[] handle(byte[] event) {
        return SqsBatch.read(event).each(record -> {
            SesEvent said = SesEvent.read(record.json());
            MessageId message = said.message();
            if (message != null && said.status() != null) {
                recordFeedback.record(message, said.status(), said.at(), said.reason(), clock.get());
            }
        });
    }
}
