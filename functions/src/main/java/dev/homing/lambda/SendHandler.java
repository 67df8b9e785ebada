package dev.homing.lambda;

import dev.homing.adapter.json.SendJobCodec;
import dev.homing.app.SendMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/** A channel's queue: messages to be sent. */
public abstract class SendHandler implements JsonHandler {
    private final SendMessage sendMessage;
    private final Visibility visibility;
    private final Supplier<Instant> clock;

    /** Says when a message that comes again is to come. */
    public interface Visibility {
        void change(String receiptHandle, Duration delay);
    }

    SendHandler(SendMessage sendMessage, Visibility visibility, Supplier<Instant> clock) {
        this.sendMessage = sendMessage;
        this.visibility = visibility;
        this.clock = clock;
    }

    @Override
    public byte[] handle(byte[] event) {
        return SqsBatch.read(event).each(record -> {
            switch (sendMessage.send(SendJobCodec.read(record.body()), clock.get())) {
                case SendMessage.Result.Done _ -> {}
                case SendMessage.Result.Later(Duration delay, String why) -> {
                    visibility.change(record.receiptHandle(), delay);
                    throw new SqsBatch.Again(why);
                }
            }
        });
    }
}
