package dev.homing.lambda.admin;

import dev.homing.adapter.file.CampaignSchema;
import dev.homing.adapter.json.MalformedJson;
import dev.homing.app.campaign.IssueWriteKey;
import dev.homing.app.port.Campaigns;
import dev.homing.domain.campaign.Shop;
import dev.homing.domain.event.CustomerEvent.Origin;
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

/** The API's own description, the shop's settings, and write keys. */
final class GeneralRoutes {
    private final Campaigns campaigns;
    private final IssueWriteKey issueWriteKey;
    private final SignIn signIn;
    private final Supplier<Instant> clock;

    GeneralRoutes(Campaigns campaigns, IssueWriteKey issueWriteKey, SignIn signIn, Supplier<Instant> clock) {
        this.campaigns = campaigns;
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
                .add("POST", "/api/write-keys", Role.ADMIN, (request, _) -> newWriteKey(request));
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
}
