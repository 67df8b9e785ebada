package dev.homing.lambda;

import dev.homing.adapter.json.inbound.SendJobCodec;
import dev.homing.app.SideBySide;
import dev.homing.app.port.SendJob;
import dev.homing.app.send.SendMessage;
import dev.homing.domain.message.Message;
import dev.homing.lambda.telemetry.Journal;
import dev.homing.lambda.telemetry.Metric;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/** A channel's queue: messages to be sent. */
public abstract class SendHandler implements JsonHandler {
    private final SendMessage sendMessage;
    private final Visibility visibility;
    private final SideBySide sideBySide;
    private final Supplier<Instant> clock;

    /** Says when a message that comes again is to come. */
    public interface Visibility {
        void change(String receiptHandle, Duration delay);
    }

    SendHandler(SendMessage sendMessage, Visibility visibility, SideBySide sideBySide, Supplier<Instant> clock) {
        this.sendMessage = sendMessage;
        this.visibility = visibility;
        this.sideBySide = sideBySide;
        this.clock = clock;
    }

    @Override
    public byte[] handle(byte[] event) {
        return SqsBatch.read(event).each(sideBySide, this::job);
    }

    SqsBatch.Job job(SqsBatch.Delivered record) {
        SendJob job = SendJobCodec.read(record.body());
        return new SqsBatch.Job(job.run().customer(), () -> send(job, record));
    }

    private void send(SendJob job, SqsBatch.Delivered record) {
        Instant now = clock.get();
        switch (sendMessage.send(job, now)) {
            case SendMessage.Result.Done(Message message) -> {
                if (message != null) {
                    Journal.sent(message, Duration.between(record.sentAt(), now));
                }
            }
            case SendMessage.Result.GoesOn(Message message) ->
                Journal.sent(message, Duration.between(record.sentAt(), now));
            case SendMessage.Result.Later(Duration delay, String why) -> {
                Journal.count(Metric.SENDS_PUT_OFF, job.channel());
                throw again(record, delay, why);
            }
        }
    }

    SqsBatch.Again again(SqsBatch.Delivered record, Duration delay, String why) {
        visibility.change(record.receiptHandle(), delay);
        return new SqsBatch.Again(why);
    }
}
