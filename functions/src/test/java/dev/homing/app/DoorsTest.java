package dev.homing.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.adapter.json.Json;
import dev.homing.app.observe.CollectEvents;
import dev.homing.app.port.Sender.Outgoing;
import dev.homing.domain.Facts;
import dev.homing.domain.event.CustomerEvent.Origin;
import dev.homing.lambda.JsonHandler;
import dev.homing.lambda.http.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The doors that anyone can knock at, with more than they can take and less than they expect. */
class DoorsTest {
    private static final Pattern CLICK = Pattern.compile("https://t\\.shop\\.example(/t/c/[^\"]*)\"[^>]*>[^<]");

    private final World world = new World();

    private static Facts call(JsonHandler handler, String method, String path, String body) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("rawPath", path);
        event.put("requestContext", Map.of("http", Map.of("method", method, "sourceIp", "192.0.2.1")));
        event.put("headers", Map.of("user-agent", "Mozilla/5.0 (X11) Firefox/140"));
        event.put("body", body);
        return Json.object(
                new String(handler.handle(Json.write(event).getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8));
    }

    private Object batch(List<?> events, Map<String, Object> context) {
        world.ports.campaigns.writeKey(CollectEvents.hash("public"), Origin.BROWSER);
        String body = Json.write(Map.of("writeKey", "public", "batch", events, "context", context));
        return String.valueOf(
                call(world.wiring().collectHandler(), "POST", "/v1/batch", body).get("statusCode"));
    }

    private static List<Map<String, Object>> events(int count) {
        List<Map<String, Object>> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add(Map.of("type", "page", "userId", "u"));
        }
        return events;
    }

    @Test
    void handsOnNothing_thatAQueueRefuses() {
        String halfAnEmoji = "cut \ud83d";
        assertThat(batch(
                        List.of(Map.of(
                                "type",
                                "identify",
                                "userId",
                                "u",
                                "traits",
                                Map.of("firstName", halfAnEmoji, "x\uffff", 1))),
                        Map.of("y\ufffe", halfAnEmoji)))
                .isEqualTo("200");
        assertThat(world.ports.bus.messages()).isNotEmpty().allSatisfy(put -> assertThat(
                        put.message().codePoints())
                .allMatch(c -> c >= ' ' && !(c >= 0xD800 && c <= 0xDFFF) && c != 0xFFFE && c != 0xFFFF));
    }

    @Test
    void takesABatch_asLargeAsSdksSendOnes() {
        assertThat(batch(events(500), Map.of("library", "x"))).isEqualTo("200");
        assertThat(batch(
                        List.of(Map.of("type", "page", "userId", "u", "properties", Map.of("x", "y".repeat(32_000)))),
                        Map.of("ip", "z".repeat(1_000))))
                .isEqualTo("200");
    }

    @Test
    void refusesABatch_thatUnfoldsToMuchMoreThanItIs() {
        assertThat(batch(events(2_501), Map.of())).isEqualTo("413");
        assertThat(batch(events(2_000), Map.of("x", "y".repeat(30_000)))).isEqualTo("413");
        assertThat(batch(events(1), Map.of("x", "y".repeat(100_000)))).isEqualTo("413");
        assertThat(batch(List.of(Map.of("type", "page", "userId", "u", "x", "y".repeat(33_000))), Map.of()))
                .isEqualTo("413");
    }

    @Test
    void answersWhatIsNoAddress_withNotFound() {
        for (String path : List.of("/t/c/%zz/1/x", "/t/o/%/x", "/u/%c3%28/x", "/t/c/a-b/x/y", "/")) {
            assertThat(call(world.wiring().trackHandler(), "GET", path, "").text("statusCode"))
                    .isIn("404", "200");
        }
        assertThat(call(world.wiring().collectHandler(), "POST", "/v1/%zz", "{}")
                        .text("statusCode"))
                .isEqualTo("404");
    }

    @Test
    void leadsToTheShop_whenTheClickCannotBeWrittenDown() {
        world.event(world.identify("i1", "ada", null));
        world.event(world.added("e1", "ada", "A", "10.00"));
        world.advance(Duration.ofMinutes(30));
        String html = ((Outgoing.Email) world.sent().getFirst()).html();
        Matcher click = CLICK.matcher(html);
        assertThat(click.find()).isTrue();
        world.ports.states.save(world.ports.states.load(world.user("ada")).frozen(world.user("ada"), true));
        Facts answer = call(world.wiring().trackHandler(), "GET", click.group(1), "");
        assertThat(answer.text("statusCode")).isEqualTo("302");
        assertThat(answer.map("headers").text("location")).startsWith("https://shop.example");
    }

    @Test
    void encodesWhatAHeaderCannotHold() {
        assertThat(Response.redirect("https://shop.example/k\u00e4se?a=b%20c#d e")
                        .headers())
                .containsEntry("location", "https://shop.example/k%C3%A4se?a=b%20c#d%20e");
    }
}
