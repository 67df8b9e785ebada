package dev.homing.lambda;

import dev.homing.app.SendMessage;
import java.time.Instant;
import java.util.function.Supplier;

/** Queue {@code email}. */
public final class EmailSendHandler extends SendHandler {
    public EmailSendHandler() {
        this(Wiring.ofLambda().sendEmail(), Wiring.ofLambda().emailVisibility(), Instant::now);
    }

    EmailSendHandler(SendMessage sendMessage, Visibility visibility, Supplier<Instant> clock) {
        super(sendMessage, visibility, clock);
    }
}
