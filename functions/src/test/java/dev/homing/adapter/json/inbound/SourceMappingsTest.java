package dev.homing.adapter.json.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.adapter.Golden;
import dev.homing.adapter.json.Json;
import dev.homing.domain.Facts;
import dev.homing.domain.Money;
import dev.homing.domain.cart.Carts;
import dev.homing.domain.event.CustomerEvent;
import dev.homing.domain.event.CustomerEvent.Kind;
import dev.homing.domain.event.CustomerEvent.Origin;
import dev.homing.domain.event.EventReading;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceMappingsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:02Z");

    private static CustomerEvent read(String text) {
        return switch (reading(text)) {
            case EventReading.Accepted(CustomerEvent event) -> event;
            case EventReading.Partly(CustomerEvent _, String reason) -> throw new AssertionError(reason);
            case EventReading.Rejected(String reason) -> throw new AssertionError(reason);
            case EventReading.OfOrder(String _, String reason) -> throw new AssertionError(reason);
            case EventReading.OfProduct product -> throw new AssertionError(product);
        };
    }

    private static EventReading reading(String text) {
        BusEvent bus = BusEvent.read(text);
        return EventReading.read(bus.message(), bus.id(), bus.origin(), bus.time(), NOW);
    }

    private static Facts sample(String name) {
        return Json.object(Objects.requireNonNull(Golden.file("events/bus/" + name + ".json")));
    }

    private static String with(Facts envelope, Map<String, ?> changes) {
        Map<String, Object> changed = new LinkedHashMap<>();
        envelope.values().forEach((name, value) -> changed.put(name, Objects.requireNonNull(value)));
        changed.putAll(changes);
        return Json.write(changed);
    }

    private static CustomerEvent shopify(String topic, Map<String, ?> payload) {
        return read(with(
                sample("shopify"),
                Map.of(
                        "detail",
                        Map.of(
                                "payload",
                                payload,
                                "metadata",
                                Map.of("X-Shopify-Topic", topic, "X-Shopify-Webhook-Id", "w1")))));
    }

    private static CustomerEvent stripe(String type, Map<String, ?> object) {
        return read(stripeText(type, object));
    }

    private static String stripeText(String type, Map<String, ?> object) {
        return with(
                sample("stripe"),
                Map.of(
                        "detail",
                        Map.of(
                                "id",
                                "evt_1",
                                "object",
                                "event",
                                "type",
                                type,
                                "created",
                                1795341600,
                                "data",
                                Map.of("object", object))));
    }

    @Test
    void readsAShopifyOrder() {
        CustomerEvent order = read(Json.write(sample("shopify")));
        assertThat(order.origin()).isEqualTo(Origin.BUS);
        assertThat(order.anonymousId()).isEqualTo("68778783ad298f1c80c3bafcddeea02f");
        assertThat(order.at()).isEqualTo(Instant.parse("2026-11-22T10:00:00Z"));
        assertThat(order.properties().text("order_id")).isEqualTo("820982911946154508");
        assertThat(order.properties().number("total")).isEqualByComparingTo("129.90");
        assertThat(order.traits().text("email")).isEqualTo("zoe@example.com");
        assertThat(order.traits().text("firstName")).isEqualTo("Zoë");
    }

    @Test
    void readsAShopifyCart_byItsOwnToken() {
        Map<String, Object> line = Map.of(
                "product_id", 632910392, "variant_id", 808950810, "title", "Mug", "quantity", 2, "price", "24.50");
        CustomerEvent cart = shopify(
                "carts/update",
                Map.of(
                        "token",
                        "cart-1",
                        "updated_at",
                        "2026-11-22T10:00:00Z",
                        "line_items",
                        List.of(line),
                        "currency",
                        "EUR"));
        assertThat(cart.name()).isEqualTo("Cart Updated");
        assertThat(cart.anonymousId()).isEqualTo("cart-1");
        assertThat(Carts.NONE.after(cart, "USD", _ -> true).cart(Carts.ONLY).totals())
                .containsExactly(Money.of("49.00", "EUR"));
    }

    @ParameterizedTest
    @CsvSource({"checkouts/update, Cart Updated", "orders/create, Order Completed", "orders/cancelled, Order Cancelled"
    })
    void knowsTheVisitorByTheirCart_alsoWhenTheyCheckOutAndOrder(String topic, String name) {
        CustomerEvent event = shopify(
                topic,
                Map.of(
                        "id",
                        5,
                        "token",
                        "own-token",
                        "cart_token",
                        "cart-1",
                        "email",
                        "zoe@example.com",
                        "line_items",
                        List.of()));
        assertThat(event.name()).isEqualTo(name);
        assertThat(event.anonymousId()).isEqualTo("cart-1");
        assertThat(event.traits().text("email")).isEqualTo("zoe@example.com");
    }

    @Test
    void readsAShopifyCustomer() {
        CustomerEvent customer =
                shopify("customers/update", Map.of("id", 115, "email", "zoe@example.com", "last_name", "Brandt"));
        assertThat(customer.kind()).isEqualTo(Kind.IDENTIFY);
        assertThat(customer.userId()).isEqualTo("115");
        assertThat(customer.traits().values()).isEqualTo(Map.of("email", "zoe@example.com", "lastName", "Brandt"));
    }

    @Test
    void readsAShopifyRefund_ofItsOrder() {
        CustomerEvent refund = shopify(
                "refunds/create", Map.of("id", 9, "order_id", 820982911946154508L, "customer", Map.of("id", 115)));
        assertThat(refund.name()).isEqualTo("Order Refunded");
        assertThat(refund.properties().text("order_id")).isEqualTo("820982911946154508");
    }

    private static String refunded(Map<String, ?> payload) {
        Map<String, Object> whole = new LinkedHashMap<>(Map.of("order_id", 7, "customer", Map.of("id", 115)));
        whole.putAll(payload);
        return String.valueOf(shopify("refunds/create", whole).properties().text("total"));
    }

    private static Map<String, ?> transaction(String kind, String status, String amount) {
        return Map.of("kind", kind, "status", status, "amount", amount, "currency", "EUR");
    }

    @Test
    void readsHowMuchShopifyRefunded() {
        Map<String, ?> lines = Map.of(
                "refund_line_items",
                List.of(Map.of("quantity", 1, "subtotal", 10, "total_tax", "1.90")),
                "order_adjustments",
                List.of(Map.of("amount", "-5.00", "kind", "shipping_refund")));
        assertThat(refunded(lines)).as("by its lines").isEqualTo("16.9");
        Map<String, Object> paid = new LinkedHashMap<>(lines);
        paid.put(
                "transactions",
                List.of(
                        transaction("refund", "success", "10.00"),
                        transaction("refund", "pending", "2.50"),
                        transaction("refund", "failure", "99.00"),
                        transaction("sale", "success", "99.00")));
        assertThat(refunded(paid)).as("by what went back").isEqualTo("12.5");
        assertThat(refunded(Map.of("transactions", List.of(transaction("refund", "error", "99.00")))))
                .as("nothing went back")
                .isEqualTo("0");
        assertThat(refunded(Map.of("restock", true))).as("of nothing").isEqualTo("0");
    }

    @Test
    void takesACompletedCheckoutForNoCart() {
        Map<String, Object> checkout = new LinkedHashMap<>(Map.of(
                "cart_token",
                "ct-1",
                "line_items",
                List.of(Map.of("variant_id", 1, "title", "Mug", "price", "40.00"))));
        assertThat(shopify("checkouts/update", checkout).properties().list("products"))
                .hasSize(1);
        checkout.put("completed_at", "2026-11-22T10:00:00Z");
        CustomerEvent completed = shopify("checkouts/update", checkout);
        assertThat(completed.is("Cart Updated")).isTrue();
        assertThat(completed.properties().get("products")).isEqualTo(List.of());
    }

    @Test
    void letsThroughUnderItsOwnName_whatMeansNothingHere() {
        assertThat(shopify("themes/publish", Map.of("token", "t")).name()).isEqualTo("themes/publish");
        assertThat(stripe("customer.created", Map.of("id", "cus_1", "customer", "cus_1"))
                        .name())
                .isEqualTo("customer.created");
    }

    @Test
    void readsAFailedPayment() {
        CustomerEvent failed = read(Json.write(sample("stripe")));
        assertThat(failed.name()).isEqualTo("Payment Failed");
        assertThat(failed.userId()).isEqualTo("u-1042");
        assertThat(failed.at()).isEqualTo(Instant.parse("2026-11-22T10:00:00Z"));
        assertThat(failed.traits().text("email")).isEqualTo("zoe@example.com");
        assertThat(failed.properties().values())
                .isEqualTo(Facts.of(Map.of(
                                "order_id",
                                "A-1042",
                                "payment_id",
                                "pi_3Sample",
                                "reason",
                                "Your card was declined.",
                                "currency",
                                "EUR",
                                "total",
                                Money.of("129.90", "EUR").amount()))
                        .values());
    }

    @ParameterizedTest
    @CsvSource({
        "invoice.payment_failed, amount_due, jpy, Payment Failed, 12990",
        "charge.failed, amount, bhd, Payment Failed, 12.990",
    })
    void readsStripesAmounts_inTheCurrencysSmallestUnit(
            String type, String field, String currency, String name, String total) {
        CustomerEvent event = stripe(type, Map.of("customer", "cus_1", field, 12_990, "currency", currency));
        assertThat(event.name()).isEqualTo(name);
        assertThat(event.userId()).isEqualTo("cus_1");
        assertThat(event.properties().number("total")).isEqualByComparingTo(total);
    }

    @Test
    void refusesAnAmount_whereTheCurrencyIsNone() {
        assertThat(reading(stripeText("charge.failed", Map.of("customer", "cus_1", "amount", 5, "currency", "points"))))
                .isInstanceOfSatisfying(EventReading.Rejected.class, rejected -> assertThat(rejected.reason())
                        .startsWith("currency: \"points\""));
    }

    @ParameterizedTest
    @CsvSource({"segment", "rudderstack"})
    void leavesAlone_whatIsOfTheSegmentSpecificationAlready(String name) {
        BusEvent event = BusEvent.read(Json.write(sample(name)));
        assertThat(event.message()).isEqualTo(sample(name).map("detail"));
        assertThat(event.origin()).isEqualTo(Origin.BUS);
    }

    @Test
    void takesTheDetailTypeForTheName_whereTheDetailSaysNoType() {
        CustomerEvent plain =
                read(with(sample("plain"), Map.of("detail-type", "Order Shipped", "detail", Map.of("userId", "ada"))));
        assertThat(plain.name()).isEqualTo("Order Shipped");
        assertThat(plain.kind()).isEqualTo(Kind.TRACK);
        assertThat(plain.messageId()).isEqualTo(sample("plain").text("id"));
    }
}
