package dev.homing.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.adapter.handlebars.HandlebarsRenderer;
import dev.homing.domain.Facts;
import dev.homing.domain.template.Template;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The starters' messages, filled as SendMessage fills them, held to golden files. */
class StartersTest {
    private static final String GOLDEN = "functions/src/test/resources/golden/";
    private static final HandlebarsRenderer RENDERER = new HandlebarsRenderer();

    private static final Map<String, Object> SHOP = Map.of(
            "name", "Kiln & Clay",
            "url", "https://shop.example",
            "currency", "EUR",
            "postalAddress", "Hafenstrasse 12, 20457 Hamburg, Germany");

    private static final Map<String, Object> ZOE =
            Map.of("firstName", "Zoë", "name", "Zoë Brandt", "email", "zoe@example.com");

    private static Map<String, String> euros(String amount) {
        return Map.of("amount", amount, "currency", "EUR");
    }

    private static Map<String, Object> line(String name, int quantity, String price, String total) {
        String slug = name.toLowerCase(Locale.ROOT).replace(' ', '-');
        return Map.of(
                "product",
                slug,
                "name",
                name,
                "quantity",
                quantity,
                "price",
                euros(price),
                "total",
                euros(total),
                "imageUrl",
                "https://shop.example/images/" + slug + ".png",
                "url",
                "https://shop.example/products/" + slug);
    }

    private static final Map<String, Object> CART = Map.of(
            "lines",
                    List.of(
                            line("Stoneware mug", 2, "24.50", "49.00"),
                            line("Speckled serving bowl", 1, "80.90", "80.90")),
            "items", 3,
            "total", euros("129.90"),
            "totals", List.of(euros("129.90")),
            "url", "https://shop.example/cart?id=7&lang=en");

    private static Facts cartData(Map<String, ?> customer, Map<String, ?> cart) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("customer", customer);
        data.put("shop", SHOP);
        data.put("cart", cart);
        data.put("event", Map.of());
        data.put("campaign", Map.of("key", "cart-recovery", "name", "Cart recovery"));
        data.put("unsubscribeUrl", "https://hello.shop.example/u/abc");
        data.put("preferencesUrl", "https://hello.shop.example/preferences/abc");
        return Facts.of(data);
    }

    private static Facts paymentData(Map<String, ?> customer, Map<String, ?> event) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("customer", customer);
        data.put("shop", SHOP);
        data.put("event", event);
        return Facts.of(data);
    }

    private static String html(Template.Email email, Facts data) {
        return RENDERER.render(email.html(), data, Locale.ENGLISH, true);
    }

    private static String text(Template.Email email, Facts data) {
        return email.text() == null ? "" : RENDERER.render(email.text(), data, Locale.ENGLISH, false);
    }

    private static Template.Email email(String campaign, String template) {
        return (Template.Email) Starters.campaign(campaign).template(template);
    }

    private static void assertNothingMissing(Template.Email email, Facts data) {
        for (String part : List.of(
                email.subject(),
                email.html(),
                email.text() == null ? "" : email.text(),
                email.preheader() == null ? "" : email.preheader())) {
            assertThat(RENDERER.missing(part, data)).isEmpty();
        }
    }

    @Test
    void cartReminder_showsLinesTotalAndTheWayBack() {
        Template.Email email = email("cart-recovery", "cart-reminder");
        Facts data = cartData(ZOE, CART);
        Golden.assertSame(GOLDEN + "cart-reminder.html", html(email, data));
        Golden.assertSame(GOLDEN + "cart-reminder.txt", text(email, data));
        assertThat(html(email, data))
                .contains("Stoneware mug", "Speckled serving bowl", "€129.90", "€24.50")
                .contains("href=\"https://shop.example/cart?id=7&amp;lang=en\"")
                .contains("alt=\"Stoneware mug\"", "https://hello.shop.example/u/abc")
                .contains("Hafenstrasse 12", "Kiln &amp; Clay");
        assertThat(RENDERER.render(email.subject(), data, Locale.ENGLISH, false))
                .isEqualTo("Zoë, your cart is waiting");
        assertNothingMissing(email, data);
    }

    @Test
    void cartReminder_needsNeitherNameNorPricesNorImages() {
        Template.Email email = email("cart-recovery", "cart-reminder");
        Facts data = cartData(
                Map.of("email", "x@example.com"),
                Map.of(
                        "lines",
                        List.of(Map.of(
                                "product", "p1", "name", "Vase", "quantity", 1, "url", "https://shop.example/p1")),
                        "items",
                        1,
                        "totals",
                        List.of(),
                        "url",
                        "https://shop.example"));
        Golden.assertSame(GOLDEN + "cart-reminder-bare.html", html(email, data));
        Golden.assertSame(GOLDEN + "cart-reminder-bare.txt", text(email, data));
        assertThat(html(email, data)).doesNotContain("<img", "{{", "€");
        assertThat(RENDERER.render(email.subject(), data, Locale.ENGLISH, false))
                .isEqualTo("Hello, your cart is waiting");
        assertNothingMissing(email, data);
    }

    @Test
    void cartReminder_addsUpEveryCurrencyByItself() {
        Template.Email email = email("cart-recovery", "cart-reminder");
        Map<String, Object> cart = new LinkedHashMap<>(CART);
        cart.remove("total");
        cart.put("totals", List.of(euros("49.00"), Map.of("amount", "12.00", "currency", "USD")));
        assertThat(text(email, cartData(ZOE, cart))).contains("Total: €49.00 + $12.00");
    }

    @Test
    void whatsApp_fillsWhatMetaApproved() {
        Template.WhatsApp template =
                (Template.WhatsApp) Starters.campaign("cart-recovery").template("cart-reminder-whatsapp");
        Facts data = cartData(ZOE, CART);
        assertThat(template.approvedName()).isEqualTo("cart_reminder");
        assertThat(template.bodyParameters())
                .extracting(parameter -> RENDERER.render(parameter, data, Locale.ENGLISH, false))
                .containsExactly("Zoë", "Stoneware mug and more", "Kiln & Clay");
        assertThat(template.onlyLink()).isNotNull().satisfies(button -> assertThat(
                        RENDERER.render(button.url(), data, Locale.ENGLISH, false))
                .isEqualTo("https://shop.example/cart?id=7&lang=en"));
    }

    @Test
    void paymentFailed_saysWhichOrderAndWhereToPay() {
        Template.Email email = email("payment-failed", "payment-failed");
        Facts data = paymentData(
                ZOE,
                Map.of(
                        "order_id", "A-1042",
                        "total", "129.90",
                        "currency", "EUR",
                        "reason", "Your card was declined.",
                        "payment_url", "https://shop.example/pay/A-1042"));
        Golden.assertSame(GOLDEN + "payment-failed.html", html(email, data));
        Golden.assertSame(GOLDEN + "payment-failed.txt", text(email, data));
        assertThat(html(email, data))
                .contains("A-1042", "€129.90", "Your card was declined.", "https://shop.example/pay/A-1042")
                .doesNotContain("nsubscribe");
        assertThat(RENDERER.render(email.subject(), data, Locale.ENGLISH, false))
                .isEqualTo("Your payment for order A-1042 did not go through");
        assertNothingMissing(email, data);
    }

    @Test
    void paymentFailed_needsNothingOfTheEvent() {
        Template.Email email = email("payment-failed", "payment-failed");
        Facts data = paymentData(Map.of(), Map.of());
        assertThat(html(email, data)).contains("href=\"https://shop.example\"").doesNotContain("{{");
        assertThat(text(email, data)).contains("Try again: https://shop.example");
        assertNothingMissing(email, data);
    }
}
