package dev.homing.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.emulator.wire.Json;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message that left, as its receiver sees it, one for each receiver.
 *
 * @param messageId the sender's own id where the provider carries one (SES tag {@code message}, WhatsApp callback data), else the
 *     provider's; a message sent twice is in the inbox twice, under one id
 * @param to address, phone number, or token of a device
 * @param from sender's address, phone number id or sender id
 * @param subject email only
 * @param html email only
 * @param text email's text part, an SMS, a WhatsApp template filled in, a notification's text
 * @param campaign from the tags, like step and variant
 * @param at when it left, on the emulator's clock
 * @param headers email: those the sender set, by their name as set
 * @param providerId SES, SNS or End User Messaging's message id; wamid
 * @param template WhatsApp: the template's name
 * @param tags email tags, or what the callback data or the context of an SMS holds
 * @param segments SMS: how many parts AWS charges for; 0 for other channels
 * @param notification push only
 */
public record InboxMessage(
        String messageId,
        Channel channel,
        String to,
        @Nullable String from,
        @Nullable String subject,
        @Nullable String html,
        @Nullable String text,
        @Nullable String campaign,
        @Nullable String step,
        @Nullable String variant,
        Instant at,
        Map<String, String> headers,
        String providerId,
        @Nullable String template,
        Map<String, String> tags,
        int segments,
        @Nullable Notification notification) {
    /** One of any other channel than push. */
    public InboxMessage(
            String messageId,
            Channel channel,
            String to,
            @Nullable String from,
            @Nullable String subject,
            @Nullable String html,
            @Nullable String text,
            @Nullable String campaign,
            @Nullable String step,
            @Nullable String variant,
            Instant at,
            Map<String, String> headers,
            String providerId,
            @Nullable String template,
            Map<String, String> tags,
            int segments) {
        this(
                messageId,
                channel,
                to,
                from,
                subject,
                html,
                text,
                campaign,
                step,
                variant,
                at,
                headers,
                providerId,
                template,
                tags,
                segments,
                null);
    }

    public InboxMessage {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }

    /** All members by name; absent ones null. */
    public ObjectNode toJson() {
        ObjectNode json = Json.object()
                .put("messageId", messageId)
                .put("channel", channel.key())
                .put("to", to)
                .put("from", from)
                .put("subject", subject)
                .put("html", html)
                .put("text", text)
                .put("campaign", campaign)
                .put("step", step)
                .put("variant", variant)
                .put("at", at.toString())
                .put("providerId", providerId)
                .put("template", template);
        ObjectNode headerNode = json.putObject("headers");
        headers.forEach(headerNode::put);
        ObjectNode tagNode = json.putObject("tags");
        tags.forEach(tagNode::put);
        if (channel == Channel.SMS) {
            json.put("segments", segments);
        }
        return notification == null ? json : notification.addTo(json);
    }
}
