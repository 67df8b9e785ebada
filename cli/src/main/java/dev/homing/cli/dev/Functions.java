package dev.homing.cli.dev;

import dev.homing.lambda.JsonHandler;
import dev.homing.lambda.wiring.Wiring;
import java.util.Map;

/** The functions by their names on AWS. */
final class Functions {
    private Functions() {}

    static Map<String, JsonHandler> of(Wiring wiring) {
        return Map.ofEntries(
                Map.entry("EventHandler", wiring.eventHandler()),
                Map.entry("TimerHandler", wiring.timerHandler()),
                Map.entry("OutcomeHandler", wiring.outcomeHandler()),
                Map.entry("EmailSendHandler", wiring.emailSendHandler()),
                Map.entry("WhatsAppSendHandler", wiring.whatsAppSendHandler()),
                Map.entry("SmsSendHandler", wiring.smsSendHandler()),
                Map.entry("PushSendHandler", wiring.pushSendHandler()),
                Map.entry("WebhookHandler", wiring.webhookHandler()),
                Map.entry("FeedbackHandler", wiring.feedbackHandler()),
                Map.entry("CountHandler", wiring.countHandler()),
                Map.entry("AdminHandler", wiring.adminHandler()),
                Map.entry("CollectHandler", wiring.collectHandler()),
                Map.entry("TrackHandler", wiring.trackHandler()),
                Map.entry("WhatsAppHookHandler", wiring.whatsAppHookHandler()),
                Map.entry("PageHandler", wiring.pageHandler()));
    }
}
