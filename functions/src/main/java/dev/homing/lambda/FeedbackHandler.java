package dev.homing.lambda;

import dev.homing.adapter.json.inbound.SesEvent;
import dev.homing.adapter.json.inbound.SmsEvent;
import dev.homing.adapter.json.inbound.SmsReply;
import dev.homing.app.SideBySide;
import dev.homing.app.react.ReceiveReply;
import dev.homing.app.react.RecordFeedback;
import dev.homing.domain.Facts;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.id.MessageId;
import dev.homing.domain.message.MessageStatus;
import dev.homing.domain.reason.Reason;
import dev.homing.lambda.telemetry.Journal;
import dev.homing.lambda.wiring.Wiring;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Queue {@code feedback}: what AWS says became of emails and text messages, and what people answered to text messages. */
public final class FeedbackHandler implements JsonHandler {
    private final RecordFeedback recordFeedback;
    private final ReceiveReply receiveReply;
    private final SideBySide sideBySide;
    private final Supplier<Instant> clock;

    public FeedbackHandler() {
        this(
                Wiring.ofLambda().recordFeedback(),
                Wiring.ofLambda().receiveReply(),
                Wiring.ofLambda().sideBySide(),
                Instant::now);
    }

    public FeedbackHandler(
            RecordFeedback recordFeedback, ReceiveReply receiveReply, SideBySide sideBySide, Supplier<Instant> clock) {
        this.recordFeedback = recordFeedback;
        this.receiveReply = receiveReply;
        this.sideBySide = sideBySide;
        this.clock = clock;
    }

    @Override
    public byte[] handle(byte[] event) {
        return SqsBatch.read(event).each(sideBySide, record -> {
            Facts said = record.json();
            if (SmsReply.is(said)) {
                SmsReply reply = SmsReply.read(said);
                return new SqsBatch.Job(
                        reply.from(),
                        () -> receiveReply.answered(
                                Channel.SMS,
                                reply.from(),
                                reply.inReplyTo(),
                                reply.word(),
                                record.sentAt(),
                                clock.get()));
            }
            if (SmsEvent.is(said)) {
                SmsEvent sms = SmsEvent.read(said);
                return job(sms.message(), sms.status(), sms.at(), sms.reason());
            }
            SesEvent email = SesEvent.read(said);
            return job(email.message(), email.status(), email.at(), email.reason());
        });
    }

    /** Null for what is not ours, or changes nothing. */
    private SqsBatch.@Nullable Job job(
            @Nullable MessageId message, @Nullable MessageStatus status, Instant at, @Nullable Reason reason) {
        return message == null || status == null
                ? null
                : new SqsBatch.Job(message.customer(), () -> {
                    recordFeedback.record(message, status, at, reason, clock.get());
                    Journal.note("feedback", message, status.key());
                });
    }
}
