package dev.homing.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.adapter.Starters;
import dev.homing.adapter.file.AudienceFile;
import dev.homing.app.port.Unavailable;
import dev.homing.domain.Facts;
import dev.homing.domain.condition.Condition;
import dev.homing.domain.condition.Resolved;
import dev.homing.domain.event.CustomerEvent.Origin;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.id.Group;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Triggers, audiences and lists with handlers that are killed at any call, and events that come twice: the same messages, each once. */
class KilledTriggersTest {
    private World world = new World();
    private int number;

    private void killedAt(long seed) {
        world = new World(new Chaos(new Random(seed), 0.05));
    }

    private void tell(Facts event) {
        world.event(event);
        world.event(event);
        world.settle();
        world.advance(Duration.ofMinutes(10));
    }

    private void told(String user, String event, Map<String, Object> properties) {
        tell(world.track("e" + number++, user, event, properties));
    }

    private void product(String price) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("type", "track");
        message.put("event", "Product Updated");
        message.put("messageId", "p" + number++);
        message.put("timestamp", world.now().toString());
        message.put("properties", Map.of("product_id", "mug", "price", price, "currency", "EUR"));
        tell(Facts.of(message));
    }

    private long sent(String campaign) {
        return world.sent().stream()
                .filter(message -> message.tags().campaign().equals(campaign))
                .count();
    }

    /** As a person does whose request failed. */
    private static void untilDone(Runnable request) {
        for (int tries = 0; tries < 50; tries++) {
            try {
                request.run();
                return;
            } catch (Chaos.Killed | Unavailable failed) {
                assertThat(tries).isLessThan(49);
            }
        }
    }

    private static Resolved condition(String json) {
        return switch (AudienceFile.condition("{\"condition\":" + json.replace('\'', '"') + "}")) {
            case AudienceFile.Reading.Valid(String _, Condition read) -> Resolved.of(read);
            case AudienceFile.Reading.Invalid invalid -> throw new AssertionError(invalid.problems());
        };
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void startOnce(long seed) {
        killedAt(seed);
        for (String starter : new String[] {"viewed-often", "price-drop", "win-back", "browse-recovery"}) {
            world.publish(Starters.campaign(starter));
        }
        tell(world.identify("i1", "ada", null));
        product("20");
        for (int i = 0; i < 3; i++) {
            told("ada", "Product Viewed", Map.of("product_id", "mug", "name", "Mug"));
        }
        world.advance(Duration.ofHours(3));
        product("10");
        world.advance(Duration.ofDays(61));
        assertThat(sent("viewed-often")).isEqualTo(1);
        assertThat(sent("browse-recovery")).isEqualTo(1);
        assertThat(sent("price-drop")).isEqualTo(1);
        assertThat(sent("win-back")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void audiencesAndListsCountEveryoneOnce(long seed) {
        killedAt(seed);
        for (String user : new String[] {"ada", "bob", "eve"}) {
            tell(world.identify("i" + number++, user, null));
            told(user, "Product Viewed", Map.of("product_id", "mug"));
        }
        untilDone(() -> world.wiring().keepAudiences().saveList("news", "News", null, world.now()));
        Resolved viewed = condition("{'event':'Product Viewed','within':'P7D'}");
        untilDone(() -> world.wiring().keepAudiences().save("viewers", "Viewers", viewed, null, world.now()));
        world.advance(Duration.ofHours(1));
        told("ada", "List Joined", Map.of("list", "news"));
        told("bob", "List Joined", Map.of("list", "news"));
        told("ada", "List Left", Map.of("list", "news"));
        assertThat(world.ports.memberships.count(Group.audience("viewers"))).isEqualTo(3);
        assertThat(world.ports.memberships.members(Group.list("news"), null, 9).members())
                .containsExactly(CustomerId.ofUser("bob"));
        world.event(world.track("v", "anon-1", "Product Viewed", Map.of("product_id", "mug")), Origin.BROWSER);
        world.advance(Duration.ofDays(8));
        assertThat(world.ports.memberships.count(Group.audience("viewers"))).isZero();
    }
}
