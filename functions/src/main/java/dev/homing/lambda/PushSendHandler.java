package dev.homing.lambda;

import dev.homing.app.SideBySide;
import dev.homing.app.send.SendMessage;
import dev.homing.lambda.wiring.Wiring;
import java.time.Instant;
import java.util.function.Supplier;

/** Queue {@code push}. */
public final class PushSendHandler extends SendHandler {
    public PushSendHandler() {
        this(
                Wiring.ofLambda().sendPush(),
                Wiring.ofLambda().pushVisibility(),
                Wiring.ofLambda().sideBySide(),
                Instant::now);
    }

    public PushSendHandler(
            SendMessage sendMessage, Visibility visibility, SideBySide sideBySide, Supplier<Instant> clock) {
        super(sendMessage, visibility, sideBySide, clock);
    }
}
