package dev.homing.cli.dev;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.domain.audience.Hashed;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** An ad platform hears who comes into an audience and who leaves it, from an event to its own list, from outside. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdAudienceTest {
    private final DevStack stack =
            DevStack.start(new DevOptions(0, 0, true, null, Path.of(".."), Clock.systemUTC()), _ -> {});
    private final DevClient homing = new DevClient(stack);

    @AfterAll
    void close() {
        stack.close();
    }

    private JsonNode call(String method, String path, int status, String body) {
        String token = homing.call("POST", "/dev/token", "{\"role\":\"admin\"}")
                .json()
                .path("token")
                .asText();
        DevClient.Reply reply = homing.call(method, path, body, "Authorization", "Bearer " + token);
        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        return reply.json();
    }

    private JsonNode members() {
        return homing.call("GET", stack.awsEndpoint() + "/v23.0/4242/users", "", "Authorization", "Bearer any")
                .json()
                .path("data");
    }

    @Test
    void aCustomerIsToldOf_andLeaves() {
        homing.putSecret("homing/webhooks/meta", "ads-token");
        Shopper ada = homing.shopper();
        ObjectNode identified = ada.identified();
        ((ObjectNode) identified.path("traits")).put("country", "DE");
        ((ObjectNode) identified.at("/traits/consent")).put("email", true);
        ada.sends(identified);
        call(
                "PUT",
                "/api/audiences/germans",
                200,
                "{\"name\":\"Germans\",\"condition\":{\"attribute\":\"country\",\"is\":\"DE\"}}");
        homing.advance("PT2M");
        call(
                "PUT",
                "/api/audiences/germans/destinations/meta",
                200,
                "{\"type\":\"meta\",\"audienceId\":\"4242\",\"accessToken\":{\"secret\":\"meta\"}}");
        homing.advance("PT5M");
        assertThat(members()).hasSize(1);
        assertThat(members().at("/0/0").asText())
                .isEqualTo(Hashed.of(ada.id() + "@example.com", null).email());
        JsonNode shown = homing.api("/api/audiences/germans/destinations").at("/destinations/0");
        assertThat(shown.path("told").asInt()).isEqualTo(1);
        assertThat(shown.path("waiting").asInt()).isZero();
        assertThat(shown.path("state").asText()).isEqualTo("ready");

        call("POST", "/api/audiences/germans/freeze", 202, "{\"list\":\"frozen\",\"name\":\"Frozen\"}");
        homing.advance("PT2M");
        assertThat(homing.api("/api/lists/frozen").path("count").asInt()).isEqualTo(1);

        ObjectNode optedOut = ada.identified();
        ((ObjectNode) optedOut.at("/traits/consent")).put("email", false);
        ada.sends(optedOut);
        homing.advance("PT5M");
        assertThat(members()).isEmpty();
        assertThat(homing.api("/api/audiences/germans").path("count").asInt()).isEqualTo(1);

        call("DELETE", "/api/audiences/germans/destinations/meta", 202, "");
        call("DELETE", "/api/audiences/germans", 202, "");
        call("DELETE", "/api/lists/frozen", 202, "");
        homing.advance("PT5M");
        call("DELETE", "/api/lists/frozen", 404, "");
    }
}
