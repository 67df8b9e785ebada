package dev.homing.domain.condition;

import dev.homing.domain.cart.Cart;
import dev.homing.domain.state.CustomerState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The one view of a customer that conditions are asked about.
 *
 * @param key of the run in question: which cart, which order; empty where the trigger knows no such thing
 */
public record Subject(CustomerState state, String key) {
    Cart cart() {
        return state.carts().cart(key);
    }

    /** Event time of the customer's last order; null where there was none. */
    @Nullable
    Instant orderedAt() {
        return state.carts().orderedAt();
    }
}
