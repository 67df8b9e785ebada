package dev.homing.adapter.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.adapter.http.HttpPost;
import dev.homing.app.port.Answers;
import dev.homing.app.port.Sender;
import dev.homing.domain.reason.Reason;
import dev.homing.domain.reason.Reason.Code;
import dev.homing.domain.template.WhatsAppHeader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Sends approved templates by the Cloud API, and what people of the shop answer in words of their own. */
public final class WhatsAppSender implements Sender, Answers {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(10);

    private final URI messages;
    private final Supplier<String> accessToken;
    private final HttpPost http;

    /**
     * @param url of the Graph API with its version, such as {@code https://graph.facebook.com/v23.0}
     * @param phoneNumberId Meta's id of the number that the messages come from
     */
    public WhatsAppSender(URI url, String phoneNumberId, Supplier<String> accessToken) {
        this(url, phoneNumberId, accessToken, ANSWER_TIMEOUT);
    }

    /** @param timeout how long an answer may take; after it, nobody knows whether the message left */
    WhatsAppSender(URI url, String phoneNumberId, Supplier<String> accessToken, Duration timeout) {
        String base = url.toString();
        this.messages = URI.create((base.endsWith("/") ? base : base + "/") + phoneNumberId + "/messages");
        this.accessToken = accessToken;
        this.http = new HttpPost(CONNECT_TIMEOUT, timeout);
    }

    @Override
    public Result send(Outgoing message) {
        return switch (message) {
            case Outgoing.WhatsApp whatsApp -> post(body(whatsApp).toString().getBytes(StandardCharsets.UTF_8));
            case Outgoing.Email _, Outgoing.Sms _, Outgoing.Push _ ->
                throw new IllegalArgumentException("Only WhatsApp's own templates go by WhatsApp");
        };
    }

    @Override
    public Result send(String to, String text, Reference reference) {
        ObjectNode body = to(to, "text");
        body.putObject("text").put("body", text);
        body.put("biz_opaque_callback_data", CallbackData.write(reference));
        return post(body.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static ObjectNode to(String to, String type) {
        return JSON.createObjectNode()
                .put("messaging_product", "whatsapp")
                .put("recipient_type", "individual")
                // To a number, or to the id of a person who keeps it to themselves.
                .put(to.startsWith("+") ? "to" : "recipient", to)
                .put("type", type);
    }

    private Result post(byte[] body) {
        String token;
        try {
            token = accessToken.get();
        } catch (RuntimeException unreadable) {
            return new Result.TryLater(Reason.of(Code.TOKEN_NOT_VALID).withDetails(unreadable.getMessage()));
        }
        Map<String, String> headers = Map.of(
                "Authorization", "Bearer " + token, "Content-Type", "application/json", "Accept", "application/json");
        HttpPost.Outcome outcome;
        try {
            outcome = http.send(messages, headers, body);
        } catch (UncheckedIOException silent) {
            throw new UncheckedIOException(
                    "WhatsApp did not answer, so nobody knows whether the message left", silent.getCause());
        }
        return switch (outcome) {
            case HttpPost.Outcome.NotReached(String why) ->
                new Result.TryLater(Reason.of(Code.PROVIDER_UNAVAILABLE).withDetails("not reached: " + why));
            case HttpPost.Outcome.Answered answered -> result(answered.status(), json(answered.body()));
        };
    }

    private static JsonNode json(byte[] answer) {
        try {
            return JSON.readTree(answer);
        } catch (IOException notJson) {
            return JsonNodeFactory.instance.missingNode();
        }
    }

    private static Result result(int status, JsonNode answer) {
        String id = answer.path("messages").path(0).path("id").asText("");
        if (status / 100 == 2 && !id.isEmpty()) {
            return new Result.Sent(id);
        }
        MetaError error = MetaError.read(answer.path("error"));
        if (error != null) {
            boolean passing = status >= 500 || status == 429 || error.passing();
            return passing ? new Result.TryLater(error.reason()) : new Result.Refused(error.reason());
        }
        if (status == 401 || status == 403) {
            // The JDK keeps the text of a 401 to itself when a body was streamed.
            return new Result.TryLater(said(status == 401 ? Code.TOKEN_NOT_VALID : Code.PERMISSION_MISSING, status));
        }
        if (status == 429 || status == 503) {
            return new Result.TryLater(said(status == 429 ? Code.THROTTLED : Code.PROVIDER_UNAVAILABLE, status));
        }
        if (status / 100 == 4) {
            return new Result.Refused(said(Code.PROVIDER_REFUSED, status));
        }
        // A proxy's own answer, or one that we do not understand: the message may have passed it.
        throw new UncheckedIOException(
                new IOException("WhatsApp answered HTTP " + status + " without saying what became of the message"));
    }

    private static Reason said(Code code, int status) {
        return Reason.of(code).withDetails("HTTP " + status);
    }

    private static ObjectNode body(Outgoing.WhatsApp message) {
        ObjectNode body = to(message.to(), "template");
        ObjectNode template = body.putObject("template");
        template.put("name", message.approvedName());
        template.putObject("language").put("code", message.language());
        ArrayNode components = JSON.createArrayNode();
        WhatsAppHeader header = message.header();
        if (header != null) {
            String kind = header.kind().key();
            ObjectNode media = components
                    .addObject()
                    .put("type", "header")
                    .putArray("parameters")
                    .addObject()
                    .put("type", kind)
                    .putObject(kind);
            put(media, "link", header.link());
            put(media, "id", header.id());
            put(media, "filename", header.fileName());
        }
        if (!message.bodyParameters().isEmpty()) {
            ArrayNode parameters = components.addObject().put("type", "body").putArray("parameters");
            message.bodyParameters()
                    .forEach(text -> parameters.addObject().put("type", "text").put("text", text));
        }
        for (int i = 0; i < message.buttons().size(); i++) {
            button(components.addObject(), i, message.buttons().get(i));
        }
        if (!components.isEmpty()) {
            template.set("components", components);
        }
        body.put("biz_opaque_callback_data", CallbackData.write(message.tags()));
        return body;
    }

    /**
     * @see <a href="https://developers.facebook.com/docs/whatsapp/cloud-api/guides/send-message-templates">Meta, sending templates</a>
     */
    private static void button(ObjectNode json, int index, ButtonValue value) {
        json.put("type", "button");
        switch (value) {
            case ButtonValue.Path(String path) ->
                parameter(json.put("sub_type", "url"), index)
                        .put("type", "text")
                        .put("text", path);
            case ButtonValue.Payload(String payload) ->
                parameter(json.put("sub_type", "quick_reply"), index)
                        .put("type", "payload")
                        .put("payload", payload);
            case ButtonValue.Code(String code) ->
                parameter(json.put("sub_type", "copy_code"), index)
                        .put("type", "coupon_code")
                        .put("coupon_code", code);
        }
    }

    private static ObjectNode parameter(ObjectNode button, int index) {
        return button.put("index", Integer.toString(index))
                .putArray("parameters")
                .addObject();
    }

    private static void put(ObjectNode json, String name, @Nullable String value) {
        if (value != null) {
            json.put(name, value);
        }
    }
}
