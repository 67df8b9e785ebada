package dev.homing.lambda.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.adapter.json.Json;
import dev.homing.adapter.memory.MemoryCampaigns;
import dev.homing.adapter.memory.MemoryEventBus;
import dev.homing.app.campaign.IssueWriteKey;
import dev.homing.app.observe.CollectEvents;
import dev.homing.domain.Facts;
import dev.homing.domain.event.CustomerEvent.Origin;
import dev.homing.lambda.http.Request;
import dev.homing.lambda.http.Response;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WriteKeysTest {
    private static final String RANDOM = "5Jm0pZc7Qd2xW9sYtKf4LhRb8NvGa1Ue";

    private final MemoryCampaigns campaigns = new MemoryCampaigns();
    private final MemoryEventBus bus = new MemoryEventBus();

    @ParameterizedTest
    @CsvSource({"browser, hb_, BROWSER", "server, hs_, SERVER"})
    void tellsTheKeyOnce_andKeepsItsHash(String kind, String prefix, Origin origin) {
        Response response = post("{\"kind\":\"" + kind + "\"}", "admin");

        assertThat(response.status()).isEqualTo(201);
        assertThat(json(response).values()).isEqualTo(Map.of("key", prefix + RANDOM, "kind", kind));
        assertThat(new CollectEvents(campaigns, bus).origin(prefix + RANDOM)).isEqualTo(origin);
        assertThat(campaigns.current().writeKeys()).hasSize(1).doesNotContainKey(prefix + RANDOM);
    }

    @ParameterizedTest
    @ValueSource(strings = {"viewer", "editor", "approver"})
    void isForAdminsAlone(String role) {
        assertThat(post("{\"kind\":\"server\"}", role).status()).isEqualTo(403);
        assertThat(campaigns.current().writeKeys()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"kind\":\"bus\"}", "{\"kind\":7}"})
    void namesTheKindsThatThereAre_whenItIsNoneOfThem(String body) {
        Response response = post(body, "admin");

        assertThat(response.status()).isEqualTo(400);
        assertThat(json(response).list("errors")).singleElement().satisfies(error -> {
            assertThat(error.text("field")).isEqualTo("kind");
            assertThat(error.text("message")).contains("browser", "server");
        });
        assertThat(campaigns.current().writeKeys()).isEmpty();
    }

    @Test
    void saysSo_whenTheBodyIsNoJson() {
        assertThat(post("kind=server", "admin").status()).isEqualTo(400);
    }

    private Response post(String body, String role) {
        Routes routes = new Routes();
        new GeneralRoutes(
                        campaigns,
                        new IssueWriteKey(campaigns, () -> RANDOM),
                        new SignIn("", ""),
                        () -> Instant.parse("2026-11-20T11:02:00Z"))
                .addTo(routes);
        return routes.answer(new Request(
                "POST",
                "/api/write-keys",
                Map.of(),
                Map.of(),
                body.getBytes(StandardCharsets.UTF_8),
                List.of(role),
                "ann@shop.example",
                "203.0.113.7"));
    }

    private static Facts json(Response response) {
        return Json.object(new String(response.body(), StandardCharsets.UTF_8));
    }
}
