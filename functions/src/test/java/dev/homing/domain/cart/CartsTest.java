package dev.homing.domain.cart;

import static dev.homing.domain.Events.minutes;
import static dev.homing.domain.Events.track;
import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.domain.Events;
import dev.homing.domain.Facts;
import dev.homing.domain.Money;
import dev.homing.domain.event.CustomerEvent;
import dev.homing.domain.event.CustomerEvent.Kind;
import dev.homing.domain.event.CustomerEvent.Origin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CartsTest {
    private static CustomerEvent added(String cart, String product, int at) {
        return track("Product Added", minutes(at), named(cart, Map.of("product_id", product, "price", 10)));
    }

    private static CustomerEvent removed(String cart, String product, int at) {
        return track("Product Removed", minutes(at), named(cart, Map.of("product_id", product)));
    }

    private static CustomerEvent whole(String cart, int at, String... products) {
        List<Map<String, Object>> lines = new ArrayList<>();
        for (String product : products) {
            lines.add(Map.of("product_id", product, "price", 10));
        }
        return track("Cart Updated", minutes(at), named(cart, Map.of("products", lines)));
    }

    private static CustomerEvent ordered(String cart, int at) {
        return track("Order Completed", minutes(at), named(cart, Map.of("order_id", "o" + at)));
    }

    private static Map<String, Object> named(String cart, Map<String, Object> properties) {
        Map<String, Object> all = new HashMap<>(properties);
        if (!cart.isEmpty()) {
            all.put("cart_id", cart);
        }
        return all;
    }

    private static Carts after(Carts before, List<CustomerEvent> events) {
        Carts carts = before;
        for (CustomerEvent event : events) {
            carts = carts.after(event, "EUR", _ -> true);
        }
        return carts;
    }

    private static Carts after(CustomerEvent... events) {
        return after(Carts.NONE, List.of(events));
    }

    private static List<String> products(Carts carts, String key) {
        return List.copyOf(carts.cart(key).lines().keySet());
    }

    /** What is in each cart that is not empty: what anyone can see of them. */
    private static Map<String, Map<String, Integer>> contents(Carts carts) {
        Map<String, Map<String, Integer>> contents = new TreeMap<>();
        carts.byKey().forEach((key, cart) -> {
            Map<String, Integer> lines = new TreeMap<>();
            cart.lines().values().forEach(line -> lines.put(line.product(), line.quantity()));
            if (!lines.isEmpty()) {
                contents.put(key, lines);
            }
        });
        return contents;
    }

    @Test
    void keepsCartsApartByTheirId() {
        Carts carts = after(added("left", "a", 1), added("right", "b", 2), added("", "c", 3), removed("right", "a", 4));
        assertThat(products(carts, "left")).containsExactly("a");
        assertThat(products(carts, "right")).containsExactly("b");
        assertThat(products(carts, Carts.ONLY)).containsExactly("c");
        assertThat(carts.cart("unknown").isEmpty()).isTrue();
    }

    @Test
    void closesAllCarts_whenTheOrderNamesNone() {
        Carts carts = after(added("left", "a", 1), added("", "b", 2), ordered("", 3), added("left", "late", 2));
        assertThat(contents(carts)).isEmpty();
        assertThat(carts.orderedAt()).isEqualTo(minutes(3));
        assertThat(contents(after(carts, List.of(added("", "next", 4))))).containsOnlyKeys("");
    }

    @Test
    void closesTheNamedCart_andLeavesOtherNamedOnes() {
        Carts carts =
                after(added("left", "a", 1), added("right", "b", 2), ordered("left", 3), added("left", "late", 2));
        assertThat(contents(carts)).containsOnlyKeys("right");
        assertThat(products(after(carts, List.of(added("left", "next", 4))), "left"))
                .containsExactly("next");
    }

    @Test
    void closesTheCartWithoutAName_whenTheOrderNamesOne() {
        // Storefronts name the cart in the order and not in "Product Added"; who bought must not be reminded.
        Carts carts = after(added("", "a", 1), ordered("left", 3), added("", "late", 2));
        assertThat(contents(carts)).isEmpty();
        assertThat(products(after(carts, List.of(added("", "next", 4))), "")).containsExactly("next");
    }

    @Test
    void closesTheCart_whenTheOrderArrivesFirst() {
        assertThat(contents(after(ordered("left", 9), added("left", "a", 1), whole("left", 5, "a", "b"))))
                .isEmpty();
        assertThat(contents(after(ordered("", 9), added("", "a", 1), whole("", 5, "a", "b"))))
                .isEmpty();
        assertThat(contents(after(ordered("", 9), ordered("", 2), added("", "a", 5))))
                .isEmpty();
    }

    @Test
    void takesTheCurrencyOfTheEvent_elseTheShops() {
        Carts carts = after(
                track("Product Added", minutes(1), Map.of("product_id", "a", "price", 5, "currency", "usd")),
                track("Product Added", minutes(2), Map.of("product_id", "b", "price", 5, "currency", "coins")),
                track("Product Added", minutes(3), Map.of("product_id", "c", "price", 5)));
        assertThat(carts.cart("").totals()).containsExactly(Money.of("5", "USD"), Money.of("10", "EUR"));
    }

    @Test
    void dropsForeignAddresses_whenABrowserSendsThem() {
        Map<String, Object> product = Map.of(
                "product_id",
                "a",
                "url",
                "https://evil.example/a",
                "image_url",
                "https://shop.example/a.png",
                "cart_url",
                "https://evil.example/cart");
        Carts fromBrowser = Carts.NONE.after(
                track("1", "Product Added", minutes(1), Origin.BROWSER, product),
                "EUR",
                address -> address.contains("shop.example"));
        CartLine line = fromBrowser.cart("").lines().sequencedValues().getFirst();
        assertThat(line.url()).isNull();
        assertThat(line.imageUrl()).isEqualTo("https://shop.example/a.png");
        assertThat(fromBrowser.cart("").url()).isNull();
        Carts whole = Carts.NONE.after(
                track("2", "Cart Updated", minutes(1), Origin.BROWSER, Map.of("products", List.of(product))),
                "EUR",
                _ -> false);
        assertThat(whole.cart("").lines().sequencedValues().getFirst().imageUrl())
                .isNull();
        Carts fromServer =
                Carts.NONE.after(track("3", "Product Added", minutes(1), Origin.SERVER, product), "EUR", _ -> false);
        assertThat(fromServer.cart("").url()).isEqualTo("https://evil.example/cart");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Cart Viewed", "Product Viewed", "Checkout Started", "Order Refunded"})
    void staysTheSame_afterWhatIsNotAboutCarts(String name) {
        Carts carts = after(added("", "a", 1));
        assertThat(after(carts, List.of(track(name, minutes(2), Map.of("product_id", "b")))))
                .isEqualTo(carts);
    }

    @Test
    void staysTheSame_afterAPageOfThatName() {
        CustomerEvent page = Events.event(
                "p",
                Kind.PAGE,
                "Product Added",
                minutes(1),
                minutes(1),
                Origin.SERVER,
                Facts.of(Map.of("product_id", "a")),
                Facts.NONE);
        assertThat(after(page)).isEqualTo(Carts.NONE);
    }

    @Test
    void ignoresAProductWithNothingToCallItBy() {
        assertThat(after(track("Product Added", minutes(1), Map.of("price", 5))))
                .isEqualTo(Carts.NONE);
        assertThat(after(track("Product Removed", minutes(1), Map.of("price", 5))))
                .isEqualTo(Carts.NONE);
        assertThat(after(track("Cart Updated", minutes(1), Map.of("products", List.of(Map.of("price", 5)))))
                        .cart("")
                        .isEmpty())
                .isTrue();
    }

    @Test
    void forgetsEmptyCartsAfterADay_andTheOldestOfTooMany() {
        Carts carts = after(added("left", "a", 0), removed("left", "a", 1));
        int day = (int) Duration.ofDays(1).toMinutes();
        assertThat(after(carts, List.of(added("right", "b", day))).byKey()).containsOnlyKeys("left", "right");
        assertThat(after(carts, List.of(added("right", "b", day + 2))).byKey()).containsOnlyKeys("right");
        Carts many = Carts.NONE;
        for (int i = 0; i < 30; i++) {
            many = after(many, List.of(added("cart" + i, "a", i)));
        }
        assertThat(many.byKey()).hasSize(5).containsKey("cart29").doesNotContainKey("cart0");
    }

    /** Whole carts, additions, removals of whole lines that were put in before, and orders, each at its own time. */
    private static List<CustomerEvent> story(Random dice) {
        List<CustomerEvent> events = new ArrayList<>();
        int at = 0;
        for (int i = 0; i < 6; i++) {
            at += 1 + dice.nextInt(5);
            String cart = dice.nextBoolean() ? "" : "left";
            switch (dice.nextInt(5)) {
                case 0 -> events.add(whole(cart, at, "a", "b"));
                case 1 -> events.add(ordered("", at));
                case 2 -> events.add(ordered("left", at));
                default -> events.add(added(cart, "p" + i, at));
            }
        }
        return events;
    }

    private static List<CustomerEvent> shuffled(List<CustomerEvent> events, Random dice) {
        List<CustomerEvent> shuffled = new ArrayList<>(events);
        Collections.shuffle(shuffled, dice);
        return shuffled;
    }

    @Property(tries = 500)
    void holdsTheSame_inWhateverOrderTheEventsArrive(@ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
        Random dice = new Random(seed);
        List<CustomerEvent> events = story(dice);
        List<CustomerEvent> arrived = shuffled(events, dice);
        assertThat(contents(after(Carts.NONE, arrived)))
                .as("%s", names(arrived))
                .isEqualTo(contents(after(Carts.NONE, events)));
    }

    @Property(tries = 500)
    void holdsTheSame_whenItWasOfTwoCustomersWhoAreOne(@ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
        Random dice = new Random(seed);
        List<CustomerEvent> events = story(dice);
        List<CustomerEvent> visitors = new ArrayList<>();
        List<CustomerEvent> users = new ArrayList<>();
        shuffled(events, dice).forEach(event -> (dice.nextBoolean() ? visitors : users).add(event));
        Carts visitor = after(Carts.NONE, visitors);
        Carts user = after(Carts.NONE, users);
        Map<String, Map<String, Integer>> expected = contents(after(Carts.NONE, events));
        assertThat(contents(user.merged(visitor)))
                .as("%s | %s", names(visitors), names(users))
                .isEqualTo(expected);
        assertThat(contents(visitor.merged(user)))
                .as("%s | %s", names(visitors), names(users))
                .isEqualTo(expected);
    }

    private static List<String> names(List<CustomerEvent> events) {
        return events.stream()
                .map(event -> event.name() + " " + event.properties().values() + " " + event.at())
                .toList();
    }

    @Test
    void losesWhatTheOtherOrdered_whenTheyBecomeOne() {
        Carts visitor = after(added("", "a", 1), added("", "b", 9));
        Carts user = after(ordered("", 5));
        assertThat(products(user.merged(visitor), "")).containsExactly("b");
        assertThat(visitor.merged(user).orderedAt()).isEqualTo(minutes(5));
    }

    @Test
    void isNotChangedFromOutside() {
        LinkedHashMap<String, Cart> source = new LinkedHashMap<>();
        Carts carts = new Carts(source, null);
        source.put("x", Cart.empty(minutes(0)));
        assertThat(carts.byKey()).isEmpty();
    }

    private static @Nullable String url(Carts carts) {
        return carts.cart("").url();
    }

    @Test
    void knowsTheLatestWayBack() {
        Carts carts = after(
                track("Product Added", minutes(1), Map.of("product_id", "a", "cart_url", "https://shop.example/1")),
                track("Product Added", minutes(2), Map.of("product_id", "b", "checkout_url", "https://shop.example/2")),
                track("Product Added", minutes(3), Map.of("product_id", "c")));
        assertThat(url(carts)).isEqualTo("https://shop.example/2");
    }
}
