package dev.homing.cli.dev;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The campaigns under {@code templates/}, put through the admin API as a person would; cart recovery and failed payments are activated. */
final class Starters {
    /** Starters that wait for somebody to activate them, as after a deployment. All others are activated, a shop's own too. */
    private static final Set<String> DRAFTS = Set.of(
            "anniversary",
            "back-in-stock",
            "browse-recovery",
            "checkout-recovery",
            "confirm-subscription",
            "lead-education",
            "lead-re-engagement",
            "loyalty",
            "onboarding",
            "post-purchase",
            "price-drop",
            "promotion-week",
            "recommendations",
            "viewed-often",
            "welcome-series",
            "win-back",
            "wishlist-reminder");

    private final Path templates;
    private final URI url;
    private final String token;
    private final WhatsAppTemplates whatsApp;
    private final HttpClient http = HttpClient.newHttpClient();

    /**
     * @param url of the API
     * @param token of an admin
     */
    Starters(Path templates, URI url, String token, WhatsAppTemplates whatsApp) {
        this.templates = templates;
        this.url = url;
        this.token = token;
        this.whatsApp = whatsApp;
    }

    /** @throws IllegalStateException when the API refuses one; the message names the file and what to mend */
    void start() {
        try (Stream<Path> files = Files.list(templates.resolve("campaigns"))) {
            List<Path> campaigns = files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
            for (Path campaign : campaigns) {
                start(campaign);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(
                    "The starter campaigns could not be read: " + unreadable.getMessage(), unreadable);
        } finally {
            http.close();
        }
    }

    private void start(Path file) throws IOException {
        if (!(Answer.JSON.readTree(file.toFile()) instanceof ObjectNode campaign)) {
            throw new IllegalStateException(file + " is no JSON object");
        }
        String key = campaign.path("key").asText();
        ArrayNode messages = campaign.putArray("templates");
        for (String template : templatesOf(campaign)) {
            messages.add(message(template));
        }
        call("PUT", "/api/campaigns/" + key, campaign.toString(), file);
        if (!DRAFTS.contains(key)) {
            call("POST", "/api/campaigns/" + key + "/activate", "", file);
        }
    }

    private static Set<String> templatesOf(ObjectNode campaign) {
        Set<String> keys = new LinkedHashSet<>();
        for (JsonNode node : campaign.path("flow").path("nodes")) {
            if (node.hasNonNull("template")) {
                keys.add(node.path("template").asText());
            }
        }
        return keys;
    }

    /** A template's files as one JSON object, as the API takes it; WhatsApp's are approved on the way. */
    private ObjectNode message(String key) throws IOException {
        Path folder = templates.resolve("messages").resolve(key);
        Path file = folder.resolve("template.json");
        if (!Files.exists(file) || !(Answer.JSON.readTree(file.toFile()) instanceof ObjectNode template)) {
            throw new IllegalStateException(file + " is missing or no JSON object");
        }
        part(template, "html", folder.resolve("body.html.hbs"));
        part(template, "text", folder.resolve("body.txt.hbs"));
        if (template.path("channel").asText().equals("whatsapp")) {
            whatsApp.approve(template);
        }
        return template;
    }

    private static void part(ObjectNode template, String name, Path file) throws IOException {
        try {
            template.put(name, Files.readString(file));
        } catch (NoSuchFileException optional) {
            // The API says so where it is needed.
        }
    }

    private void call(String method, String path, String body, Path file) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(url.resolve(path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException(file + " was refused: " + method + " " + path + " answered "
                        + response.statusCode() + " " + response.body());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while campaigns were being started", stopped);
        }
    }
}
