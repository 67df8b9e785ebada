package dev.homing.adapter.whatsapp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homing.app.port.Answers.Reference;
import dev.homing.app.port.Sender.Tags;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.id.MessageId;
import org.jspecify.annotations.Nullable;

/** What Meta gives back with every status of a message ({@code biz_opaque_callback_data}, at most 512 characters). */
final class CallbackData {
    private static final ObjectMapper JSON = new ObjectMapper();

    private CallbackData() {}

    static String write(Tags tags) {
        return JSON.createObjectNode()
                .put("message", tags.message().toString())
                .put("campaign", tags.campaign())
                .put("step", tags.step())
                .toString();
    }

    static String write(Reference reference) {
        return JSON.createObjectNode()
                .put("customer", reference.customer().value())
                .put("answer", reference.id())
                .toString();
    }

    /** Null where it is of no answer that somebody of the shop wrote here. */
    static @Nullable Reference readReference(String text) {
        try {
            JsonNode json = JSON.readTree(text);
            return json.path("customer").isTextual() && json.path("answer").isTextual()
                    ? new Reference(
                            new CustomerId(json.get("customer").textValue()),
                            json.get("answer").textValue())
                    : null;
        } catch (JsonProcessingException notOurs) {
            return null;
        }
    }

    /** Null where it is not ours: the number may be used by other software too. */
    static @Nullable Tags read(String text) {
        if (text.isEmpty()) {
            return null;
        }
        try {
            JsonNode json = JSON.readTree(text);
            if (!json.path("message").isTextual()
                    || !json.path("campaign").isTextual()
                    || !json.path("step").isTextual()) {
                return null;
            }
            return new Tags(
                    MessageId.parse(json.get("message").textValue()),
                    json.get("campaign").textValue(),
                    json.get("step").textValue());
        } catch (JsonProcessingException | IllegalArgumentException notOurs) {
            return null;
        }
    }
}
