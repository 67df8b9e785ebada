package dev.homing.cli.dev;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Locale;

/** WhatsApp templates as Meta's business manager has them: registered with the stand-in, which approves them at once. */
final class WhatsAppTemplates {
    /** Any: the stand-in has one business account. */
    private static final String BUSINESS_ACCOUNT = "100000000000002";

    private final URI address;
    private final String token;
    private final URI publicUrl;

    WhatsAppTemplates(URI endpoint, String version, String token, URI publicUrl) {
        this.address = endpoint.resolve("/" + version + "/" + BUSINESS_ACCOUNT + "/message_templates");
        this.token = token;
        this.publicUrl = publicUrl;
    }

    private void approve(JsonNode button, ObjectNode approved) {
        approved.put("text", button.path("text").asText());
        switch (button.path("type").asText("url")) {
            case "quickReply" -> approved.put("type", "QUICK_REPLY");
            case "copyCode" -> approved.put("type", "COPY_CODE");
            // Meta fixes a button's address but for its end; Homing's tracked links are that end.
            default -> approved.put("type", "URL").put("url", publicUrl + "/t/c/{{1}}");
        }
    }

    /** @param template as in {@code messages/KEY/template.json} */
    void approve(ObjectNode template) throws IOException {
        ObjectNode json = Answer.JSON
                .createObjectNode()
                .put("name", template.path("approvedName").asText())
                .put("language", template.path("language").asText())
                .put("category", "MARKETING");
        ArrayNode components = json.putArray("components");
        String header = template.hasNonNull("headerImage")
                ? "image"
                : template.path("header").path("type").asText();
        if (!header.isEmpty()) {
            components.addObject().put("type", "HEADER").put("format", header.toUpperCase(Locale.ROOT));
        }
        components
                .addObject()
                .put("type", "BODY")
                .put("text", template.path("body").asText());
        JsonNode single = template.path("button");
        JsonNode buttons = single.isObject() ? Answer.JSON.createArrayNode().add(single) : template.path("buttons");
        if (!buttons.isEmpty()) {
            ArrayNode approved = components.addObject().put("type", "BUTTONS").putArray("buttons");
            buttons.forEach(button -> approve(button, approved.addObject()));
        }
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json.toString()))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException(
                        "WhatsApp template " + template.path("key").asText() + " was refused: " + response.body());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while WhatsApp templates were being registered", stopped);
        }
    }
}
