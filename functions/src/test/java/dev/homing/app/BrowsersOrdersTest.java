package dev.homing.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.domain.Facts;
import dev.homing.domain.campaign.BrowserRules;
import dev.homing.domain.cart.Cart;
import dev.homing.domain.cart.CartLine;
import dev.homing.domain.event.CustomerEvent.Origin;
import dev.homing.domain.message.MessageStatus;
import dev.homing.domain.reason.Reason;
import dev.homing.domain.reason.Reason.Code;
import dev.homing.domain.run.Run;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a page says happened may be made up: it ends what it ends, and makes no money, and takes nothing from what the shop's servers say. */
class BrowsersOrdersTest {
    private static final Duration DELAY = Duration.ofMinutes(30);

    private final World world = new World();

    private void says(Origin origin, Facts event) {
        world.event(event, origin);
        world.settle();
    }

    private void counts(boolean orders) {
        world.ports.campaigns.shop(
                TestShops.with(world.ports.campaigns.current().shop(), new BrowserRules(List.of(), 3, orders)));
    }

    private void clicked() {
        world.event(world.identify("i1", "ada", null));
        world.event(world.added("e1", "ada", "A", "10.00"));
        world.advance(DELAY);
        var email = world.sent().getFirst().tags().message();
        world.wiring().recordFeedback().record(email, MessageStatus.CLICKED, world.now(), null, world.now());
        world.advance(Duration.ofMinutes(1));
    }

    private Cart cart() {
        return world.ports.states.load(world.user("ada")).carts().cart("");
    }

    @ParameterizedTest
    @CsvSource({"BROWSER, false, 0.00", "BROWSER, true, 99.00", "SERVER, false, 99.00", "BUS, false, 99.00"})
    void bringRevenue_onlyWhereTheShopSaysSo(Origin origin, boolean setting, String recovered) {
        counts(setting);
        clicked();
        says(origin, world.ordered("o1", "ada", "order-1", "99.00"));
        assertThat(world.recovered().amount()).isEqualByComparingTo(recovered);
        assertThat(cart().isEmpty()).as("the order ends what it ends").isTrue();
        assertThat(world.ports.runs.all()).noneMatch(Run::open);
    }

    @Test
    void areCountedWhenTheServerTellsOfThem_afterABrowserDid() {
        clicked();
        says(Origin.BROWSER, world.ordered("o1", "ada", "order-1", "999999999.99"));
        says(Origin.SERVER, world.ordered("o2", "ada", "order-1", "99.00"));
        assertThat(world.recovered().amount()).isEqualByComparingTo("99.00");
    }

    @Test
    void areNotTakenBackByAPage() {
        clicked();
        says(Origin.SERVER, world.ordered("o1", "ada", "order-1", "99.00"));
        for (String event : List.of("Order Refunded", "Order Cancelled")) {
            says(
                    Origin.BROWSER,
                    world.track("r " + event, "ada", event, Map.of("order_id", "order-1", "total", "99.00")));
        }
        assertThat(world.recovered().amount()).isEqualByComparingTo("99.00");
    }

    @ParameterizedTest
    @EnumSource(Origin.class)
    void startAMessageThatIsNoMarketing_onlyByAServer(Origin origin) {
        says(Origin.SERVER, world.identify("i1", "ada", null));
        says(
                origin,
                world.track(
                        "p1", "ada", "Payment Failed", Map.of("order_id", "order-9", "reason", "pay at evil.example")));
        assertThat(world.sent()).hasSize(origin == Origin.BROWSER ? 0 : 1);
        if (origin == Origin.BROWSER) {
            assertThat(world.ports.timeline.newest(world.user("ada"), null, 9))
                    .flatExtracting(entry -> entry.decisions())
                    .extracting(decision -> decision.reason())
                    .containsExactly(Reason.of(Code.ONLY_SERVERS_START));
        }
    }

    @Test
    void bringNoFreeTextIntoAMessage_whereTheShopLetsThemStartOne() {
        counts(true);
        says(Origin.SERVER, world.identify("i1", "ada", null));
        says(
                Origin.BROWSER,
                world.track(
                        "p1",
                        "ada",
                        "Payment Failed",
                        Map.of("order_id", "order-9", "reason", "call us", "payment_url", "x/https://evil.example/p")));
        assertThat(world.ports.runs.all()).singleElement().satisfies(run -> assertThat(run.event())
                .isEqualTo(Facts.of(Map.of("order_id", "order-9"))));
    }

    @ParameterizedTest
    @CsvSource({"BROWSER, SERVER", "SERVER, BROWSER"})
    void areKnownByTheirIdsApart(Origin first, Origin second) {
        says(first, world.added("same-id", "ada", "A", "10.00"));
        says(second, world.added("same-id", "ada", "B", "10.00"));
        says(second, world.added("same-id", "ada", "C", "10.00"));
        says(first, world.added("same-id", "ada", "D", "10.00"));
        assertThat(cart().lines()).containsOnlyKeys("A", "B");
        assertThat(world.ports.timeline.newest(world.user("ada"), null, 10)).hasSize(2);
    }

    @Test
    void leaveRoomInTheCart_forWhatAServerPutsIn() {
        for (int i = 0; i < 60; i++) {
            says(Origin.BROWSER, world.added("b" + i, "ada", "junk" + i, "1.00"));
        }
        says(Origin.SERVER, world.added("s1", "ada", "own", "99.00"));
        assertThat(cart().lines()).hasSize(Cart.MOST_LINES).containsKey("own").doesNotContainKey("junk0");
        for (int i = 0; i < 8; i++) {
            says(
                    Origin.BROWSER,
                    world.track("c" + i, "ada", "Product Added", Map.of("product_id", "x", "cart_id", "cart" + i)));
        }
        assertThat(cart().lines()).as("the shop's own cart stays").containsKey("own");
    }

    @Test
    void describeNoProduct_thatAServerDescribes() {
        says(Origin.SERVER, world.added("s1", "ada", "A", "10.00"));
        world.advance(Duration.ofMinutes(1));
        Map<String, Object> forged = Map.of(
                "product_id",
                "A",
                "name",
                "Junk",
                "price",
                "0.01",
                "image_url",
                "/junk.png",
                "url",
                "/junk",
                "quantity",
                2);
        says(Origin.BROWSER, world.track("b1", "ada", "Product Added", forged));
        CartLine line = Objects.requireNonNull(cart().lines().get("A"));
        assertThat(line.name()).isEqualTo("Product A");
        assertThat(line.quantity()).isEqualTo(3);
        assertThat(Objects.requireNonNull(line.price()).amount()).isEqualByComparingTo("10.00");
        world.advance(Duration.ofMinutes(1));
        says(Origin.BROWSER, world.track("b2", "ada", "Cart Updated", Map.of("products", List.of(forged))));
        CartLine replaced = Objects.requireNonNull(cart().lines().get("A"));
        assertThat(replaced.name()).isEqualTo("Product A");
        assertThat(replaced.quantity()).isEqualTo(2);
        assertThat(replaced.trusted()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"BROWSER, 1", "SERVER, 0"})
    void putAReminderOff_andABrowsersNotForEver(Origin poking, int reminders) {
        says(Origin.SERVER, world.identify("i1", "ada", null));
        says(Origin.SERVER, world.added("e1", "ada", "A", "10.00"));
        for (int i = 0; i < 9; i++) {
            world.advance(Duration.ofMinutes(20));
            says(poking, world.added("poke" + i, "ada", "A", "10.00"));
            assertThat(i >= 5 || world.sent().isEmpty())
                    .as("not before four delays")
                    .isTrue();
        }
        assertThat(world.sent()).hasSize(reminders);
        world.advance(DELAY);
        assertThat(world.sent()).hasSize(1);
    }
}
