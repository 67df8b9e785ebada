package dev.homing.cli.dev;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.cli.cost.Usage;
import dev.homing.emulator.StreamMapping.Shards;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an event uses of AWS does not grow with how many campaigns and audiences there are: measured with one of each, ten and a hundred. */
class ManyCampaignsTest {
    private static final int A_BATCH = 10;

    @TempDir
    private static Path home;

    private static MeteredStack stack;
    private static DevClient homing;
    private static String editor;

    private List<Shopper> shoppers = List.of();
    private int made;

    @BeforeAll
    static void start() throws IOException {
        stack = new MeteredStack(Path.of("../templates"), List.of(), home, new Shards(1, Duration.ofHours(4)));
        homing = stack.client();
        editor = homing.call("POST", "/dev/token", "{\"role\":\"admin\"}")
                .json()
                .path("token")
                .asText();
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    private static void put(String path, String body) {
        DevClient.Reply reply = homing.call(
                "PUT",
                path,
                body,
                "Authorization",
                "Bearer " + editor,
                "Content-Type",
                "application/json",
                "If-None-Match",
                "*");
        assertThat(reply.status()).as(reply.body()).isBetween(200, 201);
    }

    /** Campaigns that start when a customer did something three times within a week, and audiences of who did. */
    private void thereAre(int many) {
        for (; made < many; made++) {
            put("/api/campaigns/campaign-" + made, """
                    {"name": "Campaign %d", "kind": "marketing",
                     "trigger": {"type": "event", "event": "Asked %d",
                       "entry": {"event": "Watched", "count": {"atLeast": 3}, "within": "P7D"}},
                     "flow": {"start": "email", "nodes": [
                       {"id": "email", "type": "message", "name": "Email", "channel": "email", "template": "hello-%d", "next": "end"},
                       {"id": "end", "type": "end", "name": "End"}]},
                     "templates": [{"key": "hello-%d", "name": "Hello", "channel": "email",
                       "subject": "Hello", "html": "<p>Hello {{unsubscribeUrl}}</p>"}]}
                    """.formatted(made, made, made, made));
            DevClient.Reply activated = homing.call(
                    "POST", "/api/campaigns/campaign-" + made + "/activate", "", "Authorization", "Bearer " + editor);
            assertThat(activated.status()).as(activated.body()).isEqualTo(200);
            put("/api/audiences/audience-" + made, """
                    {"name": "Audience %d", "condition": {"all": [
                      {"attribute": "country", "is": "X%d"},
                      {"event": "Watched", "count": {"atLeast": 3}, "within": "P7D"}]}}
                    """.formatted(made, made));
        }
        stack.settle();
        // Every new condition has all customers looked at once.
        homing.advance("PT1H");
    }

    private void all(Function<Shopper, ObjectNode> said) {
        stack.atOnce(() -> shoppers.forEach(shopper -> stack.putOnBus(said.apply(shopper))));
    }

    private Map<String, BigDecimal> used(Function<Shopper, ObjectNode> said) {
        Usage used = stack.usedBy(() -> all(said)).dividedBy(shoppers.size());
        Map<String, BigDecimal> calls = new TreeMap<>(used.amounts());
        calls.keySet().removeIf(name -> name.startsWith("stored.bytes"));
        return calls;
    }

    /** An event that no campaign names, one that conditions of all of them ask about, and one that starts a single one. */
    private Map<String, Map<String, BigDecimal>> measured(int number) {
        shoppers = IntStream.range(0, A_BATCH)
                .mapToObj(i -> new Shopper(
                        homing,
                        "u" + number + "-" + i,
                        "u" + number + "-" + i + "@example.com",
                        "+49151%07d".formatted(number * 100 + i)))
                .toList();
        all(Shopper::identified);
        homing.advance("PT1M");
        all(shopper -> shopper.track("Watched", _ -> {}));
        Map<String, Map<String, BigDecimal>> measured = new LinkedHashMap<>();
        measured.put("that nobody asks about", used(shopper -> shopper.track("Passed By", _ -> {})));
        measured.put("that all ask about", used(shopper -> shopper.track("Watched", _ -> {})));
        measured.put("that starts one", used(shopper -> shopper.track("Asked 0", _ -> {})));
        return measured;
    }

    @Test
    void anEventUsesTheSame_withOneTenAndAHundred() {
        thereAre(1);
        measured(1);
        Map<String, Map<String, BigDecimal>> one = measured(2);
        thereAre(10);
        Map<String, Map<String, BigDecimal>> ten = measured(3);
        thereAre(100);
        Map<String, Map<String, BigDecimal>> hundred = measured(4);
        assertThat(one).containsKeys("that nobody asks about", "that all ask about", "that starts one");
        assertThat(ten).as("with ten campaigns and audiences").isEqualTo(one);
        assertThat(hundred).as("with a hundred").isEqualTo(one);
    }
}
