package dev.homing.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homing.domain.Facts;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.consent.AddressKey;
import dev.homing.domain.consent.Suppression.Why;
import dev.homing.domain.id.CustomerId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a customer has a right to, as the admin's API gives it: to be told everything, and to have everything erased. */
class ErasureTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final CustomerId ADA = CustomerId.ofUser("ada-lovelace");

    private final World world = new World();
    private int number;

    private void event(String type, String name, Instant at, Map<String, ?> properties) {
        Map<String, Object> message = new LinkedHashMap<>(Map.of(
                "type",
                type,
                "messageId",
                "event-" + number++,
                "userId",
                "ada-lovelace",
                "timestamp",
                at.toString(),
                type.equals("identify") ? "traits" : "properties",
                properties));
        if (!name.isEmpty()) {
            message.put("event", name);
        }
        world.event(Facts.of(message));
        world.settle();
    }

    private JsonNode call(String method, String path, int status, String role) {
        String query = path.contains("?") ? path.substring(path.indexOf('?') + 1) : "";
        String event = JSON.createObjectNode()
                .put("rawPath", path.replaceAll("\\?.*", ""))
                .put("rawQueryString", query)
                .put("body", "")
                .set(
                        "requestContext",
                        JSON.valueToTree(Map.of(
                                "http",
                                Map.of("method", method, "sourceIp", "127.0.0.1"),
                                "authorizer",
                                Map.of(
                                        "jwt",
                                        Map.of(
                                                "claims",
                                                Map.of(
                                                        "email",
                                                        "ann@shop.example",
                                                        "cognito:groups",
                                                        List.of(role)))))))
                .toString();
        try {
            JsonNode answer = JSON.readTree(new String(
                    world.wiring().adminHandler().handle(event.getBytes(StandardCharsets.UTF_8)),
                    StandardCharsets.UTF_8));
            assertThat(answer.path("statusCode").asInt())
                    .as(answer.path("body").asText())
                    .isEqualTo(status);
            return JSON.readTree(answer.path("body").asText());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode erase() {
        JsonNode asked = call("DELETE", "/api/customers/ada-lovelace", 202, "admin");
        world.advance(Duration.ofMinutes(20));
        return call("GET", "/api/erasures/" + asked.path("id").asText(), 200, "admin");
    }

    private void identify() {
        event(
                "identify",
                "",
                world.now(),
                Map.of(
                        "email",
                        "ada@example.com",
                        "consent",
                        Map.of("email", Map.of("granted", true, "wording", "Yes"))));
    }

    @Test
    void tellsEverything_inPages_andWhoSaidSo() {
        identify();
        event("track", "Product Viewed", world.now(), Map.of("products", List.of(Map.of("product_id", "mug"))));
        for (int i = 0; i < 230; i++) {
            event("track", "Seen " + i, world.now(), Map.of("note", "x".repeat(12_000)));
        }

        JsonNode first = call("GET", "/api/customers/ada-lovelace/export", 200, "editor");
        assertThat(first.at("/customer/email").asText()).isEqualTo("ada@example.com");
        assertThat(first.at("/customer/consents/0/wording").asText()).isEqualTo("Yes");
        assertThat(first.at("/customer/consentHistory/0/who").asText()).isEqualTo("shop");
        int entries = first.path("entries").size();
        int pages = 1;
        String text = first.toString();
        for (JsonNode page = first; page.hasNonNull("next"); pages++) {
            String next = URLEncoder.encode(page.path("next").asText(), StandardCharsets.UTF_8);
            page = call("GET", "/api/customers/ada-lovelace/export?after=" + next, 200, "editor");
            entries += page.path("entries").size();
            text += page;
        }
        assertThat(entries).isEqualTo(232);
        assertThat(pages).as("none has more than 2 MB").isBetween(3, 6);
        assertThat(text).contains("\"interests\":[{", "\"product\":\"mug\"");
        call("GET", "/api/customers/ada-lovelace/export", 403, "viewer");
        call("GET", "/api/customers/ada-lovelace/export?after=anything", 400, "editor");
        call("GET", "/api/customers/nobody/export", 404, "editor");
    }

    @Test
    void takesNothingInOfWhatHappenedBefore_andBeginsAnewWithWhatTheyDoLater() {
        identify();
        Instant before = world.now();
        call("DELETE", "/api/customers/ada-lovelace", 403, "editor");

        assertThat(erase().path("state").asText()).isEqualTo("done");
        call("GET", "/api/customers/ada-lovelace", 404, "viewer");
        assertThat(call("GET", "/api/customers?q=ada", 200, "viewer").path("customers"))
                .isEmpty();

        event("track", "Product Added", before, Map.of("product_id", "mug"));
        event("identify", "", world.now(), Map.of("email", "ada@example.com"));
        event("track", "Order Completed", before, Map.of("order_id", "1001"));
        call("GET", "/api/customers/ada-lovelace", 404, "viewer");
        assertThat(world.ports.timeline.newest(ADA, null, 9)).isEmpty();
        assertThat(world.ports.orderBook.of("1001").revision()).isZero();

        world.advance(Duration.ofHours(1));
        event("track", "Product Added", before, Map.of("product_id", "mug"));
        identify();
        JsonNode anew = call("GET", "/api/customers/ada-lovelace", 200, "viewer");
        assertThat(anew.path("email").asText()).isEqualTo("ada@example.com");
        assertThat(world.ports.timeline.newest(ADA, null, 9)).hasSize(1);
        assertThat(world.ports
                        .suppressions
                        .of(AddressKey.of(Channel.EMAIL, "ada@example.com"))
                        .standsFor(Why.ERASED))
                .isTrue();
        assertThat(world.ports
                        .suppressions
                        .of(AddressKey.of(Channel.EMAIL, "ada@example.com"))
                        .refuses(false, world.ports.profiles.load(ADA).consent(Channel.EMAIL)))
                .as("their own yes is later")
                .isNull();
        assertThat(erase().path("state").asText()).as("once more").isEqualTo("done");
        call("GET", "/api/customers/ada-lovelace", 404, "viewer");
    }

    @Test
    void sendsNothing_ofWhatWasUnderWay() {
        identify();
        event(
                "track",
                "Product Added",
                world.now(),
                Map.of("product_id", "mug", "name", "Mug", "price", 24.9, "currency", "EUR", "quantity", 1));
        assertThat(world.ports.timers.armed()).isNotEmpty();

        erase();
        assertThat(world.ports.timers.armed()).isEmpty();
        world.advance(Duration.ofDays(3));

        assertThat(world.sent()).isEmpty();
    }
}
