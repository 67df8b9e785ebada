package dev.homing.lambda;

import dev.homing.app.SideBySide;
import dev.homing.app.send.SendMessage;
import dev.homing.lambda.wiring.Wiring;
import java.time.Instant;
import java.util.function.Supplier;

/** Queue {@code whatsapp}. */
public final class WhatsAppSendHandler extends SendHandler {
    public WhatsAppSendHandler() {
        this(
                Wiring.ofLambda().sendWhatsApp(),
                Wiring.ofLambda().whatsAppVisibility(),
                Wiring.ofLambda().sideBySide(),
                Instant::now);
    }

    public WhatsAppSendHandler(
            SendMessage sendMessage, Visibility visibility, SideBySide sideBySide, Supplier<Instant> clock) {
        super(sendMessage, visibility, sideBySide, clock);
    }
}
