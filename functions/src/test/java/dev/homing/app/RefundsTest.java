package dev.homing.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.domain.Facts;
import dev.homing.domain.event.CustomerEvent.Origin;
import dev.homing.domain.message.MessageStatus;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Revenue that a message brought is what is left of it after refunds, whoever tells of them and when. */
class RefundsTest {
    private final World world = new World();

    RefundsTest() {
        tell(world.identify("i1", "ada", null), world.added("a1", "ada", "A", "40.00"));
        world.advance(Duration.ofMinutes(30));
        world.wiring()
                .recordFeedback()
                .record(
                        world.sent().getFirst().tags().message(),
                        MessageStatus.CLICKED,
                        world.now(),
                        null,
                        world.now());
        world.advance(Duration.ofMinutes(1));
    }

    private void tell(Facts... events) {
        for (Facts event : events) {
            world.event(event);
            world.settle();
            world.advance(Duration.ofSeconds(10));
        }
    }

    private Facts order() {
        return world.ordered("o1", "ada", "order-1", "40.00");
    }

    private Facts refund(String id, String user, Map<String, Object> properties) {
        Map<String, Object> all = new LinkedHashMap<>(properties);
        all.put("order_id", "order-1");
        all.put("currency", "EUR");
        return world.track(id, user, "Order Refunded", all);
    }

    private String recovered() {
        return world.recovered().toString();
    }

    @ParameterizedTest
    @CsvSource({"ada", "backoffice", "anon-desk"})
    void areFoundByTheirOrder_whoeverTheEventNames(String user) {
        tell(order(), refund("r1", user, Map.of("total", "15.00")));
        assertThat(recovered()).isEqualTo("25.00 EUR");
    }

    private static Facts nameless(Facts refund) {
        Map<String, Object> message = new LinkedHashMap<>();
        refund.values().forEach((name, value) -> message.put(name, Objects.requireNonNull(value)));
        message.remove("userId");
        return Facts.of(message);
    }

    @Test
    void areTheCustomers_whereTheyNameTheirOrderAlone() {
        Facts refund = nameless(refund("r1", "ada", Map.of("total", "15.00")));
        world.events(List.of(refund, order()), Origin.SERVER);
        world.settle();
        assertThat(recovered()).isEqualTo("25.00 EUR");
        assertThat(world.ports
                        .timeline
                        .newest(world.user("ada"), null, 1)
                        .getFirst()
                        .event())
                .satisfies(event ->
                        assertThat(Objects.requireNonNull(event).messageId()).isEqualTo("r1"));
    }

    @Test
    void areRejectedWithTheReason_whereNobodyIsKnownToHaveOrdered() {
        tell(nameless(refund("r1", "ada", Map.of("total", "15.00"))));
        assertThat(world.ports.rejected.newest(1).getFirst().reason())
                .isEqualTo("order_id: nobody is known to have ordered \"order-1\"; send its Order Completed first,"
                        + " or name the customer by userId");
        tell(order(), nameless(refund("r2", "ada", Map.of("total", "15.00"))));
        assertThat(recovered()).isEqualTo("25.00 EUR");
    }

    @Test
    void areRejected_whereABrowserNamesAnOrderAlone() {
        tell(order());
        world.event(nameless(refund("r1", "ada", Map.of("total", "15.00"))), Origin.BROWSER);
        world.settle();
        assertThat(recovered()).isEqualTo("40.00 EUR");
        assertThat(world.ports.rejected.newest(1)).hasSize(1);
    }

    @Test
    void areRejected_whereTheyNameProductsWithoutPrices() {
        tell(order(), refund("r1", "ada", Map.of("products", List.of(Map.of("product_id", "A")))));
        assertThat(recovered()).isEqualTo("40.00 EUR");
        assertThat(world.ports.rejected.newest(1).getFirst().reason()).startsWith("total: it is missing");
    }

    @Test
    void countOnce_whenTheyComeTwiceOrBeforeTheirOrder() {
        Facts refund = refund("r1", "backoffice", Map.of("total", "15.00"));
        world.advance(Duration.ofMinutes(1));
        tell(refund, order(), refund);
        assertThat(recovered()).isEqualTo("25.00 EUR");
    }

    @Test
    void areTotals_whereTheEventSaysHowMuchWasRefundedInAll() {
        Facts second = refund("r2", "ada", Map.of("refunded_total", "25.00"));
        tell(order(), refund("r1", "ada", Map.of("refunded_total", "10.00")), second);
        assertThat(recovered()).isEqualTo("15.00 EUR");
        tell(refund("r0", "ada", Map.of("refunded_total", "5.00")), second);
        assertThat(recovered()).isEqualTo("15.00 EUR");
    }

    @Test
    void areWhatTheirProductsCost_whereTheyNameNoTotal() {
        tell(
                order(),
                refund("r1", "ada", Map.of("products", List.of(Map.of("product_id", 1, "price", 10, "quantity", 2)))));
        assertThat(recovered()).isEqualTo("20.00 EUR");
    }

    @Test
    void areTheWholeOrder_whereTheySayNothingOfWhat() {
        tell(order(), refund("r1", "ada", Map.of("total", "15.00")), refund("r2", "ada", Map.of()));
        assertThat(recovered()).isEqualTo("0.00 EUR");
    }

    @Test
    void areTakenOffTheOrdersProducts_whereTheOrderNamesNoTotal() {
        tell(
                world.track(
                        "o1",
                        "ada",
                        "Order Completed",
                        Map.of(
                                "order_id",
                                "order-1",
                                "products",
                                List.of(Map.of("product_id", "A", "price", "40", "quantity", 2)))),
                refund("r1", "ada", Map.of("total", "15.00")));
        assertThat(recovered()).isEqualTo("65.00 EUR");
    }
}
