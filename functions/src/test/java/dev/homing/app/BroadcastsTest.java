package dev.homing.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.homing.adapter.Starters;
import dev.homing.app.port.Sender.Outgoing;
import dev.homing.app.port.Unavailable;
import dev.homing.domain.Facts;
import dev.homing.domain.broadcast.Broadcast;
import dev.homing.domain.broadcast.Figures;
import dev.homing.domain.broadcast.Recipient.Status;
import dev.homing.domain.message.MessageStatus;
import dev.homing.lambda.AwsEvents;
import dev.homing.lambda.AwsEvents.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Launching a campaign to many customers: each gets it once, and the figures add up at any moment. */
class BroadcastsTest {
    private static final String CAMPAIGN = "promotion-week";

    private World world = new World();
    private int number;

    @BeforeEach
    void launchable() {
        world.publish(Starters.campaign(CAMPAIGN));
    }

    private JsonNode call(String method, String path, int status, String body) {
        Answer answer = Answer.of(world.wiring()
                .adminHandler()
                .handle(AwsEvents.api(method, "/api/campaigns/" + CAMPAIGN + path, "admin", body.replace('\'', '"'))));
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        return answer.json();
    }

    private JsonNode launch(String body) {
        return call("POST", "/broadcast", 202, body);
    }

    private JsonNode figures() {
        return call("GET", "/broadcast", 200, "");
    }

    private void people(int from, int to) {
        for (int i = from; i < to; i++) {
            person("u" + i, Map.of("email", "u" + i + "@shop.example"));
        }
    }

    private void person(String user, Map<String, Object> traits) {
        Map<String, Object> said = new HashMap<>(traits);
        said.put("plan", "x");
        world.event(Facts.of(Map.of(
                "type",
                "identify",
                "messageId",
                "t" + number++,
                "timestamp",
                world.now().toString(),
                "userId",
                user,
                "traits",
                said)));
        world.settle();
    }

    private void listed(String list, String... users) {
        call("GET", "", 200, "");
        Answer saved = Answer.of(world.wiring()
                .adminHandler()
                .handle(AwsEvents.api("PUT", "/api/lists/" + list, "admin", "{\"name\":\"" + list + "\"}")));
        assertThat(saved.status()).isEqualTo(200);
        for (String user : users) {
            world.event(world.track("l" + number++, user, "List Joined", Map.of("list", list)));
            world.settle();
        }
    }

    private long sentTo(String address) {
        return world.sent().stream()
                .filter(message -> message.tags().campaign().equals(CAMPAIGN))
                .filter(message ->
                        message instanceof Outgoing.Email email && email.to().equals(address))
                .count();
    }

    /** As a person does whose request failed. */
    private void asked() {
        for (int tries = 0; tries < 50; tries++) {
            try {
                launch("{'audience':'everyone'}");
                return;
            } catch (Chaos.Killed | Unavailable failed) {
                assertThat(tries).isLessThan(49);
            }
        }
    }

    /** Recipients that are not counted in the right place, or not at all. */
    private void addsUp(int recipients) {
        for (Broadcast broadcast : world.ports.broadcasts.of(CAMPAIGN, 9)) {
            Figures figures = world.ports.broadcasts.figures(CAMPAIGN, broadcast.number());
            long sum = 0;
            for (Status status : Status.values()) {
                sum += figures.of(status);
            }
            assertThat(sum).isEqualTo(figures.recipients()).isEqualTo(recipients);
        }
    }

    @Test
    void reachesEveryoneOnce_andSaysWhyNotOfTheOthers() {
        people(0, 130);
        person("mute", Map.of("phone", "+4915112345678"));
        person("gone", Map.of("email", "gone@shop.example", "unsubscribed", true));

        JsonNode asked = launch("{'audience':'everyone'}");
        assertThat(asked.path("number").asInt()).isEqualTo(1);
        world.advance(Duration.ofMinutes(5));

        JsonNode figures = figures();
        assertThat(figures.path("state").asText()).isEqualTo("finished");
        assertThat(figures.path("recipients").asInt()).isEqualTo(132);
        assertThat(figures.path("sent").asInt()).isEqualTo(130);
        assertThat(figures.path("skipped").asInt()).isEqualTo(2);
        assertThat(figures.path("pending").asInt()).isZero();
        assertThat(sentTo("u7@shop.example")).isEqualTo(1);
        JsonNode recipients = call("GET", "/broadcasts/1/recipients", 200, "").path("recipients");
        Set<String> reasons = new HashSet<>();
        recipients.forEach(one -> reasons.add(one.at("/reason/code").asText()));
        String second =
                call("GET", "/broadcasts/1/recipients", 200, "").path("next").asText();
        assertThat(second).isNotEmpty();
        world.ports.broadcasts.recipients(CAMPAIGN, 1, null, 500).recipients().stream()
                .filter(one -> one.reason() != null)
                .forEach(one -> reasons.add(one.reason().code().key()));
        assertThat(reasons).contains("no-email");
        addsUp(132);
    }

    @Test
    void tellsOnTheTimelineWhoLaunchedIt() {
        people(0, 1);
        launch("{'audience':'everyone'}");
        world.advance(Duration.ofMinutes(1));
        Answer answer = Answer.of(world.wiring()
                .adminHandler()
                .handle(AwsEvents.api(
                        "GET", "/api/customers/" + world.user("u0").value() + "/timeline", "admin", "")));
        assertThat(answer.body()).contains("Started: admin").contains("launched it");
    }

    @Test
    void isMeantForListsAndAudiences_andLeavesOthersOut() {
        people(0, 6);
        listed("news", "u1", "u2", "u3");
        listed("friends", "u3", "u4");
        listed("staff", "u2");

        launch("{'include':[{'list':'news'},{'list':'friends'}],'exclude':[{'list':'staff'}]}");
        world.advance(Duration.ofMinutes(5));

        assertThat(figures().path("recipients").asInt()).isEqualTo(3);
        assertThat(figures().path("sent").asInt()).isEqualTo(3);
        assertThat(sentTo("u2@shop.example")).isZero();
        assertThat(sentTo("u3@shop.example")).isEqualTo(1);
    }

    @Test
    void goesOutOnEachRecipientsOwnClock() {
        person("tokyo", Map.of("email", "tokyo@shop.example", "timezone", "Asia/Tokyo"));
        person("berlin", Map.of("email", "berlin@shop.example", "timezone", "Europe/Berlin"));
        person("nowhere", Map.of("email", "nowhere@shop.example"));
        person("lima", Map.of("email", "lima@shop.example", "timezone", "America/Lima"));

        launch("{'audience':'everyone','at':'2026-11-24T09:00','localTime':true}");
        world.advance(Duration.between(world.now(), Instant.parse("2026-11-24T00:00:30Z")));
        assertThat(figures().path("state").asText()).isEqualTo("sending");
        assertThat(sentTo("tokyo@shop.example")).isEqualTo(1);
        assertThat(figures().path("pending").asInt()).isEqualTo(3);

        world.advance(Duration.between(world.now(), Instant.parse("2026-11-24T08:00:30Z")));
        assertThat(sentTo("berlin@shop.example")).isEqualTo(1);
        assertThat(sentTo("nowhere@shop.example")).isEqualTo(1);
        assertThat(sentTo("lima@shop.example")).isZero();

        world.advance(Duration.between(world.now(), Instant.parse("2026-11-24T14:00:30Z")));
        assertThat(sentTo("lima@shop.example")).isEqualTo(1);
        assertThat(figures().path("state").asText()).isEqualTo("finished");
        addsUp(4);
    }

    @Test
    void waitsForItsTime_andComesAgain() {
        people(0, 2);
        launch("{'audience':'everyone','at':'2026-11-23T09:00','every':'P7D'}");
        world.advance(Duration.ofHours(20));
        assertThat(world.sent()).isEmpty();
        assertThat(figures().path("state").asText()).isEqualTo("scheduled");
        world.advance(Duration.ofHours(4));
        assertThat(sentTo("u1@shop.example")).isEqualTo(1);
        assertThat(figures().path("number").asInt()).isEqualTo(2);
        world.advance(Duration.ofDays(5));
        assertThat(sentTo("u1@shop.example")).isEqualTo(1);
        world.advance(Duration.ofDays(2));
        // The first one's second message, and the second one's first.
        assertThat(sentTo("u1@shop.example")).isEqualTo(3);
        call("POST", "/stop", 202, "");
        world.advance(Duration.ofDays(30));
        assertThat(sentTo("u1@shop.example")).isLessThanOrEqualTo(4);
        assertThat(figures().path("state").asText()).isEqualTo("stopped");
    }

    @Test
    void isThrottled() {
        people(0, 5);
        launch("{'audience':'everyone','perMinute':2}");
        world.advance(Duration.ofSeconds(65));
        assertThat(figures().path("sent").asInt()).isBetween(2, 3);
        world.advance(Duration.ofMinutes(3));
        assertThat(figures().path("sent").asInt()).isEqualTo(5);
    }

    @Test
    void sendsNothingMoreOnceItIsStopped_andNotesTheRestAsSkipped() {
        people(0, 10);
        launch("{'audience':'everyone','perMinute':2}");
        world.advance(Duration.ofSeconds(65));
        int sent = figures().path("sent").asInt();

        JsonNode stopped = call("POST", "/stop", 202, "");
        assertThat(stopped.path("state").asText()).isEqualTo("stopping");
        world.advance(Duration.ofDays(8));

        JsonNode figures = figures();
        assertThat(figures.path("state").asText()).isEqualTo("stopped");
        assertThat(figures.path("sent").asInt()).isEqualTo(sent);
        assertThat(figures.path("skipped").asInt()).isEqualTo(10 - sent);
        assertThat(world.sent()).as("nor its second message").hasSize(sent);
        addsUp(10);
        call("POST", "/stop", 202, "");
        assertThat(figures().path("state").asText()).isEqualTo("stopped");
    }

    @Test
    void keepsItsPlaceWhileTheCampaignIsPaused() {
        people(0, 6);
        launch("{'audience':'everyone','perMinute':2}");
        world.advance(Duration.ofSeconds(35));
        world.pause(CAMPAIGN);
        int sent = figures().path("sent").asInt();
        world.advance(Duration.ofDays(2));
        assertThat(figures().path("sent").asInt()).isEqualTo(sent).isLessThan(6);
        world.resume(CAMPAIGN);
        world.advance(Duration.ofMinutes(10));
        assertThat(figures().path("sent").asInt()).isEqualTo(6);
        assertThat(figures().path("state").asText()).isEqualTo("finished");
    }

    @Test
    void isOneBroadcast_howeverOftenTheSameIsAskedFor() {
        people(0, 3);
        assertThat(launch("{'audience':'everyone'}").path("number").asInt()).isEqualTo(1);
        assertThat(launch("{'audience':'everyone'}").path("number").asInt()).isEqualTo(1);
        call("POST", "/broadcast", 409, "{'audience':'everyone','perMinute':5}");
        world.advance(Duration.ofMinutes(5));
        assertThat(sentTo("u1@shop.example")).isEqualTo(1);
        assertThat(launch("{'audience':'everyone'}").path("number").asInt()).isEqualTo(2);
        world.advance(Duration.ofMinutes(5));
        assertThat(sentTo("u1@shop.example")).isEqualTo(2);
    }

    @Test
    void isOneBroadcast_underOneKey_alsoWhenItIsOver() {
        people(0, 2);
        for (int i = 0; i < 3; i++) {
            byte[] request = AwsEvents.api(
                    "POST",
                    "/api/campaigns/" + CAMPAIGN + "/broadcast",
                    "admin",
                    Map.of("Idempotency-Key", "spring"),
                    "{\"audience\":\"everyone\"}");
            Answer answer = Answer.of(world.wiring().adminHandler().handle(request));
            assertThat(answer.status()).isEqualTo(202);
            assertThat(answer.json().path("number").asInt()).isEqualTo(1);
            world.advance(Duration.ofMinutes(5));
        }
        assertThat(sentTo("u1@shop.example")).isEqualTo(1);
    }

    @Test
    void countsWhoTurnedOutToBeSomebodyElseOnce() {
        person("old", Map.of("email", "old@shop.example"));
        people(0, 2);
        listed("news", "u0", "u1");
        launch("{'list':'news','at':'2026-11-23T09:00'}");
        world.advance(Duration.ofHours(22).plusMinutes(59));
        world.advance(Duration.ofHours(2));
        assertThat(figures().path("sent").asInt()).isEqualTo(2);
        addsUp(2);
    }

    @Test
    void findsWhetherAnUncertainMessageLeft() {
        people(0, 1);
        launch("{'audience':'everyone'}");
        world.advance(Duration.ofMinutes(1));
        assertThat(figures().path("sent").asInt()).isEqualTo(1);
        world.reaction(world.ports.messages.all().getFirst().id(), MessageStatus.BOUNCED, world.now());
        world.settle();
        assertThat(figures().path("sent").asInt()).as("it left, and came back").isEqualTo(1);
    }

    @Test
    void saysAllThatIsWrongWithARequest() {
        JsonNode problem = call(
                "POST", "/broadcast", 422, "{'at':'yesterday','every':'P0D','perMinute':0,'localTime':'x','foo':1}");
        Set<String> fields = new HashSet<>();
        problem.path("errors").forEach(error -> fields.add(error.path("field").asText()));
        assertThat(fields).containsExactlyInAnyOrder("audience", "at", "every", "perMinute", "localTime", "foo");
        call("POST", "/broadcast", 422, "{'audience':'nobody-made-it'}");
        call("POST", "/broadcast", 422, "{'audience':'everyone','at':'2020-01-01T09:00'}");
        call("POST", "/broadcast", 422, "{'include':[{'audience':'a','list':'b'}]}");
        call("GET", "/broadcast", 404, "");
        call("POST", "/stop", 409, "");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void losesAndDoublesNobody_whereItIsKilledAnywhere(long seed) {
        world = new World(new Chaos(new Random(seed), 0.004));
        launchable();
        people(0, 120);
        person("mute", Map.of("phone", "+4915112345678"));
        world.advance(Duration.ofMinutes(20));
        asked();
        for (int i = 0; i < 120; i++) {
            world.advance(Duration.ofSeconds(5));
            if (!world.ports.broadcasts.of(CAMPAIGN, 1).isEmpty()) {
                Figures figures = world.ports.broadcasts.figures(CAMPAIGN, 1);
                assertThat(figures.recipients()).isBetween(0L, 121L);
            }
        }
        world.calm();
        world.advance(Duration.ofHours(1));
        Figures figures = world.ports.broadcasts.figures(CAMPAIGN, 1);
        assertThat(figures.recipients()).isEqualTo(121);
        assertThat(figures.of(Status.SENT)).isEqualTo(120);
        assertThat(figures.of(Status.SKIPPED)).isEqualTo(1);
        for (int i = 0; i < 120; i++) {
            assertThat(sentTo("u" + i + "@shop.example")).isEqualTo(1);
        }
    }
}
