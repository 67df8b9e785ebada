package dev.homing.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.app.port.OutcomeQueue.Job;
import dev.homing.domain.Facts;
import dev.homing.domain.event.CustomerEvent.Origin;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.state.CustomerState;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is forgotten for doing nothing: those of whom only pages have told, and nobody else. */
class ExpiryTest {
    private static final int DAYS = 400;

    private World world = new World();

    private void identified(String id, String user, Origin origin) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("type", "identify");
        event.put("messageId", id);
        event.put("userId", user);
        event.put("timestamp", world.now().toString());
        event.put("traits", Map.of("email", user + "@example.com", "firstName", user));
        world.event(Facts.of(event), origin);
    }

    private void viewed(String id, String user, Origin origin) {
        world.event(world.track(id, user, "Product Viewed", Map.of("product_id", "mug")), origin);
    }

    /** As the schedule of a deployment does it; twice, as a schedule may. */
    private void daily(int days) {
        for (int day = 0; day < days; day++) {
            world.advance(Duration.ofDays(1));
            world.ports.outcomeQueue.enqueue(new Job.Daily());
            world.ports.outcomeQueue.enqueue(new Job.Daily());
            world.settle();
        }
        world.advance(Duration.ofHours(2));
    }

    private CustomerState state(String user) {
        return world.ports.states.load(CustomerId.ofUser(user));
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 1, 2, 3, 4, 5})
    void whoIsKnownFromPagesAlone_isErasedAfterFourHundredDaysOfSilence(long seed) {
        world = seed < 0 ? new World() : new World(new Chaos(new Random(seed), 0.05));
        identified("1", "ann", Origin.BROWSER);
        identified("2", "bob", Origin.SERVER);
        identified("3", "cy", Origin.BROWSER);
        identified("4", "dee", Origin.BROWSER);
        world.advance(Duration.ofDays(300));
        viewed("5", "cy", Origin.BROWSER);
        identified("6", "dee", Origin.SERVER);
        Instant seen = state("ann").seenAt();

        daily(DAYS - 300);
        assertThat(state("ann").seenAt()).as("after 400 days").isEqualTo(seen);
        assertThat(state("ann").isErased()).isFalse();

        daily(2);
        world.calm();
        world.advance(Duration.ofHours(2));
        assertThat(state("ann").isErased()).isTrue();
        assertThat(world.ports.profiles.load(CustomerId.ofUser("ann")).email()).isNull();
        assertThat(state("bob").isErased()).as("known to a server").isFalse();
        assertThat(state("cy").isErased()).as("was there 100 days ago").isFalse();
        assertThat(state("dee").isErased()).as("known to a server since").isFalse();
        assertThat(world.ports.profiles.load(CustomerId.ofUser("dee")).email()).isEqualTo("dee@example.com");

        viewed("7", "ann", Origin.BROWSER);
        world.settle();
        assertThat(state("ann").isErased()).as("who comes back is somebody new").isFalse();
    }
}
