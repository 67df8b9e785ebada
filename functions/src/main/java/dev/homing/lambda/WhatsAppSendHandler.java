package dev.homing.lambda;

import dev.homing.app.SendMessage;
import dev.homing.app.SideBySide;
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

    WhatsAppSendHandler(
            SendMessage sendMessage, Visibility visibility, SideBySide sideBySide, Supplier<Instant> clock) {
        super(sendMessage, visibility, sideBySide, clock);
    }
}
