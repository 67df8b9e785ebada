package dev.homing.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.domain.Facts;
import dev.homing.domain.cart.Carts;
import dev.homing.domain.event.CustomerEvent.Origin;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.message.MessageStatus;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An order closes the cart that it came from, whoever the shop says has ordered. */
class OrdersFindCartsTest {
    private static final Duration DELAY = Duration.ofMinutes(30);

    private final World world = new World();

    private static Facts with(Facts message, String name, Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(message.values());
        changed.put(name, value);
        return Facts.of(changed);
    }

    private static Facts withEmail(Facts message, String email) {
        return with(message, "context", Map.of("traits", Map.of("email", email)));
    }

    private Facts visitorAdds(String visitor, String product, String cart) {
        Map<String, Object> properties =
                new LinkedHashMap<>(Map.of("product_id", product, "price", "10.00", "currency", "EUR"));
        if (!cart.isEmpty()) {
            properties.put("cart_id", cart);
        }
        return withEmail(
                world.track("add" + visitor + product + cart, visitor, "Product Added", properties),
                visitor + "@example.com");
    }

    private Facts order(String user, Map<String, Object> more) {
        Map<String, Object> properties = new LinkedHashMap<>(Map.of("total", "10.00", "currency", "EUR"));
        properties.putAll(more);
        properties.putIfAbsent("order_id", "order-" + user);
        return world.track("order" + user + more.hashCode(), user, "Order Completed", properties);
    }

    private void tell(Facts... events) {
        for (Facts event : events) {
            world.event(event);
            world.settle();
            world.advance(Duration.ofSeconds(10));
        }
    }

    private List<String> lines(String user) {
        return List.copyOf(world.ports
                .states
                .load(CustomerId.ofUser(user))
                .carts()
                .cart(Carts.ONLY)
                .lines()
                .keySet());
    }

    @Test
    void closesTheVisitorsCart_whenTheOrderNamesBothIds() {
        tell(visitorAdds("anon-1", "A", ""), with(order("ada", Map.of()), "anonymousId", "anon-1"));
        world.advance(Duration.ofDays(3));
        assertThat(world.sent()).isEmpty();
        assertThat(world.ports.states.load(CustomerId.ofAnonymous("anon-1")).mergedInto())
                .isEqualTo(CustomerId.ofUser("ada"));
    }

    @Test
    void countsTheOrderForTheVisitorsClick() {
        tell(visitorAdds("anon-1", "A", ""));
        world.advance(DELAY);
        world.wiring()
                .recordFeedback()
                .record(
                        world.sent().getFirst().tags().message(),
                        MessageStatus.CLICKED,
                        world.now(),
                        null,
                        world.now());
        world.advance(Duration.ofMinutes(5));
        tell(with(order("ada", Map.of()), "anonymousId", "anon-1"));
        assertThat(world.counts()).containsEntry("cart-recovery converted", 1L);
        assertThat(world.recovered().toString()).isEqualTo("10.00 EUR");
    }

    @Test
    void mergesNobody_whenABrowserNamesBothIds() {
        tell(visitorAdds("anon-1", "A", ""));
        world.event(with(order("ada", Map.of()), "anonymousId", "anon-1"), Origin.BROWSER);
        world.settle();
        assertThat(world.ports.states.load(CustomerId.ofAnonymous("anon-1")).mergedInto())
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"anon-1@example.com", "ANON-1@Example.com "})
    void remindsNobody_whenSomebodyWithTheSameAddressOrdered(String email) {
        tell(visitorAdds("anon-1", "A", ""), withEmail(order("ada", Map.of()), email));
        world.advance(Duration.ofDays(3));
        assertThat(world.sent()).isEmpty();
        assertThat(world.ports.runs.all()).singleElement().satisfies(run -> assertThat(run.endedBy())
                .hasToString("Reason[code=ORDERED, params={at=2026-11-22T10:00:00Z}]"));
    }

    @Test
    void remindsNobody_whenTheAddressWasKnownOfWhoOrdered() {
        tell(
                visitorAdds("anon-1", "A", ""),
                with(world.identify("i1", "ada", null), "traits", Map.of("email", "anon-1@example.com")),
                order("ada", Map.of()));
        world.advance(Duration.ofDays(3));
        assertThat(world.sent()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cart_id", "cart_token", "checkout_id", "checkout_token"})
    void remindsNobody_whenTheOrderNamesTheCart(String name) {
        tell(visitorAdds("anon-1", "A", "cart-7"), order("ada", Map.of(name, "cart-7")));
        world.advance(Duration.ofDays(3));
        assertThat(world.sent()).isEmpty();
    }

    @Test
    void stillReminds_whenTheOrderWasAnotherCartsOrAnEarlierOne() {
        tell(withEmail(order("bob", Map.of()), "anon-1@example.com"));
        tell(visitorAdds("anon-1", "A", "cart-7"));
        tell(withEmail(order("ada", Map.of("cart_id", "cart-8")), "anon-1@example.com"));
        world.advance(DELAY);
        assertThat(world.sentSteps()).containsExactly("email");
    }

    @Test
    void stillReminds_whenOnlyABrowserSaysThatSomebodyWithTheAddressOrdered() {
        tell(visitorAdds("anon-1", "A", ""));
        world.event(withEmail(order("mallory", Map.of()), "anon-1@example.com"), Origin.BROWSER);
        world.advance(DELAY);
        assertThat(world.sentSteps()).containsExactly("email");
    }

    @Test
    void keepsTheLineThatWasNotOrdered_andRemindsOfIt() {
        tell(
                world.identify("i1", "ada", null),
                world.added("a1", "ada", "A", "10.00"),
                world.added("a2", "ada", "B", "20.00"),
                order("ada", Map.of("products", List.of(Map.of("product_id", "A")))));
        assertThat(lines("ada")).containsExactly("B");
        world.advance(DELAY);
        assertThat(world.sentSteps()).containsExactly("email");
    }

    @Test
    void closesTheWholeCart_whenAllOfItWasOrdered_orWhenTheOrderNamesWhatNoCartHolds() {
        tell(
                world.identify("i1", "ada", null),
                world.added("a1", "ada", "A", "10.00"),
                order("ada", Map.of("products", List.of(Map.of("product_id", "A")))),
                world.identify("i2", "bob", null),
                world.added("b1", "bob", "variant-1", "10.00"),
                world.added("b2", "bob", "variant-2", "10.00"),
                order("bob", Map.of("products", List.of(Map.of("product_id", "1")))));
        assertThat(lines("ada")).isEmpty();
        assertThat(lines("bob")).isEmpty();
        world.advance(Duration.ofDays(3));
        assertThat(world.sent()).isEmpty();
    }
}
