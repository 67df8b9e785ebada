package dev.homing.adapter.whatsapp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.app.port.Sender;
import dev.homing.domain.reason.Reason;
import dev.homing.domain.reason.Reason.Code;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Sends approved templates by the Cloud API.
 *
 * <p>The JDK's own HTTP connection: it starts fastest. The body is streamed with a fixed length, which also keeps the JDK from silently
 * repeating a POST on a connection that broke: WhatsApp takes no idempotency key.
 */
public final class WhatsAppSender implements Sender {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(10);
    private static final int MOST_ANSWER_BYTES = 64 * 1024;

    private final URI messages;
    private final Supplier<String> accessToken;
    private final Duration timeout;

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
        this.timeout = timeout;
    }

    @Override
    public Result send(Outgoing message) {
        return switch (message) {
            case Outgoing.WhatsApp whatsApp -> post(body(whatsApp).toString().getBytes(StandardCharsets.UTF_8));
            case Outgoing.Email _, Outgoing.Sms _ ->
                throw new IllegalArgumentException("Only WhatsApp's own templates go by WhatsApp");
        };
    }

    private Result post(byte[] body) {
        String token;
        try {
            token = accessToken.get();
        } catch (RuntimeException unreadable) {
            return new Result.TryLater(Reason.of(Code.TOKEN_NOT_VALID).withDetails(unreadable.getMessage()));
        }
        HttpURLConnection connection;
        try {
            connection = (HttpURLConnection) messages.toURL().openConnection();
            connection.setRequestMethod("POST");
            connection.setDoOutput(true);
            connection.setInstanceFollowRedirects(false);
            connection.setConnectTimeout(Math.toIntExact(CONNECT_TIMEOUT.toMillis()));
            connection.setReadTimeout(Math.toIntExact(timeout.toMillis()));
            connection.setFixedLengthStreamingMode(body.length);
            connection.setRequestProperty("Authorization", "Bearer " + token);
            connection.setRequestProperty("Content-Type", "application/json");
            connection.setRequestProperty("Accept", "application/json");
            connection.connect();
        } catch (IOException notConnected) {
            return new Result.TryLater(
                    Reason.of(Code.PROVIDER_UNAVAILABLE).withDetails("not reached: " + notConnected.getMessage()));
        }
        try {
            try (OutputStream out = connection.getOutputStream()) {
                out.write(body);
            }
            int status = connection.getResponseCode();
            return result(status, answer(connection, status));
        } catch (IOException e) {
            throw new UncheckedIOException("WhatsApp did not answer, so nobody knows whether the message left", e);
        }
    }

    private static JsonNode answer(HttpURLConnection connection, int status) throws IOException {
        // Read to its end, so that the connection can be used again.
        try (InputStream in = status >= 400 ? connection.getErrorStream() : connection.getInputStream()) {
            byte[] bytes = in == null ? new byte[0] : in.readNBytes(MOST_ANSWER_BYTES);
            try {
                return JSON.readTree(bytes);
            } catch (JsonProcessingException notJson) {
                return JsonNodeFactory.instance.missingNode();
            }
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
        ObjectNode body = JSON.createObjectNode();
        body.put("messaging_product", "whatsapp");
        body.put("recipient_type", "individual");
        body.put("to", message.to());
        body.put("type", "template");
        ObjectNode template = body.putObject("template");
        template.put("name", message.approvedName());
        template.putObject("language").put("code", message.language());
        ArrayNode components = JSON.createArrayNode();
        if (message.headerImage() != null) {
            ObjectNode image = components
                    .addObject()
                    .put("type", "header")
                    .putArray("parameters")
                    .addObject();
            image.put("type", "image").putObject("image").put("link", message.headerImage());
        }
        if (!message.bodyParameters().isEmpty()) {
            ArrayNode parameters = components.addObject().put("type", "body").putArray("parameters");
            message.bodyParameters()
                    .forEach(text -> parameters.addObject().put("type", "text").put("text", text));
        }
        if (message.buttonPath() != null) {
            ObjectNode button = components.addObject();
            button.put("type", "button").put("sub_type", "url").put("index", "0");
            button.putArray("parameters").addObject().put("type", "text").put("text", message.buttonPath());
        }
        if (!components.isEmpty()) {
            template.set("components", components);
        }
        body.put("biz_opaque_callback_data", CallbackData.write(message.tags()));
        return body;
    }
}
