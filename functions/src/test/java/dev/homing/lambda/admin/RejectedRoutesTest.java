package dev.homing.lambda.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.homing.adapter.json.inbound.BusEvent;
import dev.homing.adapter.memory.MemoryEventBus;
import dev.homing.app.SmallShop;
import dev.homing.app.port.Timeline;
import dev.homing.domain.event.CustomerEvent.Origin;
import dev.homing.lambda.AwsEvents;
import dev.homing.lambda.AwsEvents.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rejected events are seen with their reasons, mended, and replayed so that each counts once. */
class RejectedRoutesTest {
    /** Without anybody's id. */
    private static final String NOBODYS =
            "{\"type\":\"track\",\"event\":\"Product Added\",\"messageId\":\"m-1\",\"properties\":{\"product_id\":\"A\",\"price\":\"10\",\"currency\":\"EUR\"}%s}";

    private static final String MENDED =
            "{\"event\":{\"type\":\"track\",\"event\":\"Product Added\",\"messageId\":\"another\",\"userId\":\"ada\",\"properties\":{\"product_id\":\"A\",\"price\":\"10\",\"currency\":\"EUR\"}%s}}";

    private final SmallShop shop = new SmallShop();

    private void arrives(String id, String source, String message) {
        String body = AwsEvents.envelope(id, source, "track", shop.now().toString(), AwsEvents.read(message));
        deliver(body);
    }

    private void deliver(String body) {
        byte[] answer = shop.wiring.eventHandler().handle(AwsEvents.sqs("events", List.of(body)));
        assertThat(AwsEvents.failures(answer)).isEmpty();
    }

    private void deliverWhatIsOnTheBus() {
        int sent = 0;
        for (MemoryEventBus.Put put : shop.ports.bus.messages()) {
            String source = put.origin() == Origin.BROWSER ? BusEvent.BROWSER_SOURCE : BusEvent.SERVER_SOURCE;
            arrives("again-" + sent++, source, put.message());
        }
    }

    private Answer call(String method, String pattern, String path, String role, int status, String body) {
        Answer answer = Answer.of(shop.wiring.adminHandler().handle(AwsEvents.api(method, path, role, body)));
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(ApiDocument.problems(method, pattern, answer)).isEmpty();
        return answer;
    }

    private JsonNode list() {
        return call("GET", "/api/rejected", "/api/rejected", "viewer", 200, "")
                .json()
                .get("events");
    }

    private Answer replay(String id, String role, int status, String body) {
        return call("POST", "/api/rejected/{id}/replay", "/api/rejected/" + id + "/replay", role, status, body);
    }

    private List<Timeline.Entry> ofAda() {
        return shop.ports.timeline.newest(SmallShop.ADA, null, 10);
    }

    @Test
    void countsOnce_whenItIsMended_howeverOftenItIsReplayed() {
        arrives("bus-1", BusEvent.SERVER_SOURCE, NOBODYS.formatted(""));
        JsonNode listed = list().get(0);
        assertThat(listed.get("reason").asText()).startsWith("userId, anonymousId");
        assertThat(listed.get("door").asText()).isEqualTo("server");
        assertThat(listed.at("/event/messageId").asText()).isEqualTo("m-1");

        JsonNode problem = replay("bus-1", "editor", 422, "").json();
        assertThat(problem.get("detail").asText()).startsWith("userId, anonymousId");
        assertThat(shop.ports.bus.messages()).isEmpty();
        assertThat(list().get(0).has("replayedAt")).isFalse();

        Instant first = shop.now();
        replay("bus-1", "editor", 202, MENDED.formatted(""));
        shop.advance(Duration.ofMinutes(1));
        JsonNode again = replay("bus-1", "editor", 202, MENDED.formatted("")).json();

        assertThat(again.get("replayedAt").asText()).isEqualTo(first.toString());
        assertThat(list().get(0).get("replayedAt").asText()).isEqualTo(first.toString());
        deliverWhatIsOnTheBus();
        deliverWhatIsOnTheBus();
        assertThat(shop.state(SmallShop.ADA).carts().cart("").items()).isEqualTo(1);
        assertThat(ofAda()).singleElement().satisfies(entry -> assertThat(entry.event())
                .satisfies(event -> assertThat(event).hasFieldOrPropertyWithValue("messageId", "m-1")));
    }

    @Test
    void countsOnce_whenItsReplayIsInterruptedAfterTheBusHasIt() {
        arrives("bus-1", BusEvent.SERVER_SOURCE, NOBODYS.formatted(""));
        shop.chaos.killBefore("RejectedEvents.replayed");
        byte[] request = AwsEvents.api("POST", "/api/rejected/bus-1/replay", "editor", MENDED.formatted(""));
        assertThat(Answer.of(shop.wiring.adminHandler().handle(request)).status())
                .isEqualTo(500);
        assertThat(shop.ports.bus.messages()).hasSize(1);

        replay("bus-1", "editor", 202, MENDED.formatted(""));

        assertThat(shop.ports.bus.messages()).hasSize(2);
        deliverWhatIsOnTheBus();
        assertThat(shop.state(SmallShop.ADA).carts().cart("").items()).isEqualTo(1);
        assertThat(ofAda()).hasSize(1);
    }

    @Test
    void happenedWhenItHappened_alsoByAClockThatIsWrong() {
        Instant arrived = shop.now();
        // By the sender's clock, which is a day ahead, it was sent a minute after it happened.
        String times = ",\"timestamp\":\"" + arrived.plus(Duration.ofDays(1)).minusSeconds(60) + "\",\"sentAt\":\""
                + arrived.plus(Duration.ofDays(1)) + "\"";
        arrives("bus-1", BusEvent.SERVER_SOURCE, NOBODYS.formatted(times));
        arrives("bus-2", BusEvent.SERVER_SOURCE, NOBODYS.formatted("").replace("m-1", "m-2"));
        shop.advance(Duration.ofDays(2));

        replay("bus-1", "editor", 202, MENDED.formatted(times));
        replay("bus-2", "editor", 202, MENDED.formatted(""));
        deliverWhatIsOnTheBus();

        assertThat(shop.ports.bus.messages())
                .extracting(put -> Instant.parse(
                        AwsEvents.read(put.message()).get("timestamp").asText()))
                .satisfiesExactly(
                        at -> assertThat(at).isBetween(arrived.minusSeconds(60), arrived.minusSeconds(59)),
                        at -> assertThat(at).isBetween(arrived, arrived.plusSeconds(1)));
        assertThat(ofAda()).hasSize(2);
    }

    @Test
    void isTrustedNoMoreThanItWas() {
        arrives("bus-1", BusEvent.BROWSER_SOURCE, NOBODYS.formatted(""));
        replay("bus-1", "editor", 202, MENDED.formatted(""));
        assertThat(shop.ports.bus.messages()).singleElement().satisfies(put -> assertThat(put.origin())
                .isEqualTo(Origin.BROWSER));
    }

    @Test
    void isKnownByItsDelivery_whereItsSenderGaveItNoId() {
        arrives("bus-1", BusEvent.SERVER_SOURCE, NOBODYS.formatted("").replace("m-1", "undefined"));
        replay("bus-1", "editor", 202, MENDED.formatted(""));
        assertThat(AwsEvents.read(shop.ports.bus.messages().getFirst().message())
                        .get("messageId")
                        .asText())
                .isEqualTo("bus-1");
    }

    @Test
    void canBeMended_whereWhatCameIsNoEventAtAll() {
        deliver("no JSON");
        JsonNode listed = list().get(0);
        assertThat(listed.get("event").asText()).isEqualTo("no JSON");
        assertThat(listed.get("door").asText()).isEqualTo("browser");
        String id = listed.get("id").asText();

        replay(id, "editor", 422, "");
        replay(id, "editor", 202, MENDED.formatted(""));

        deliverWhatIsOnTheBus();
        assertThat(ofAda()).hasSize(1);
    }

    @Test
    void isSomebodysByTheOrderThatItNames_asSoonAsThatIsKnown() {
        arrives(
                "bus-1",
                BusEvent.SERVER_SOURCE,
                "{\"type\":\"track\",\"event\":\"Order Refunded\",\"messageId\":\"r-1\",\"properties\":{\"order_id\":\"o-1\",\"total\":\"4\",\"currency\":\"EUR\"}}");
        replay("bus-1", "editor", 422, "");
        shop.receive(shop.storefront.ordered("e1", "ada", "o-1", "10"));

        replay("bus-1", "editor", 202, "");
        deliverWhatIsOnTheBus();

        assertThat(ofAda()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "{}", "{\"event\":7}", "{\"event\":null}"})
    void saysWhatItExpects_whenTheBodyIsNone(String body) {
        arrives("bus-1", BusEvent.SERVER_SOURCE, NOBODYS.formatted(""));
        JsonNode problem = replay("bus-1", "editor", 400, body).json();
        assertThat(problem.at("/errors/0/field").asText()).isEqualTo("event");
    }

    @Test
    void isTooLargeForTheBus_orNotThere_orNotForViewers() {
        arrives("bus-1", BusEvent.SERVER_SOURCE, NOBODYS.formatted(""));
        String large = ",\"context\":{\"note\":\"" + "x".repeat(256 * 1024) + "\"}";
        assertThat(replay("bus-1", "editor", 422, MENDED.formatted(large)).body())
                .contains("255 KB");
        replay("nothing", "editor", 404, "");
        replay("bus-1", "viewer", 403, "");
        assertThat(shop.ports.bus.messages()).isEmpty();
    }

    @Test
    void comesInPages() {
        for (int i = 0; i < 5; i++) {
            arrives("bus-" + i, BusEvent.SERVER_SOURCE, NOBODYS.formatted(""));
            shop.advance(Duration.ofSeconds(1));
        }
        assertThat(page("/api/rejected?limit=2").at("/events/0/id").asText()).isEqualTo("bus-4");
        String cursor = page("/api/rejected?limit=2").get("cursor").asText();
        JsonNode second = page("/api/rejected?limit=3&cursor=" + cursor.replace("#", "%23"));
        assertThat(second.get("events")).hasSize(3);
        assertThat(second.at("/events/0/id").asText()).isEqualTo("bus-2");
        assertThat(second.get("cursor").isNull()).isTrue();
    }

    private JsonNode page(String path) {
        return call("GET", "/api/rejected", path, "viewer", 200, "").json();
    }
}
