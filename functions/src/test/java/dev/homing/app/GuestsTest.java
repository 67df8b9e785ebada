package dev.homing.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.app.port.RejectedEvents.RejectedEvent;
import dev.homing.domain.Facts;
import dev.homing.domain.cart.Carts;
import dev.homing.domain.event.CustomerEvent.Origin;
import dev.homing.domain.id.CustomerId;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is known by an address alone, and who by nothing at all. */
class GuestsTest {
    private static final CustomerId GUEST = CustomerId.ofEmail("ada@example.com");
    private static final CustomerId ADA = CustomerId.ofUser("ada");

    private final SmallShop shop = new SmallShop();

    private static Facts guest(Facts message, Map<String, ?> traits) {
        Map<String, Object> changed = new LinkedHashMap<>();
        message.values().forEach((name, value) -> {
            if (value != null && (!name.endsWith("Id") || name.equals("messageId"))) {
                changed.put(name, value);
            }
        });
        changed.put("context", Map.of("traits", traits));
        return Facts.of(changed);
    }

    private Facts added(String id, String product) {
        return guest(shop.storefront.added(id, "nobody-yet", product, "10"), Map.of("email", "Ada@Example.com"));
    }

    private int items(CustomerId id) {
        return shop.state(id).carts().cart(Carts.ONLY).items();
    }

    private String rejected() {
        return shop.ports.rejected.newest(1).stream()
                .map(RejectedEvent::reason)
                .findFirst()
                .orElse("nothing");
    }

    @Test
    void knowsAGuestByTheAddress() {
        shop.receive(added("e1", "A"));
        assertThat(items(GUEST)).isEqualTo(1);
        assertThat(shop.ports.profiles.load(GUEST).email()).isEqualTo("ada@example.com");
    }

    @Test
    void becomesTheCustomer_whenTheShopSaysWhoseTheAddressIs() {
        shop.receive(added("e1", "A"));
        shop.advance(Duration.ofSeconds(1));
        shop.receive(shop.storefront.identify("i1", "ada", null));
        assertThat(shop.state(GUEST).mergedInto()).isEqualTo(ADA);
        assertThat(items(ADA)).isEqualTo(1);
        shop.advance(Duration.ofSeconds(1));
        shop.receive(added("e2", "B"));
        assertThat(items(ADA))
                .as("what comes by the address later is theirs too")
                .isEqualTo(2);
    }

    @Test
    void isTakenOver_byATrustedWordAlone() {
        shop.receive(added("e1", "A"));
        shop.receive(Origin.BROWSER, shop.storefront.identify("i1", "ada", null));
        assertThat(shop.state(GUEST).mergedInto()).isNull();
        assertThat(items(ADA)).isZero();
    }

    @Test
    void isNobodyElse_whateverAnIdIsCalled() {
        shop.receive(added("e1", "A"));
        for (String id : new String[] {"ada@example.com", "email:ada@example.com", "email"}) {
            shop.receive(Origin.BROWSER, shop.storefront.track("t" + id, id, "Product Viewed", Map.of()));
        }
        assertThat(CustomerId.ofUser("ada@example.com")).isNotEqualTo(GUEST);
        assertThat(shop.state(GUEST).revision()).isEqualTo(1);
    }

    @Test
    void needsAnId_ofABrowser() {
        shop.receive(Origin.BROWSER, added("e1", "A"));
        assertThat(shop.state(GUEST).revision()).isZero();
        assertThat(rejected()).startsWith("userId, anonymousId: both are missing");
    }

    @Test
    void readsAnAddressAmongProperties_whereNothingElseSaysWhoItWas() {
        Map<String, Object> paid = new LinkedHashMap<>(shop.storefront
                .track("p1", "x", "Payment Failed", Map.of("email", "ada@example.com"))
                .values());
        paid.remove("userId");
        shop.receive(Facts.of(paid));
        assertThat(shop.state(GUEST).revision()).isPositive();
        shop.receive(shop.storefront.track("g1", "ada", "Gift Sent", Map.of("email", "bob@example.com")));
        assertThat(shop.ports.profiles.load(ADA).email())
                .as("whom a gift is for")
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "undefined",
                "null",
                "[object Object]",
                "NaN",
                "0",
                "guest",
                "00000000-0000-0000-0000-000000000000"
            })
    void mergesNobody_byAPlaceholder(String placeholder) {
        shop.receive(shop.storefront.identify("i1", placeholder, "anon-1"));
        shop.receive(shop.storefront.identify("i2", placeholder, "anon-2"));
        shop.receive(shop.storefront.alias("a1", "ada", placeholder));
        shop.receive(shop.storefront.identify("i3", "ada", placeholder));
        assertThat(shop.ports.rejected.newest(10)).hasSize(4).allSatisfy(event -> assertThat(event.reason())
                .contains("\"" + placeholder + "\"")
                .contains("send"));
        assertThat(shop.state(CustomerId.ofAnonymous("anon-1")).mergedInto()).isNull();
        assertThat(shop.state(ADA).revision()).isZero();
    }
}
