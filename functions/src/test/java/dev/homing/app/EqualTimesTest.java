package dev.homing.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.domain.Facts;
import dev.homing.domain.cart.Cart;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.consent.Consent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Many shops state whole seconds: of what happened in one, the later arrival counts, and a second delivery of the earlier one does not. */
class EqualTimesTest {
    private final SmallShop shop = new SmallShop();

    private Cart cart() {
        return shop.state(SmallShop.ADA).carts().cart("");
    }

    private Facts whole(String id, String... products) {
        List<Map<String, Object>> lines = new ArrayList<>();
        for (String product : products) {
            lines.add(Map.of("product_id", product));
        }
        return shop.storefront.track(id, "ada", "Cart Updated", Map.of("products", lines));
    }

    private Facts identified(String id, String name, boolean wanted) {
        Map<String, Object> message =
                new LinkedHashMap<>(shop.storefront.identify(id, "ada", null).values());
        message.put("traits", Map.of("firstName", name, "consent", Map.of("email", wanted)));
        return Facts.of(message);
    }

    @Test
    void countsTheLaterCart() {
        Facts first = whole("c1", "a");
        Facts second = whole("c2", "a", "b");
        Facts third = whole("c3");
        shop.receive(first);
        shop.receive(second);
        assertThat(cart().lines().keySet()).containsExactly("a", "b");
        shop.receive(third);
        assertThat(cart().isEmpty()).isTrue();
        shop.receive(second, first);
        shop.receive(first);
        assertThat(cart().isEmpty()).as("redelivered").isTrue();
    }

    @Test
    void countsTheAddition_afterTheRemoval_andNotTheRemovalAgain() {
        Facts removed = shop.storefront.track("r1", "ada", "Product Removed", Map.of("product_id", "a"));
        Facts added = shop.storefront.track("a1", "ada", "Product Added", Map.of("product_id", "a"));
        shop.receive(removed, added);
        assertThat(cart().items()).isEqualTo(1);
        shop.receive(removed);
        assertThat(cart().items()).as("redelivered").isEqualTo(1);
    }

    @Test
    void countsTheOrder_whateverElseHappenedThen() {
        shop.receive(whole("c1", "a"));
        shop.receive(shop.storefront.ordered("o1", "ada", "order-1", "10"));
        shop.receive(whole("c2", "a"));
        assertThat(cart().isEmpty()).isTrue();
    }

    @Test
    void countsTheOrderOfANamedCart_whateverElseHappenedThen() {
        Map<String, Object> named = Map.of("cart_id", "c", "products", List.of(Map.of("product_id", "a")));
        shop.receive(shop.storefront.track("c1", "ada", "Cart Updated", named));
        shop.receive(shop.storefront.track("o1", "ada", "Order Completed", Map.of("cart_id", "c", "order_id", "1")));
        shop.receive(shop.storefront.track("c2", "ada", "Cart Updated", named));
        assertThat(shop.state(SmallShop.ADA).carts().cart("c").isEmpty()).isTrue();
    }

    @Test
    void countsTheLaterStatement_andNotTheEarlierAgain() {
        Facts first = identified("i1", "Ada", true);
        Facts second = identified("i2", "Augusta", false);
        shop.receive(first);
        shop.receive(second);
        shop.receive(first);
        shop.advance(Duration.ofMinutes(1));
        shop.receive(first, first);
        var profile = shop.ports.profiles.load(SmallShop.ADA);
        assertThat(profile.text("firstName")).isEqualTo("Augusta");
        assertThat(profile.consent(Channel.EMAIL).state()).isEqualTo(Consent.State.UNSUBSCRIBED);
    }
}
