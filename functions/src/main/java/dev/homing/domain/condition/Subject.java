package dev.homing.domain.condition;

import dev.homing.domain.Facts;
import dev.homing.domain.cart.Cart;
import dev.homing.domain.profile.Profile;
import dev.homing.domain.state.CustomerState;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The one view of a customer that conditions are asked about.
 *
 * @param profile who it is; asked for only where a condition needs it, as it lies apart
 * @param key of the run in question: which cart, which order; empty where the trigger knows no such thing, null where no run is in question
 * @param event properties of the event at hand; empty where there is none
 * @param shop what counts where customers and events say nothing
 */
public record Subject(
        CustomerState state,
        Supplier<Profile> profile,
        @Nullable String key,
        Facts event,
        Shop shop,
        Instant now) {
    /**
     * What counts where nothing else is said.
     *
     * @param currency of amounts
     * @param zone of days and hours
     */
    public record Shop(String currency, ZoneId zone) {}

    /** The same customer, with another event at hand, or a product of it. */
    public Subject about(Facts facts) {
        return new Subject(state, profile, key, facts, shop, now);
    }

    /** The cart that the run is about; without a run, the filled one that was changed last. */
    Cart cart() {
        return key != null
                ? state.carts().cart(key)
                : state.carts().byKey().values().stream()
                        .filter(cart -> !cart.isEmpty())
                        .max(Comparator.comparing(Cart::changedAt))
                        .orElseGet(() -> state.carts().cart(""));
    }

    /** Event time of the customer's last order; null where there was none. */
    @Nullable
    Instant orderedAt() {
        return state.carts().orderedAt();
    }

    /** The customer's own zone, else the shop's. */
    ZoneId zone() {
        ZoneId own = profile.get().timeZone();
        return own == null ? shop.zone() : own;
    }

    /** For values of who the customer is and of what they did; days are the shop's, so that nothing has to be read. */
    Tests tests() {
        String currency = event.text("currency");
        return new Tests(currency == null ? shop.currency() : currency, shop.zone(), now);
    }
}
