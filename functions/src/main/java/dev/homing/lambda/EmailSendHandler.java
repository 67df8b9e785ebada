package dev.homing.lambda;

import dev.homing.app.SideBySide;
import dev.homing.app.send.SendMessage;
import dev.homing.lambda.wiring.Wiring;
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

    public EmailSendHandler(
            SendMessage sendMessage, Visibility visibility, SideBySide sideBySide, Supplier<Instant> clock) {
        super(sendMessage, visibility, sideBySide, clock);
    }
}
