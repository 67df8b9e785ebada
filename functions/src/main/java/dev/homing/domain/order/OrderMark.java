package dev.homing.domain.order;

import dev.homing.domain.channel.Channel;
import dev.homing.domain.consent.AddressKey;
import dev.homing.domain.event.CustomerEvent;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.id.RunKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * That somebody ordered, left where whoever is about to remind somebody of a cart looks: under the email address and under the names of the cart.
 * A guest who checks out is another customer to the shop than the visitor who filled the cart.
 *
 * @param key under which it is left: {@link #email} or {@link #cart}
 * @param customer who ordered, as the event named them
 * @param at event time of the order
 * @param names by which runs are told apart that the order names, such as its {@code cart_id}
 */
public record OrderMark(String key, CustomerId customer, Instant at, Map<String, String> names) {
    /** Properties of an order that name the cart that it closes. */
    private static final Set<String> CART_NAMES = Set.of("cart_id", "cart_token", "checkout_id", "checkout_token");

    private static final List<String> NAMES =
            List.of("cart_id", "cart_token", "checkout_id", "checkout_token", "order_id");

    public OrderMark {
        names = Map.copyOf(names);
    }

    public static String email(String address) {
        return "email#" + AddressKey.of(Channel.EMAIL, address).hash();
    }

    /** @param runKey as {@link RunKey} makes it of the cart's name */
    public static String cart(String runKey) {
        return "cart#" + runKey;
    }

    /** Whether a property names a cart, so that orders leave marks under it. */
    public static boolean namesCart(@Nullable String property) {
        return property != null && CART_NAMES.contains(property);
    }

    /**
     * The marks that an order leaves.
     *
     * @param emails of whoever ordered
     */
    public static List<OrderMark> of(CustomerEvent order, Set<String> emails) {
        Map<String, String> names = new LinkedHashMap<>();
        for (String name : NAMES) {
            String value = order.properties().text(name);
            if (value != null) {
                names.put(name, RunKey.of(value));
            }
        }
        List<OrderMark> marks = new ArrayList<>();
        emails.forEach(email -> marks.add(new OrderMark(email(email), order.customer(), order.at(), names)));
        names.forEach((name, value) -> {
            if (CART_NAMES.contains(name)) {
                marks.add(new OrderMark(cart(value), order.customer(), order.at(), names));
            }
        });
        return marks;
    }
}
