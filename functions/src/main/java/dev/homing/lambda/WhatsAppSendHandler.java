package dev.homing.lambda;

import dev.homing.app.SendMessage;
import java.time.Instant;
import java.util.function.Supplier;

/** Queue {@code whatsapp}. */
public final class WhatsAppSendHandler extends SendHandler {
    public WhatsAppSendHandler() {
        this(Wiring.ofLambda().sendWhatsApp(), Wiring.ofLambda().whatsAppVisibility(), Instant::now);
    }

    WhatsAppSendHandler(SendMessage sendMessage, Visibility visibility, Supplier<Instant> clock) {
        super(sendMessage, visibility, clock);
    }
}
