package dev.homing.domain.cart;

import static dev.homing.domain.Events.minutes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.domain.Facts;
import dev.homing.domain.Money;
import dev.homing.domain.StoredBytes;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CartLineTest {
    private static @Nullable CartLine read(Object... pairs) {
        Map<String, Object> product = new HashMap<>(Map.of("product_id", "p1"));
        for (int i = 0; i < pairs.length; i += 2) {
            product.put(pairs[i].toString(), pairs[i + 1]);
        }
        return CartLine.read(Facts.of(product), "EUR", minutes(0), true);
    }

    private static CartLine line(Object... pairs) {
        CartLine line = read(pairs);
        assertThat(line).isNotNull();
        return line == null ? new CartLine("", null, 0, null, null, null, minutes(0), true) : line;
    }

    @Test
    void readsTheSpecificationsNames() {
        CartLine line =
                line("name", "Mug", "quantity", 2, "price", "24.50", "image_url", "https://i", "url", "https://u");
        assertThat(line)
                .isEqualTo(new CartLine(
                        "p1", "Mug", 2, Money.of("24.50", "EUR"), "https://i", "https://u", minutes(0), true));
    }

    @Test
    void isKnownByTheVariant_thenTheProduct_thenTheSku_thenWhatItIsCalled() {
        assertThat(line("variant_id", "v1", "sku", "s1").product()).isEqualTo("v1");
        assertThat(line("sku", "s1").product()).isEqualTo("p1");
        assertThat(CartLine.read(Facts.of(Map.of("sku", "s1")), "EUR", minutes(0), true))
                .isNotNull();
        assertThat(CartLine.read(Facts.of(Map.of("name", "Mug")), "EUR", minutes(0), true))
                .isNotNull()
                .extracting(CartLine::product)
                .isEqualTo("Mug");
        assertThat(CartLine.read(Facts.of(Map.of("price", 5)), "EUR", minutes(0), true))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "3, 3",
        "2.9, 2",
        "0, 0",
        "-1, 0",
        "abc, 1",
        "1000000, 9999",
        "99999999999999999999, 9999",
        "1e50, 9999",
        "1e300, 1"
    })
    void takesAnyQuantityForOneThatCanBe(String written, int quantity) {
        assertThat(line("quantity", written).quantity()).isEqualTo(quantity);
        assertThat(line().quantity()).isEqualTo(1);
    }

    @Test
    void hasNoPrice_whereNoneIsSaidOrItCannotBeOne() {
        assertThat(line().price()).isNull();
        assertThat(line("price", "free").price()).isNull();
        assertThat(line("price", -1).price()).isNull();
        assertThat(line("price", new BigDecimal("1e30")).price()).isNull();
        assertThat(line("price", 0).price()).isEqualTo(Money.zero("EUR"));
    }

    @Test
    void hasItsOwnCurrency_elseTheEvents() {
        assertThat(line("price", 5, "currency", "usd").price()).isEqualTo(Money.of("5", "USD"));
        assertThat(line("price", 5, "currency", "coins").price()).isEqualTo(Money.of("5", "EUR"));
    }

    @Test
    void shortensWhatWouldFillTheState() {
        String text = "x".repeat(501);
        CartLine line = line("name", text, "image_url", text, "url", text);
        assertThat(line.name()).hasSizeLessThan(200).startsWith("xxx").endsWith("…");
        assertThat(line.imageUrl()).isNull();
        assertThat(line.url()).isNull();
        CartLine long1 = CartLine.read(Facts.of(Map.of("product_id", text + "1")), "EUR", minutes(0), true);
        CartLine long2 = CartLine.read(Facts.of(Map.of("product_id", text + "2")), "EUR", minutes(0), true);
        assertThat(long1).isNotNull().isNotEqualTo(long2);
        assertThat(StoredBytes.of(String.valueOf(long1 == null ? null : long1.product())))
                .isLessThan(50);
    }

    @Test
    void countsBytesAndNotCharacters() {
        assertThat(StoredBytes.of(line("name", "\u0001".repeat(300)).name())).isLessThanOrEqualTo(200);
        assertThat(StoredBytes.of(line("name", "漢".repeat(150)).name())).isLessThanOrEqualTo(200);
        assertThat(line("name", "Brötchen \"frisch\"").name()).isEqualTo("Brötchen \"frisch\"");
    }

    @Test
    void knowsWhatTheLaterSays_andOfTheRestWhatTheEarlierDid() {
        CartLine early = new CartLine("p1", "Mug", 1, Money.of("9", "EUR"), "https://i", null, minutes(1), true);
        CartLine late = new CartLine("p1", null, 2, Money.of("8", "EUR"), null, "https://u", minutes(2), true);
        CartLine both = new CartLine("p1", "Mug", 3, Money.of("8", "EUR"), "https://i", "https://u", minutes(2), true);
        assertThat(early.plus(late)).isEqualTo(both);
        assertThat(late.plus(early)).isEqualTo(both);
    }

    @Test
    void losesTheAddressesThatAreRefused() {
        CartLine line = line("image_url", "https://evil.example/i", "url", "https://shop.example/u");
        assertThat(line.inBrowserWords(address -> address.contains("shop.example")))
                .isEqualTo(new CartLine("p1", null, 1, null, null, "https://shop.example/u", minutes(0), true));
    }
}
