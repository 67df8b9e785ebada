package dev.homing.lambda.admin;

import dev.homing.adapter.file.CampaignSchema;
import dev.homing.adapter.json.Json;
import dev.homing.adapter.json.MalformedJson;
import dev.homing.adapter.json.inbound.BusEvent;
import dev.homing.app.campaign.IssueWriteKey;
import dev.homing.app.port.Campaigns;
import dev.homing.app.port.EventBus;
import dev.homing.app.port.RejectedEvents;
import dev.homing.app.port.RejectedEvents.RejectedEvent;
import dev.homing.domain.Facts;
import dev.homing.domain.campaign.Shop;
import dev.homing.domain.event.CustomerEvent.Origin;
import dev.homing.domain.event.EventReading;
import dev.homing.lambda.http.Request;
import dev.homing.lambda.http.Response;
import dev.homing.lambda.http.Response.FieldError;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The API's own description, the shop's settings, write keys, and the rejected events. */
final class GeneralRoutes {
    private static final int MOST_REJECTED = 100;

    private final Campaigns campaigns;
    private final RejectedEvents rejected;
    private final EventBus bus;
    private final IssueWriteKey issueWriteKey;
    private final SignIn signIn;
    private final Supplier<Instant> clock;

    GeneralRoutes(
            Campaigns campaigns,
            RejectedEvents rejected,
            EventBus bus,
            IssueWriteKey issueWriteKey,
            SignIn signIn,
            Supplier<Instant> clock) {
        this.campaigns = campaigns;
        this.rejected = rejected;
        this.bus = bus;
        this.issueWriteKey = issueWriteKey;
        this.signIn = signIn;
        this.clock = clock;
    }

    void addTo(Routes routes) {
        routes.add("GET", "/api/openapi.json", null, (_, _) -> openApi())
                .add(
                        "GET",
                        "/api/schema/campaign.json",
                        null,
                        (_, _) -> Response.text(
                                200, "application/json", CampaignSchema.json().toPrettyString()))
                .add("GET", "/api/settings/public", null, (_, _) -> Response.json(200, Map.of("auth", signIn.json())))
                .add("GET", "/api/settings", Role.VIEWER, (_, _) -> settings())
                .add("POST", "/api/write-keys", Role.ADMIN, (request, _) -> newWriteKey(request))
                .add("GET", "/api/rejected", Role.VIEWER, (_, _) -> rejected())
                .add(
                        "POST",
                        "/api/rejected/{id}/replay",
                        Role.EDITOR,
                        (request, variables) -> replay(request, String.valueOf(variables.get("id"))));
    }

    private static Response openApi() {
        try (InputStream in = GeneralRoutes.class.getResourceAsStream("/openapi.json")) {
            if (in == null) {
                throw new IllegalStateException("openapi.json is not in the jar");
            }
            return Response.text(200, "application/json", new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Response settings() {
        Shop shop = campaigns.current().shop();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", shop.name());
        json.put("timeZone", shop.zone().getId());
        json.put("currency", shop.currency());
        json.put("url", shop.url());
        return Response.json(200, Map.of("shop", json, "now", clock.get().toString()));
    }

    private Response newWriteKey(Request request) {
        String kind;
        try {
            kind = String.valueOf(request.json().text("kind"));
        } catch (MalformedJson broken) {
            return Response.problem(400, "Bad request", String.valueOf(broken.getMessage()), List.of());
        }
        return switch (kind) {
            case "browser" -> writeKey(kind, Origin.BROWSER);
            case "server" -> writeKey(kind, Origin.SERVER);
            default -> {
                String why =
                        "Say \"browser\" for a key that pages and apps show to everyone, or \"server\" for a secret one";
                yield Response.problem(400, "Bad request", why, List.of(new FieldError("kind", why)));
            }
        };
    }

    private Response writeKey(String kind, Origin origin) {
        return Response.json(201, Map.of("key", issueWriteKey.issue(origin), "kind", kind));
    }

    private Response rejected() {
        return Response.json(
                200,
                Map.of(
                        "events",
                        rejected.newest(MOST_REJECTED).stream()
                                .map(GeneralRoutes::json)
                                .toList()));
    }

    private static Map<String, @Nullable Object> json(RejectedEvent event) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", event.id());
        json.put("at", event.at().toString());
        json.put("reason", event.reason());
        json.put("event", parsed(event.event()));
        return json;
    }

    /** Reasons begin with the field that they are about. */
    private static String field(String reason) {
        int colon = reason.indexOf(':');
        return colon < 0 ? "event" : "event." + reason.substring(0, colon);
    }

    private static @Nullable Object parsed(String text) {
        try {
            return Json.parse(text);
        } catch (MalformedJson notJson) {
            return text;
        }
    }

    private Response replay(Request request, String id) {
        RejectedEvent event = rejected.find(id);
        if (event == null) {
            return Response.problem(404, "Not found", "There is no rejected event \"" + id + "\"", List.of());
        }
        BusEvent received;
        try {
            received = BusEvent.read(event.event());
        } catch (RuntimeException unreadable) {
            return Response.problem(
                    409,
                    "Not possible now",
                    "It is no event of the bus, and would be rejected again: " + unreadable.getMessage(),
                    List.of());
        }
        Facts mended;
        try {
            mended = request.body().length == 0
                    ? received.message()
                    : request.json().map("event");
        } catch (MalformedJson broken) {
            return Response.problem(400, "Bad request", String.valueOf(broken.getMessage()), List.of());
        }
        if (mended.isEmpty()) {
            mended = received.message();
        }
        Map<String, @Nullable Object> message = new LinkedHashMap<>(mended.values());
        message.putIfAbsent("messageId", id);
        Instant now = clock.get();
        if (EventReading.read(new Facts(message), id, received.origin(), event.at(), now)
                instanceof EventReading.Rejected(String reason)) {
            return Response.problem(422, "1 problem to fix", reason, List.of(new FieldError(field(reason), reason)));
        }
        // By the same door as before, so that a browser's event is trusted no more than it was.
        bus.put(List.of(Json.write(message)), received.origin());
        rejected.remove(id);
        return Response.json(202, Map.of("sent", true));
    }
}
