package dev.homing.lambda;

import static dev.homing.app.SmallShop.ADA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.adapter.json.Json;
import dev.homing.app.SmallShop;
import dev.homing.app.port.RejectedEvents.RejectedEvent;
import dev.homing.domain.Facts;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.run.Run;
import dev.homing.domain.state.ArmedTimer;
import dev.homing.domain.state.CustomerState;
import dev.homing.lambda.wiring.Wiring;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Events as SQS delivers them from the bus: once, twice, in any order, and killed at every single moment. */
class EventHandlerTest {
    private static String onBus(SmallShop shop, Facts message) {
        return AwsEvents.envelope(
                "bus-" + message.text("messageId"),
                "shop.example",
                "x",
                shop.now().toString(),
                AwsEvents.read(Json.write(message)));
    }

    /** A morning of Ada's, a second apart. */
    private static List<String> morning(SmallShop shop) {
        List<String> bodies = new ArrayList<>();
        List<Function<SmallShop, Facts>> told = List.of(
                s -> s.storefront.added("e1", "anon-1", "A", "10.00"),
                s -> s.storefront.added("e2", "ada", "B", "5.00"),
                s -> s.storefront.identify("i1", "ada", "anon-1"),
                s -> s.storefront.track("p1", "ada", "Payment Failed", Map.of("order_id", "order-1")));
        for (Function<SmallShop, Facts> next : told) {
            bodies.add(onBus(shop, next.apply(shop)));
            shop.advance(Duration.ofSeconds(1));
        }
        return bodies;
    }

    @Test
    void takesInTheSample_andKeepsWhatIsNoEvent() {
        SmallShop shop = new SmallShop();
        byte[] answer = shop.wiring.eventHandler().handle(AwsEvents.bytes(AwsEvents.sample("aws/sqs-events.json")));
        assertThat(AwsEvents.failures(answer)).isEmpty();
        assertThat(shop.state(CustomerId.ofUser("u-1042")).carts().cart("").totals())
                .hasToString("[129.90 EUR]");
        assertThat(shop.ports.rejected.newest(10))
                .extracting(RejectedEvent::reason)
                .satisfiesExactlyInAnyOrder(
                        reason -> assertThat(reason).startsWith("userId, anonymousId: both are missing"),
                        reason -> assertThat(reason).startsWith("Not JSON"));
    }

    @Test
    void eventsEndTheSame_twiceAndKilledAnywhere() {
        Redelivery.endsTheSame("events", Wiring::eventHandler, EventHandlerTest::morning);
    }

    @Test
    void eventsEndTheSame_inAnyOrder() {
        Set<Object> expected = Set.of();
        for (int seed = 0; seed < 20; seed++) {
            SmallShop shop = new SmallShop();
            List<String> bodies = new ArrayList<>(morning(shop));
            if (seed > 0) {
                Collections.shuffle(bodies, new Random(seed));
            }
            for (String body : bodies) {
                assertThat(AwsEvents.failures(
                                shop.wiring.eventHandler().handle(AwsEvents.sqs("events", List.of(body)))))
                        .isEmpty();
            }
            // What came before the address starts when the address is known.
            shop.fireTimers();
            CustomerState ada = shop.state(ADA);
            Set<Object> ended = Set.of(
                    ada.carts().cart("").lines().keySet().stream().sorted().toList(),
                    ada.timers().stream().map(ArmedTimer::due).toList(),
                    ada.recent(),
                    shop.ports.runs.all().stream().map(Run::key).toList(),
                    String.valueOf(shop.ports.profiles.load(ADA).email()));
            if (seed == 0) {
                expected = ended;
            }
            assertThat(ended).as("order %s", seed).isEqualTo(expected);
        }
    }

    @Test
    void namesJustTheEventsThatFailed() {
        SmallShop shop = new SmallShop();
        List<String> bodies = List.of(
                onBus(shop, shop.storefront.added("e1", "ada", "A", "1")),
                onBus(shop, shop.storefront.added("e2", "bob", "B", "1")),
                onBus(shop, shop.storefront.added("e3", "ada", "C", "1")));
        shop.chaos.killBefore("CustomerStates.save");
        assertThat(AwsEvents.failures(shop.wiring.eventHandler().handle(AwsEvents.sqs("events", bodies))))
                .containsExactlyInAnyOrder("m0", "m2");
        assertThat(shop.state(CustomerId.ofUser("bob")).carts().cart("").items())
                .isEqualTo(1);
    }
}
