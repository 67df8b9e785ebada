package dev.homing.domain.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.domain.Facts;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class HappeningTest {
    private static final Map<String, Object> MUG = Map.of("product_id", "mug", "price", 40);
    private static final Map<String, Object> TEA = Map.of("sku", "tea", "price", "1.299,00 €");

    private static Map<String, @Nullable Object> properties(@Nullable Object... pairs) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(String.valueOf(pairs[i]), pairs[i + 1]);
        }
        return map;
    }

    private static Happening.Read read(String event, Map<String, @Nullable Object> properties) {
        Happening happening = Happening.read(event, Facts.of(properties));
        assertThat(happening).isInstanceOf(Happening.Read.class);
        return (Happening.Read) happening;
    }

    private static String refused(String event, Map<String, @Nullable Object> properties) {
        return Happening.read(event, Facts.of(properties)) instanceof Happening.Refused(String reason)
                ? reason
                : "taken";
    }

    static Stream<Arguments> lists() {
        List<@Nullable Object> both = Arrays.asList(MUG, TEA);
        return Stream.of(
                Arguments.of("products", both),
                Arguments.of("line_items", both),
                Arguments.of("lineItems", both),
                Arguments.of("items", both),
                Arguments.of("products", properties("0", MUG, "2", TEA)),
                Arguments.of("products", properties("2", TEA, "0", MUG)),
                Arguments.of("products", properties("10", TEA, "9", MUG)),
                Arguments.of("products", properties("a1f", MUG, "b2e", TEA)));
    }

    @ParameterizedTest
    @MethodSource("lists")
    void readsProducts_howeverTheyAreListed(String name, Object list) {
        Facts read =
                read("Cart Updated", properties("currency", "EUR", name, list)).properties();
        assertThat(read.list("products")).extracting(Products::id).containsExactly("mug", "tea");
        assertThat(read.list("products").getLast().number("price")).isEqualByComparingTo("1299");
    }

    @Test
    void takesOneProductForAListOfOne_andEmptyForEmpty() {
        assertThat(read("Cart Updated", properties("products", MUG))
                        .properties()
                        .list("products"))
                .hasSize(1);
        for (Object empty : List.of(List.of(), Map.of())) {
            assertThat(read("Cart Updated", properties("products", empty))
                            .properties()
                            .get("products"))
                    .isEqualTo(List.of());
        }
    }

    static Stream<Arguments> noLists() {
        return Stream.of(
                Arguments.of(properties()),
                Arguments.of(properties("products", null)),
                Arguments.of(properties("products", "")),
                Arguments.of(properties("products", "mug, tea")),
                Arguments.of(properties("products", 2)),
                Arguments.of(properties("products", true)),
                Arguments.of(properties("products", properties("note", "none"))),
                Arguments.of(properties("products", List.of("mug"))),
                Arguments.of(properties("products", List.of(Map.of("price", 5)))),
                Arguments.of(properties("products", List.of(properties("product_id", "null", "price", 5)))));
    }

    @ParameterizedTest
    @MethodSource("noLists")
    void refusesACart_ratherThanTakingItForEmpty(Map<String, @Nullable Object> properties) {
        assertThat(refused("Cart Updated", properties)).startsWith("products");
    }

    @Test
    void keepsTheOtherLines_andSaysWhichItLeftOut() {
        List<@Nullable Object> lines = new ArrayList<>(Arrays.asList(
                MUG,
                null,
                "tea",
                Map.of("product_id", "a", "price", "cheap"),
                Map.of("product_id", "b", "quantity", "two"),
                Map.of("product_id", "c", "price", -1),
                Map.of("product_id", "d", "currency", "EURO"),
                Map.of("price", 3),
                Map.of("name", "Engraving", "price", "15.00")));
        Happening.Read read = read("Cart Updated", properties("products", lines));
        assertThat(read.properties().list("products")).extracting(Products::id).containsExactly("mug", "Engraving");
        assertThat(read.leftOut())
                .hasSize(7)
                .anySatisfy(why -> assertThat(why).startsWith("products[3].price: \"cheap\""))
                .anySatisfy(why -> assertThat(why).startsWith("products[4].quantity: \"two\""));
    }

    @Test
    void readsAProductAddedWithAList() {
        assertThat(read("Product Added", properties("products", List.of(MUG, TEA)))
                        .properties()
                        .list("products"))
                .hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "Product Added, price, cheap, 'price: \"cheap\" is no amount'",
        "Product Added, quantity, some, 'quantity: \"some\"'",
        "Product Added, currency, EURO, 'currency: \"EURO\"'",
        "Order Refunded, total, all, 'total: \"all\"'",
        "Payment Failed, total, n/a, 'total: \"n/a\"'",
    })
    void refusesWhatCannotBeRead_andNamesTheField(String event, String field, String value, String reason) {
        assertThat(refused(event, properties("product_id", "mug", field, value)))
                .startsWith(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "total, cheap, 'total: \"cheap\"'",
        "revenue, 'a lot', 'revenue: \"a lot\"'",
        "currency, bitcoin, 'currency: \"bitcoin\"'",
        "total, $5, 'total: \"$5\"'",
        "total_cents, 1299, 'total: \"1299\" is in a currency'",
        "refunded_total, some, 'refunded_total: \"some\"'",
    })
    void takesAnOrder_whoseAmountCannotBeRead_withoutAnyAmount(String field, String value, String reason) {
        Map<String, @Nullable Object> stated = properties("products", List.of(MUG), "value", 40, "tax", 7);
        stated.put(field, value);
        Happening.Read read = read("Order Completed", stated);
        assertThat(read.properties().text(CustomerEvent.UNREAD_AMOUNT)).startsWith(reason);
        assertThat(read.leftOut()).singleElement().asString().startsWith(reason);
        assertThat(read.properties().list("products")).singleElement().isEqualTo(Facts.of(Map.of("product_id", "mug")));
        assertThat(read.properties().values()).doesNotContainKeys("total", "revenue", "value", "tax");
    }

    @Test
    void believesNobodyWhoSaysThatAnAmountIsUnread() {
        assertThat(read("Order Completed", properties("total", 5, CustomerEvent.UNREAD_AMOUNT, "yes"))
                        .properties()
                        .values())
                .doesNotContainKey(CustomerEvent.UNREAD_AMOUNT);
    }

    @Test
    void readsTotals_inWhateverShape() {
        Facts read = read(
                        "Order Completed",
                        properties("total", "1,299.00 €", "tax", "12,50", "shipping", "free", "order_id", "o1"))
                .properties();
        assertThat(read.get("total")).isEqualTo(new BigDecimal("1299.00"));
        assertThat(read.text("currency")).isEqualTo("EUR");
        assertThat(read.number("tax")).isEqualByComparingTo("12.5");
        assertThat(read.get("shipping")).isNull();
        assertThat(read("Order Completed", properties("total_cents", 1299, "currency", "EUR"))
                        .properties()
                        .number("total"))
                .isEqualByComparingTo("12.99");
        assertThat(read("Order Completed", properties("total", "")).properties().get("total"))
                .as("absent is not zero")
                .isNull();
        assertThat(refused("Payment Failed", properties("total", "5 EUR", "currency", "USD")))
                .contains("EUR");
    }

    @Test
    void leavesTheShopsOwnEventsAlone() {
        Map<String, @Nullable Object> own = properties("value", "high", "currency", "points", "products", "none");
        assertThat(read("Quiz Finished", own).properties()).isEqualTo(Facts.of(own));
    }
}
