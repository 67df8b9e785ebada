package dev.homing.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.adapter.json.Json;
import dev.homing.app.port.RejectedEvents.RejectedEvent;
import dev.homing.domain.Facts;
import dev.homing.domain.cart.CartLine;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.consent.Consent;
import dev.homing.domain.event.CustomerEvent.Origin;
import dev.homing.domain.message.MessageStatus;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A browser's write key is public: whatever is sent with it, nobody else comes to harm, and nothing of it leads customers away. */
class HostileEventsTest {
    private static final Duration DELAY = Duration.ofMinutes(30);

    private final World world = new World();

    private void browser(Facts event) {
        world.event(event, Origin.BROWSER);
        world.settle();
    }

    private static Facts with(Facts message, String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>();
        message.values().forEach((key, known) -> more.put(key, known == null ? "" : known));
        more.put(name, value);
        return Facts.of(more);
    }

    private Facts added(String id, String user, Map<String, Object> properties) {
        Map<String, Object> all = new LinkedHashMap<>(Map.of("product_id", "A", "price", "10.00", "quantity", 1));
        all.putAll(properties);
        return world.track(id, user, "Product Added", all);
    }

    /** What the events queue delivers, each event as the bus has it. */
    private String handled(List<Map<String, Object>> envelopes) {
        List<Map<String, Object>> records = new ArrayList<>();
        for (Map<String, Object> envelope : envelopes) {
            records.add(
                    Map.of("messageId", "sqs-" + records.size(), "receiptHandle", "r", "body", Json.write(envelope)));
        }
        byte[] answer = world.wiring()
                .eventHandler()
                .handle(Json.write(Map.of("Records", records)).getBytes(StandardCharsets.UTF_8));
        return new String(answer, StandardCharsets.UTF_8);
    }

    private static Map<String, Object> envelope(
            String id, String source, String detailType, Map<String, Object> detail) {
        return Map.of(
                "id",
                id,
                "source",
                source,
                "detail-type",
                detailType,
                "time",
                World.START.toString(),
                "detail",
                detail);
    }

    @Test
    void takesInTheOthers_whenOneEventOfABatchCannotBeRead() {
        String answer = handled(List.of(
                envelope(
                        "1",
                        "homing.collect.browser",
                        "x",
                        Map.of("receivedAt", "soon", "userId", "eve", "event", "x")),
                envelope(
                        "2",
                        "aws.partner/stripe.com/x",
                        "charge.failed",
                        Map.of(
                                "id",
                                "evt",
                                "type",
                                "charge.failed",
                                "object",
                                "event",
                                "data",
                                Map.of("object", Map.of("customer", "cus", "amount", 5, "currency", "eur")))),
                envelope(
                        "3",
                        "shop",
                        "Product Added",
                        Map.of("messageId", "e1", "userId", "ada", "properties", Map.of("product_id", "A")))));
        assertThat(answer).isEqualTo("{\"batchItemFailures\":[]}");
        assertThat(world.ports.states.load(world.user("ada")).carts().cart("").items())
                .isEqualTo(1);
        assertThat(world.ports.rejected.newest(10))
                .extracting(RejectedEvent::reason)
                .singleElement()
                .asString()
                .contains("soon");
    }

    @Test
    void takesABrowsersEventForWhatItIs_whenItLooksLikeStripes() {
        handled(List.of(envelope(
                "1",
                "homing.collect.browser",
                "shopifyWebhook",
                Map.of(
                        "type",
                        "track",
                        "event",
                        "shopifyWebhook",
                        "messageId",
                        "m1",
                        "userId",
                        "eve",
                        "object",
                        "event",
                        "receivedAt",
                        World.START.toString(),
                        "data",
                        Map.of("object", Map.of("customer", "ada", "amount", 5, "currency", "eur"))))));
        assertThat(world.ports.states.load(world.user("ada")).revision()).isZero();
        assertThat(world.ports.states.load(world.user("eve")).revision()).isEqualTo(1);
    }

    @Test
    void rejectsAnEvent_whenItsTimesAreBeyondAllCalendars() {
        browser(with(
                with(added("e1", "eve", Map.of()), "timestamp", "-999999999-01-01T00:00:00Z"),
                "sentAt",
                "+999999999-01-01T00:00:00Z"));
        assertThat(world.ports.rejected.newest(10)).singleElement().satisfies(event -> assertThat(event.reason())
                .contains("timestamp"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "1e100000000", "1e-999999999", "99999999999999999999"})
    void takesNoPrice_thatNobodyMeans(String price) {
        browser(added("e1", "eve", Map.of("price", price, "quantity", price)));
        var cart = world.ports.states.load(world.user("eve")).carts().cart("");
        assertThat(cart.lines().values()).allSatisfy(line -> {
            assertThat(line.quantity()).isLessThanOrEqualTo(9_999);
            assertThat(line.price() == null || line.price().amount().signum() == 0)
                    .isTrue();
        });
    }

    @Test
    void countsNoOrderValue_thatFitsNoCounter() {
        world.event(world.identify("i1", "ada", null));
        world.event(world.added("e1", "ada", "A", "10.00"));
        world.advance(DELAY);
        var email = world.sent().getFirst().tags().message();
        world.wiring().recordFeedback().record(email, MessageStatus.CLICKED, world.now(), null, world.now());
        world.advance(Duration.ofMinutes(1));
        browser(world.ordered("o1", "ada", "order-1", "1" + "0".repeat(30)));
        assertThat(world.counts())
                .doesNotContainKey("cart-recovery converted")
                .doesNotContainKey("cart-recovery recovered:EUR email");
        assertThat(world.ports.rejected.newest(10))
                .singleElement()
                .satisfies(event -> assertThat(event.reason()).contains("total").contains("more than anything costs"));
    }

    @Test
    void keepsTheGroupsTraitsFromTheCustomers() {
        world.event(world.identify("i1", "ada", null));
        world.advance(Duration.ofSeconds(1));
        Map<String, Object> group = Map.of(
                "type",
                "group",
                "messageId",
                "g1",
                "userId",
                "ada",
                "groupId",
                "acme",
                "timestamp",
                world.now().toString(),
                "traits",
                Map.of("email", "info@acme.example", "name", "Acme"));
        world.event(Facts.of(group));
        world.settle();
        assertThat(world.ports.profiles.load(world.user("ada")).email()).isEqualTo("ada@example.com");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/x",
                "//evil.example/x",
                "//evil_host.evil.example/x",
                "///evil.example/x",
                "https://evil_host.example/x",
                "javascript://shop.example/%0aalert(1)",
                "javascript:alert(1)",
                "https:evil.example",
                "https://shop.example@evil.example/",
                "/\\evil.example",
                "https://evil.example/.shop.example",
                "ftp://shop.example/x",
                "https://notshop.example/"
            })
    void leadsNobodyAway_whateverAddressABrowserSends(String address) {
        world.event(world.identify("i1", "ada", null));
        browser(added("e1", "ada", Map.of("name", "Lamp", "url", address, "image_url", address, "cart_url", address)));
        browser(added(
                "e2", "ada", Map.of("product_id", "B", "name", "Hurry: https://evil.example/x www.evil.example")));
        browser(added("e3", "ada", Map.of("product_id", "https://evil.example/p")));
        browser(world.track(
                "p1",
                "ada",
                "Payment Failed",
                Map.of(
                        "order_id",
                        "order-9",
                        "payment_url",
                        address,
                        "more",
                        Map.of("deep", List.of(address, "fine")))));
        world.advance(DELAY);
        var cart = world.ports.states.load(world.user("ada")).carts().cart("");
        assertThat(cart.lines()).containsOnlyKeys("A", "B", "https://evil.example/p");
        assertThat(cart.url()).isNull();
        assertThat(cart.lines().values()).allSatisfy(line -> {
            assertThat(line.url()).isNull();
            assertThat(line.imageUrl()).isNull();
        });
        assertThat(cart.lines().values()).extracting(CartLine::label).containsExactly("Lamp", "Hurry:", "#plep");
        assertThat(world.ports.messages.all())
                .flatExtracting(message -> message.links())
                .allSatisfy(link -> assertThat(link).startsWith("https://shop.example"));
        assertThat(world.ports.runs.all())
                .as("a message that is no marketing is not started by anyone")
                .noneMatch(run -> run.campaign().equals("payment-failed"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://shop.example/cart?t=1",
                "https://www.shop.example/cart",
                "/cart",
                "HTTPS://SHOP.example/cart"
            })
    void leadsBackToTheCart_whereABrowserSaysItIsInTheShop(String address) {
        browser(added("e1", "ada", Map.of("cart_url", address)));
        assertThat(world.ports.states.load(world.user("ada")).carts().cart("").url())
                .isEqualTo(address);
        var shop = world.ports.campaigns.current().shop();
        assertThat(shop.absolute(address).toLowerCase(java.util.Locale.ROOT))
                .matches("(https:)?//(www\\.)?shop\\.example/cart.*")
                .isEqualTo(
                        address.startsWith("http") || address.startsWith("HTTP")
                                ? address.toLowerCase(java.util.Locale.ROOT)
                                : "https://shop.example/cart");
    }

    @Test
    void takesNoTraitWithALink_fromABrowser() {
        world.event(world.identify("i1", "ada", null));
        world.advance(Duration.ofSeconds(1));
        Map<String, Object> forged = Map.of(
                "type",
                "identify",
                "messageId",
                "i2",
                "userId",
                "ada",
                "timestamp",
                world.now().toString(),
                "traits",
                Map.of("firstName", "Ada, your account is locked: https://evil.example", "city", "Paris"));
        browser(Facts.of(forged));
        var profile = world.ports.profiles.load(world.user("ada"));
        assertThat(profile.text("firstName")).isEqualTo("Ada");
        assertThat(profile.text("city")).isEqualTo("Paris");
    }

    @Test
    void keepsContactsAndConsent_whenAVisitorWhoStatesOthersSignsInAsACustomer() {
        world.event(world.identify("i1", "ada", null));
        world.event(consent("c1", "userId", "ada", false));
        world.settle();
        world.advance(Duration.ofMinutes(1));
        browser(with(
                consent("c2", "anonymousId", "anon-6", true),
                "traits",
                Map.of("email", "eve@evil.example", "phone", "+4915100000000", "consent", Map.of("email", true))));
        world.advance(Duration.ofMinutes(1));
        Map<String, Object> signIn = Map.of(
                "type",
                "identify",
                "messageId",
                "i3",
                "userId",
                "ada",
                "anonymousId",
                "anon-6",
                "timestamp",
                world.now().toString());
        browser(Facts.of(signIn));
        browser(with(consent("c4", "anonymousId", "anon-6", true), "traits", Map.of("email", "eve@evil.example")));
        var profile = world.ports.profiles.load(world.user("ada"));
        assertThat(profile.anonymousIds()).contains("anon-6");
        assertThat(profile.email()).isEqualTo("ada@example.com");
        assertThat(profile.phone()).isEqualTo("+4915112345678");
        assertThat(profile.consent(Channel.EMAIL).state()).isEqualTo(Consent.State.UNSUBSCRIBED);
    }

    private Facts consent(String id, String key, String who, boolean email) {
        return Facts.of(Map.of(
                "type",
                "identify",
                "messageId",
                id,
                key,
                who,
                "timestamp",
                world.now().toString(),
                "traits",
                Map.of("consent", Map.of("email", email))));
    }

    @Test
    void keepsTheLastOptOut_whenWhatWasSaidBetweenComesLater() {
        world.event(consent("c1", "userId", "ada", false));
        world.advance(Duration.ofMinutes(1));
        Facts between = consent("c2", "userId", "ada", true);
        world.advance(Duration.ofMinutes(1));
        world.event(consent("c3", "userId", "ada", false));
        world.settle();
        world.event(between);
        world.settle();
        assertThat(world.ports
                        .profiles
                        .load(world.user("ada"))
                        .consent(Channel.EMAIL)
                        .state())
                .isEqualTo(Consent.State.UNSUBSCRIBED);
    }

    @Test
    void knowsTheShopsId_ofWhomAnAliasNamesFirst() {
        world.event(world.added("e1", "anon-1", "A", "10.00"));
        world.event(Facts.of(Map.of(
                "type",
                "alias",
                "messageId",
                "a1",
                "userId",
                "ada",
                "previousId",
                "anon-1",
                "timestamp",
                world.now().toString())));
        world.settle();
        assertThat(world.ports.profiles.load(world.user("ada")).userId()).isEqualTo("ada");
    }
}
