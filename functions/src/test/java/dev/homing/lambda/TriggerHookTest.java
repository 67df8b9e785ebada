package dev.homing.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.adapter.Starters;
import dev.homing.app.World;
import dev.homing.app.observe.CollectEvents;
import dev.homing.domain.HookSignature;
import dev.homing.domain.event.CustomerEvent.Origin;
import dev.homing.lambda.AwsEvents.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Another system has a campaign started for a customer. */
class TriggerHookTest {
    private static final String BODY = "{\"userId\":\"ada\",\"properties\":{\"offer\":\"tea\"}}";

    private final World world = new World();

    TriggerHookTest() {
        world.ports.campaigns.writeKey(CollectEvents.hash("secret"), Origin.SERVER);
        world.ports.campaigns.writeKey(CollectEvents.hash("public"), Origin.BROWSER);
        world.publish(Starters.campaign("promotion-week"));
        world.event(world.identify("i1", "ada", null));
        world.settle();
    }

    private Answer call(String campaign, String body, Map<String, String> headers) {
        Answer answer = Answer.of(
                world.wiring().collectHandler().handle(AwsEvents.post("/hooks/trigger/" + campaign, headers, body)));
        world.settle();
        return answer;
    }

    private static Map<String, String> key(String key) {
        return Map.of(
                "authorization",
                "Basic " + Base64.getEncoder().encodeToString((key + ":").getBytes(StandardCharsets.UTF_8)));
    }

    private Map<String, String> signed(String body, long secondsAgo) {
        String seconds = Long.toString(world.now().getEpochSecond() - secondsAgo);
        byte[] signature =
                HookSignature.of(CollectEvents.hash("secret"), seconds, body.getBytes(StandardCharsets.UTF_8));
        return Map.of(
                HookSignature.HEADER, "t=" + seconds + ",v1=" + HexFormat.of().formatHex(signature));
    }

    @Test
    void startsTheCampaign_andSaysTheRun() {
        Answer answer = call("promotion-week", BODY, key("secret"));
        assertThat(answer.status()).isEqualTo(202);
        assertThat(world.ports.runs.all()).singleElement().satisfies(run -> {
            assertThat(run.id()).hasToString(answer.json().path("run").asText());
            assertThat(run.event().text("offer")).isEqualTo("tea");
        });
        assertThat(world.sent()).hasSize(1);
    }

    @Test
    void takesASignature_ofNow_overThisBody() {
        assertThat(call("promotion-week", BODY, signed(BODY, 10)).status()).isEqualTo(202);
        assertThat(call("promotion-week", BODY, signed(BODY, 301)).status()).isEqualTo(401);
        assertThat(call("promotion-week", BODY, signed("{}", 10)).status()).isEqualTo(401);
        assertThat(call("promotion-week", BODY, key("public")).status()).isEqualTo(401);
        assertThat(call("promotion-week", BODY, Map.of()).status()).isEqualTo(401);
        assertThat(world.sent()).hasSize(1);
    }

    @Test
    void countsOnce_underOneIdempotencyKey() {
        Map<String, String> once = new HashMap<>(key("secret"));
        once.put("idempotency-key", "order-7");
        call("promotion-week", BODY, once);
        world.advance(Duration.ofDays(8));
        call("promotion-week", BODY, once);
        assertThat(world.ports.runs.all()).hasSize(1);
        call("promotion-week", BODY, key("secret"));
        assertThat(world.ports.runs.all()).hasSize(2);
    }

    @Test
    void saysWhatIsWrong() {
        assertThat(call("none", BODY, key("secret")).status()).isEqualTo(404);
        assertThat(call("cart-recovery", BODY, key("secret")).status()).isEqualTo(409);
        assertThat(call("promotion-week", "{}", key("secret"))
                        .json()
                        .at("/errors/0/field")
                        .asText())
                .isEqualTo("userId");
        assertThat(call("promotion-week", "{\"userId\":\"undefined\"}", key("secret"))
                        .status())
                .isEqualTo(422);
        assertThat(call("promotion-week", "[]", key("secret")).status()).isEqualTo(400);
    }
}
