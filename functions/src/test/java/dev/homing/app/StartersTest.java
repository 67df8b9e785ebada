package dev.homing.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.adapter.Starters;
import dev.homing.app.port.Timeline;
import dev.homing.domain.Facts;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.id.MessageId;
import dev.homing.domain.message.MessageStatus;
import dev.homing.domain.reason.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The starter campaigns: what starts each, and what does not. */
class StartersTest {
    private final World world = new World();
    private int number;

    private void live(String key) {
        world.publish(Starters.campaign(key));
        tell(world.identify("i1", "ada", null));
    }

    private void tell(Facts event) {
        world.event(event);
        world.settle();
    }

    private void told(String event, Map<String, Object> properties) {
        tell(world.track("e" + number++, "ada", event, properties));
    }

    private void viewed(String product) {
        told("Product Viewed", Map.of("product_id", product, "name", "Product " + product, "price", 10));
    }

    private void says(Map<String, Object> traits) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("type", "identify");
        message.put("messageId", "t" + number++);
        message.put("timestamp", world.now().toString());
        message.put("userId", "ada");
        message.put("traits", traits);
        tell(Facts.of(message));
    }

    private List<String> sent() {
        return world.sent().stream().map(message -> message.tags().campaign()).toList();
    }

    private List<String> decisions() {
        return world.ports.timeline.newest(CustomerId.ofUser("ada"), null, 50).stream()
                .map(Timeline.Entry::decisions)
                .flatMap(List::stream)
                .map(Decision::sentence)
                .toList();
    }

    @Test
    void checkoutRecovery_anHourAfterACheckout_withoutAnOrder() {
        live("checkout-recovery");
        told("Checkout Started", Map.of("value", 20));
        world.advance(Duration.ofMinutes(59));
        assertThat(sent()).isEmpty();
        world.advance(Duration.ofMinutes(1));
        assertThat(sent()).containsExactly("checkout-recovery");
    }

    @Test
    void checkoutRecovery_notAfterAnOrder() {
        live("checkout-recovery");
        told("Checkout Started", Map.of("value", 20));
        tell(world.ordered("o", "ada", "1", "20"));
        world.advance(Duration.ofDays(1));
        assertThat(sent()).isEmpty();
        assertThat(decisions()).anyMatch(said -> said.startsWith("No longer waits: the customer ordered"));
    }

    @Test
    void browseRecovery_tellsOfTheLatestProduct_thatIsInNoCart() {
        live("browse-recovery");
        viewed("mug");
        world.advance(Duration.ofMinutes(10));
        viewed("lamp");
        world.advance(Duration.ofMinutes(10));
        tell(world.added("a", "ada", "lamp", "10"));
        world.advance(Duration.ofHours(2));
        assertThat(world.sent().stream()
                        .filter(message -> message.tags().campaign().equals("browse-recovery")))
                .hasSize(1);
        assertThat(world.ports.runs.all().stream()
                        .filter(run -> run.campaign().equals("browse-recovery"))
                        .map(run -> run.event().text("product_id")))
                .containsExactly("mug");
    }

    @Test
    void browseRecovery_notOfWhatWasCartedOrOrdered() {
        live("browse-recovery");
        viewed("mug");
        told("Order Completed", Map.of("order_id", "1", "total", 10, "products", List.of(Map.of("product_id", "mug"))));
        viewed("lamp");
        tell(world.added("a", "ada", "lamp", "10"));
        told("Product Removed", Map.of("product_id", "lamp"));
        world.advance(Duration.ofDays(1));
        assertThat(sent()).isEmpty();
    }

    @Test
    void browseRecovery_anOrderOfAnotherProductChangesNothing() {
        live("browse-recovery");
        viewed("mug");
        told("Order Completed", Map.of("order_id", "1", "total", 9, "products", List.of(Map.of("product_id", "tea"))));
        world.advance(Duration.ofHours(2));
        assertThat(sent()).containsExactly("browse-recovery");
    }

    @Test
    void wishlistReminder_afterThreeDays_unlessItIsTakenOff() {
        live("wishlist-reminder");
        told("Product Added to Wishlist", Map.of("product_id", "mug"));
        told("Product Added to Wishlist", Map.of("product_id", "lamp"));
        told("Product Removed from Wishlist", Map.of("product_id", "lamp"));
        world.advance(Duration.ofDays(3));
        assertThat(sent()).containsExactly("wishlist-reminder");
        assertThat(world.ports.runs.all().getFirst().event().text("product_id")).isEqualTo("mug");
    }

    @Test
    void viewedOften_onceAProduct_afterThreeViewsInSevenDays() {
        live("viewed-often");
        viewed("mug");
        viewed("lamp");
        world.advance(Duration.ofDays(3));
        viewed("mug");
        world.advance(Duration.ofDays(3));
        assertThat(sent()).isEmpty();
        viewed("mug");
        assertThat(sent()).containsExactly("viewed-often");
        viewed("mug");
        viewed("lamp");
        assertThat(sent()).hasSize(1);
        viewed("lamp");
        assertThat(sent()).hasSize(2);
    }

    @Test
    void viewedOften_countsWhatWasViewedBeforeItWasPublished() {
        tell(world.identify("i1", "ada", null));
        viewed("mug");
        viewed("mug");
        world.publish(Starters.campaign("viewed-often"));
        viewed("mug");
        assertThat(sent()).containsExactly("viewed-often");
    }

    @Test
    void loyalty_whenTheTierChanges_andNotWhenItIsSaidFirstOrAgain() {
        live("loyalty");
        says(Map.of("tier", "silver"));
        says(Map.of("tier", "silver"));
        world.advance(Duration.ofDays(1));
        assertThat(sent()).isEmpty();
        says(Map.of("tier", "gold"));
        assertThat(sent()).containsExactly("loyalty");
        Facts event = world.ports.runs.all().getFirst().event();
        assertThat(event.text("from")).isEqualTo("silver");
        assertThat(event.text("to")).isEqualTo("gold");
    }

    @Test
    void winBack_afterSixtyDaysOfSilence_onceASilence() {
        live("win-back");
        viewed("mug");
        world.advance(Duration.ofDays(59));
        assertThat(sent()).isEmpty();
        world.advance(Duration.ofDays(1).plusSeconds(1));
        assertThat(sent()).containsExactly("win-back");
        world.advance(Duration.ofDays(100));
        assertThat(sent()).hasSize(1);
        viewed("mug");
        world.advance(Duration.ofDays(61));
        assertThat(sent()).hasSize(2);
    }

    @Test
    void winBack_notWhoComesBackInTime_andNotWhoNeverCame() {
        live("win-back");
        world.advance(Duration.ofDays(70));
        assertThat(sent()).isEmpty();
        viewed("mug");
        world.advance(Duration.ofDays(40));
        viewed("mug");
        world.advance(Duration.ofDays(40));
        assertThat(sent()).isEmpty();
        world.advance(Duration.ofDays(20).plusSeconds(1));
        assertThat(sent()).containsExactly("win-back");
    }

    @Test
    void leadReEngagement_notCustomersWhoOrdered() {
        live("lead-re-engagement");
        tell(world.ordered("o", "ada", "1", "20"));
        world.advance(Duration.ofDays(31));
        assertThat(sent()).isEmpty();
        tell(world.identify("i2", "bob", null));
        tell(world.track("v", "bob", "Product Viewed", Map.of("product_id", "mug")));
        world.advance(Duration.ofDays(31));
        assertThat(sent()).containsExactly("lead-re-engagement");
    }

    @Test
    void leadEducation_whenAFormIsSubmitted() {
        live("lead-education");
        told("Form Submitted", Map.of("form_name", "Guide"));
        assertThat(sent()).containsExactly("lead-education");
    }

    @Test
    void anniversary_onTheBirthday_atNineInTheCustomersZone_yearly() {
        live("anniversary");
        says(Map.of("birthday", "1990-11-24", "timezone", "America/New_York"));
        world.advance(Duration.between(world.now(), Instant.parse("2026-11-24T13:59:59Z")));
        assertThat(sent()).isEmpty();
        world.advance(Duration.ofSeconds(1));
        assertThat(sent()).containsExactly("anniversary");
        world.advance(Duration.ofDays(365));
        assertThat(sent()).hasSize(2);
    }

    @Test
    void recommendations_aDayAfterAClickOnAMessageAboutAProduct() {
        world.publish(Starters.campaign("recommendations"));
        live("browse-recovery");
        viewed("mug");
        world.advance(Duration.ofHours(2));
        MessageId reminder = world.ports.messages.all().getFirst().id();
        world.reaction(reminder, MessageStatus.CLICKED, world.now());
        world.advance(Duration.ofHours(23));
        assertThat(sent()).containsExactly("browse-recovery");
        world.advance(Duration.ofHours(2));
        assertThat(sent()).containsExactly("browse-recovery", "recommendations");
    }

    @Test
    void postPurchase_atOnce_andAfterThreeDays() {
        live("post-purchase");
        told("Order Delivered", Map.of("order_id", "1"));
        assertThat(world.sentSteps()).containsExactly("email");
        world.advance(Duration.ofDays(3).minusMinutes(1));
        assertThat(world.sentSteps()).containsExactly("email");
        tell(world.ordered("o2", "ada", "2", "10"));
        world.advance(Duration.ofMinutes(2));
        assertThat(world.sentSteps()).containsExactly("email", "follow-up");
    }

    @Test
    void welcomeSeries_atOnce_andAfterThreeDays() {
        live("welcome-series");
        told("Signed Up", Map.of());
        assertThat(world.sentSteps()).containsExactly("email");
        world.advance(Duration.ofDays(3).plusMinutes(1));
        assertThat(world.sentSteps()).containsExactly("email", "favourites");
    }

    @Test
    void onboarding_whoAgreedToWhatsApp_thereAtOnce_andByEmailADayLater() {
        live("onboarding");
        told("Signed Up", Map.of());
        assertThat(world.sentSteps()).containsExactly("whatsapp");
        world.advance(Duration.ofDays(1).plusMinutes(1));
        assertThat(world.sentSteps()).containsExactly("email", "whatsapp");
        tell(world.identify("b", "bob", null));
        says(Map.of("consent", Map.of("whatsapp", false)));
        told("Signed Up", Map.of());
        assertThat(decisions()).contains("Not started: it is not so that consent to WhatsApp is granted.");
    }

    private void product(Map<String, Object> properties) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("type", "track");
        message.put("event", "Product Updated");
        message.put("messageId", "p" + number++);
        message.put("timestamp", world.now().toString());
        message.put("properties", properties);
        tell(Facts.of(message));
        world.advance(Duration.ofMinutes(1));
    }

    @Test
    void priceDrop_whoViewedIt_whenItFallsByFivePercent() {
        live("price-drop");
        product(Map.of("product_id", "mug", "name", "Mug", "price", "20.00", "currency", "EUR"));
        viewed("mug");
        product(Map.of("product_id", "mug", "price", "19.50", "currency", "EUR"));
        assertThat(sent()).isEmpty();
        product(Map.of("product_id", "mug", "price", "17.50", "currency", "EUR"));
        assertThat(sent()).containsExactly("price-drop");
        Facts event = world.ports.runs.all().getFirst().event();
        assertThat(event.text("old_price")).isEqualTo("19.5");
        assertThat(event.text("price")).isEqualTo("17.5");
        assertThat(event.text("name")).isEqualTo("Mug");
        product(Map.of("product_id", "mug", "price", "25.00", "currency", "EUR"));
        product(Map.of("product_id", "lamp", "price", "5.00", "currency", "EUR"));
        assertThat(sent()).hasSize(1);
    }

    @Test
    void backInStock_whoWishedForIt_andNotWhoOnlyCartedIt() {
        live("back-in-stock");
        product(Map.of("product_id", "mug", "availability", "out of stock"));
        told("Product Added to Wishlist", Map.of("product_id", "mug"));
        tell(world.identify("b", "bob", null));
        tell(world.added("a", "bob", "mug", "10"));
        product(Map.of("product_id", "mug", "availability", "https://schema.org/InStock"));
        assertThat(sent()).containsExactly("back-in-stock");
        product(Map.of("product_id", "mug", "availability", "in_stock"));
        assertThat(sent()).hasSize(1);
    }
}
