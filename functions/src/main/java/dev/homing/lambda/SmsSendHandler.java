package dev.homing.lambda;

import dev.homing.app.SideBySide;
import dev.homing.app.send.SendMessage;
import dev.homing.lambda.wiring.Wiring;
import java.time.Instant;
import java.util.function.Supplier;

/** Queue {@code sms}. */
public final class SmsSendHandler extends SendHandler {
    public SmsSendHandler() {
        this(
                Wiring.ofLambda().sendSms(),
                Wiring.ofLambda().smsVisibility(),
                Wiring.ofLambda().sideBySide(),
                Instant::now);
    }

    public SmsSendHandler(
            SendMessage sendMessage, Visibility visibility, SideBySide sideBySide, Supplier<Instant> clock) {
        super(sendMessage, visibility, sideBySide, clock);
    }
}
