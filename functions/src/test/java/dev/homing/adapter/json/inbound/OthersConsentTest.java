package dev.homing.adapter.json.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.adapter.json.Json;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.consent.Consent.State;
import dev.homing.domain.event.CustomerEvent;
import dev.homing.domain.event.EventReading;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.profile.Contacts;
import dev.homing.domain.profile.Profile;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Shopify and Stripe say of who a customer is and what they want. */
class OthersConsentTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:02Z");
    private static final Profile NOBODY = Profile.unknown(CustomerId.ofUser("4601"));

    private static EventReading reading(String source, String detailType, Map<String, ?> detail) {
        BusEvent bus = BusEvent.read(Json.write(Map.of(
                "id",
                "b1",
                "detail-type",
                detailType,
                "source",
                source,
                "time",
                "2026-11-22T10:00:01Z",
                "detail",
                detail)));
        return EventReading.read(bus.message(), bus.id(), bus.origin(), bus.time(), NOW);
    }

    private static CustomerEvent event(EventReading reading) {
        assertThat(reading).isInstanceOf(EventReading.Accepted.class);
        return ((EventReading.Accepted) reading).event();
    }

    private static CustomerEvent shopify(String topic, Map<String, ?> payload) {
        return event(reading(
                "aws.partner/shopify.com/1/shop",
                "shopifyWebhook",
                Map.of(
                        "metadata",
                        Map.of("X-Shopify-Topic", topic, "X-Shopify-Webhook-Id", "w" + topic),
                        "payload",
                        payload)));
    }

    private static CustomerEvent stripe(String type, Map<String, ?> object) {
        return event(reading(
                "aws.partner/stripe.com/ed_1",
                type,
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

    private static State after(Profile before, CustomerEvent event) {
        return before.learn(event, new Contacts((_, _) -> null, null), false)
                .profile()
                .consent(Channel.EMAIL)
                .state();
    }

    private static Map<String, Object> customer(String... pairs) {
        Map<String, Object> customer = new LinkedHashMap<>(Map.of("id", 4601, "email", "u1@example.com"));
        for (int i = 0; i < pairs.length; i += 2) {
            customer.put(pairs[i], Objects.requireNonNull(Json.parse(pairs[i + 1])));
        }
        return customer;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            {"state":"subscribed"}                                                     | SUBSCRIBED
            {"state":"unsubscribed","consent_updated_at":"2026-11-22T09:00:00Z"}       | UNSUBSCRIBED
            {"state":"not_subscribed","opt_in_level":null,"consent_updated_at":null}   | NOT_GIVEN
            {"state":"pending"}                                                        | UNKNOWN
            {"state":"redacted"}                                                       | UNSUBSCRIBED
            {"state":"invalid"}                                                        | UNSUBSCRIBED
            """)
    void readsShopifysCustomers(String consent, State state) {
        for (String topic : List.of("customers/create", "customers/update")) {
            assertThat(after(
                            NOBODY,
                            shopify(topic, customer("email_marketing_consent", consent, "accepts_marketing", "false"))))
                    .isEqualTo(state);
        }
        assertThat(after(
                        NOBODY,
                        shopify(
                                "checkouts/update",
                                Map.of(
                                        "token",
                                        "t",
                                        "line_items",
                                        List.of(),
                                        "customer",
                                        customer("email_marketing_consent", consent)))))
                .isEqualTo(state);
    }

    @ParameterizedTest
    @CsvSource({
        "customers_marketing_consent/update",
        "customers/email_marketing_consent_update",
        "customers_email_marketing_consent/update"
    })
    void readsShopifysConsentTopics(String topic) {
        Map<String, ?> payload = Map.of(
                "customer_id",
                4601,
                "email_address",
                "u1@example.com",
                "email_marketing_consent",
                Map.of("state", "unsubscribed", "consent_updated_at", "2026-11-22T09:00:00Z"));
        CustomerEvent event = shopify(topic, payload);
        assertThat(event.userId()).isEqualTo("4601");
        assertThat(event.at()).isEqualTo(Instant.parse("2026-11-22T09:00:00Z"));
        assertThat(after(NOBODY, event)).isEqualTo(State.UNSUBSCRIBED);
    }

    @Test
    void takesNoEmptyBoxForANo() {
        Map<String, Object> checkout =
                new LinkedHashMap<>(Map.of("token", "t", "line_items", List.of(), "customer", customer()));
        checkout.put("buyer_accepts_marketing", false);
        assertThat(after(NOBODY, shopify("checkouts/create", checkout))).isEqualTo(State.UNKNOWN);
        Profile yes = NOBODY.learn(
                        shopify("customers/update", customer("email_marketing_consent", "{\"state\":\"subscribed\"}")),
                        new Contacts((_, _) -> null, null),
                        false)
                .profile();
        assertThat(after(yes, shopify("checkouts/create", checkout))).isEqualTo(State.SUBSCRIBED);
        checkout.put("buyer_accepts_marketing", true);
        assertThat(after(NOBODY, shopify("checkouts/create", checkout))).isEqualTo(State.SUBSCRIBED);
    }

    @Test
    void keepsShopifysOwnLines_byWhatTheyAreCalled_andTakesAbsentLinesForNoEmptyCart() {
        Map<String, Object> custom =
                new LinkedHashMap<>(Map.of("id", 77, "title", "Engraving", "quantity", 1, "price", "15.00"));
        CustomerEvent event = shopify("checkouts/create", Map.of("token", "t", "line_items", List.of(custom)));
        assertThat(event.properties().list("products")).singleElement().satisfies(line -> assertThat(line.text("name"))
                .isEqualTo("Engraving"));
        assertThat(reading(
                        "aws.partner/shopify.com/1/shop",
                        "shopifyWebhook",
                        Map.of(
                                "metadata",
                                Map.of("X-Shopify-Topic", "checkouts/update"),
                                "payload",
                                Map.of("token", "t"))))
                .isInstanceOf(EventReading.Rejected.class);
    }

    @Test
    void knowsStripesGuests_byTheAddressOfTheReceipt() {
        CustomerId guest = CustomerId.ofEmail("g@example.com");
        Map<String, Object> failed = Map.of("id", "x", "amount", 5000, "currency", "eur");
        for (Map<String, ?> more : List.<Map<String, ?>>of(
                Map.of("receipt_email", "G@example.com"),
                Map.of("customer_email", "g@example.com"),
                Map.of("billing_details", Map.of("email", "g@example.com")),
                Map.of("customer_details", Map.of("email", "g@example.com")),
                Map.of(
                        "last_payment_error",
                        Map.of("payment_method", Map.of("billing_details", Map.of("email", "g@example.com")))))) {
            Map<String, Object> object = new LinkedHashMap<>(failed);
            object.putAll(more);
            assertThat(stripe("payment_intent.payment_failed", object).customer())
                    .isEqualTo(guest);
            assertThat(stripe("checkout.session.expired", object).customer()).isEqualTo(guest);
        }
    }

    @Test
    void readsWhatIsAJsonTextInAList() {
        CustomerEvent event = event(reading(
                "my.shop",
                "Cart Updated",
                Map.of("userId", "u1", "properties", Map.of("products", "[{\"product_id\":\"mug\"}]"))));
        assertThat(event.properties().list("products")).hasSize(1);
    }
}
