package dev.homing.lambda;

import dev.homing.app.SendMessage;
import dev.homing.app.SideBySide;
import java.time.Instant;
import java.util.function.Supplier;

/** Queue {@code email}. */
public final class EmailSendHandler extends SendHandler {
    public EmailSendHandler() {
        this(
                Wiring.ofLambda().sendEmail(),
                Wiring.ofLambda().emailVisibility(),
                Wiring.ofLambda().sideBySide(),
                Instant::now);
    }

    EmailSendHandler(SendMessage sendMessage, Visibility visibility, SideBySide sideBySide, Supplier<Instant> clock) {
        super(sendMessage, visibility, sideBySide, clock);
    }
}
